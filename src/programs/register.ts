/** `npm run register`: writes Discord's list of our commands, and prints the invitation link. */

import { commands } from '../../commands/index.ts';
import { loadEnvironment } from '../config/environment.ts';
import { readSettings } from '../config/read-settings.ts';
import { UserError } from '../errors.ts';
import { runProgram } from '../ops/process/run-program.ts';
import { inviteUrl, personalInstallUrl } from '../platforms/discord/registration/invite.ts';
import { registerWithoutConnecting } from '../platforms/discord/registration/register.ts';
import { discordConfig, discordVariables } from '../platforms/discord/settings.ts';

await runProgram(register);

async function register(): Promise<void> {
  const config = discordConfig(readSettings(discordVariables, loadEnvironment()), 'private');
  if (!config)
    throw new UserError(
      'invalid',
      'DISCORD_TOKEN and DISCORD_APPLICATION_ID are not set.',
      'Copy both from the developer portal into .env; .env.example describes them.',
    );
  const result = await registerWithoutConnecting(config, commands);
  const place = config.guildId === undefined ? 'everywhere' : `server ${config.guildId}`;
  console.log(result === 'written' ? `Commands registered: ${place}.` : `Commands are up to date: ${place}.`);
  console.log(`Invite: ${inviteUrl(config.applicationId)}`);
  // Commands of one server are nowhere else.
  if (config.guildId === undefined)
    console.log(`For oneself, everywhere: ${personalInstallUrl(config.applicationId)}`);
}
