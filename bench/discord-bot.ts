/** A process of its own: a bot on the stand-in whose address is given, either ours or the least there can be. */
import { Client, GatewayIntentBits, MessageFlags } from 'discord.js';
import { pino } from 'pino';
import { commands } from '../commands/index.ts';
import { assemble } from '../src/assemble.ts';
import { readConfig } from '../src/config.ts';
import { createDiscordPlatform } from '../src/platforms/discord/connect.ts';
import { WORLD } from '../tests/standins/discord/world.ts';

const [kind, apiUrl = '', dataFolder = ''] = process.argv.slice(2);
await (kind === 'bare' ? startBare() : startOurs());
process.send?.('ready');

async function startBare(): Promise<void> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    rest: { api: apiUrl },
  });
  client.on('interactionCreate', async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.reply({ content: 'A constant.', flags: MessageFlags.Ephemeral });
  });
  await client.login(WORLD.token);
}

async function startOurs(): Promise<void> {
  const log = pino({ level: 'error' });
  const now = Temporal.Now.instant;
  const core = await assemble({ config: readConfig({ DATA_DIR: dataFolder }), now, log, watch: false });
  const platform = createDiscordPlatform({
    config: { token: WORLD.token, applicationId: WORLD.applicationId, apiUrl, replyVisibility: 'private' },
    desk: core.desk,
    commands,
    handledEvents: core.store.handledEvents,
    events: { fatal: (error) => log.fatal(error.message), lost: () => undefined },
    zone: 'UTC',
    now,
    log,
  });
  await platform.start();
}
