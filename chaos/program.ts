/** The program with Slack alone: the parts, and the order of starting them, are those of `src/main.ts`. */
import { randomUUID } from 'node:crypto';
import { assemble } from '../src/assemble.ts';
import { readConfig } from '../src/config.ts';
import { createDigestWorker } from '../src/digests/worker.ts';
import { createLog } from '../src/ops/log.ts';
import { createSlackPlatform } from '../src/platforms/slack/connect.ts';
import { slackConfig, slackVariables } from '../src/platforms/slack/settings.ts';

const config = readConfig(process.env);
const slack = slackConfig(slackVariables.parse(process.env));
if (!slack) throw new Error('SLACK_BOT_TOKEN and SLACK_APP_TOKEN are needed');

const log = createLog(config.logLevel);
const now = Temporal.Now.instant;
const core = await assemble({ config, now, log, watch: true });
const platform = createSlackPlatform({
  config: slack,
  desk: core.desk,
  handledEvents: core.store.handledEvents,
  zone: config.zone,
  now,
  log,
});
const digests = createDigestWorker({
  outbox: core.store.outbox,
  composer: core.composer,
  platforms: [platform],
  owner: randomUUID(),
  now,
  chance: Math.random,
  log,
  grace: config.digests.grace,
  lease: config.digests.lease,
});
await platform.start();
digests.start();
