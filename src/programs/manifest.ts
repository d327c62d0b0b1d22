/** `npm run manifest`: prints the app manifest for what the settings choose. */

import { loadEnvironment } from '../config/environment.ts';
import { readSettings } from '../config/read-settings.ts';
import { UserError } from '../errors.ts';
import { runProgram } from '../ops/process/run-program.ts';
import { slackManifest } from '../platforms/slack/registration/manifest.ts';
import { slackVariables } from '../platforms/slack/settings.ts';

await runProgram(print);

function print(): void {
  const { SLACK_COMMAND, SLACK_PUBLIC_URL, SLACK_SIGNING_SECRET, SLACK_CLIENT_ID, SLACK_APP_TOKEN } =
    readSettings(slackVariables, loadEnvironment());
  const distributed = SLACK_CLIENT_ID !== undefined;
  const overHttp =
    SLACK_APP_TOKEN === undefined &&
    (distributed || SLACK_SIGNING_SECRET !== undefined || SLACK_PUBLIC_URL !== undefined);
  if (overHttp && SLACK_PUBLIC_URL === undefined) {
    throw new UserError(
      'invalid',
      'SLACK_PUBLIC_URL is not set, and Slack needs an address to send requests to.',
      'Set it, as in SLACK_PUBLIC_URL=https://bot.example.org; or leave out SLACK_SIGNING_SECRET and SLACK_CLIENT_ID for Socket Mode.',
    );
  }
  const manifest = slackManifest({
    command: SLACK_COMMAND,
    distributed,
    ...(overHttp && SLACK_PUBLIC_URL !== undefined ? { publicUrl: SLACK_PUBLIC_URL } : {}),
  });
  console.log(JSON.stringify(manifest, undefined, 2));
}
