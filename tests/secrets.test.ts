import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { environmentSchema, readConfig } from '../src/config/config.ts';
import { isSecret } from '../src/config/setting-forms.ts';
import { createRedactor } from '../src/ops/logging/redaction.ts';
import { temporaryPostgresDatabase } from './contracts/stores.ts';
import { freePort } from './platforms/slack/set-up.ts';
import { visitorAt } from './platforms/web/sample-workspace.ts';
import { createPlace, exitOf, run, start } from './program.ts';
import { slashData } from './standins/discord/interactions.ts';
import { DiscordStandIn } from './standins/discord/server.ts';
import { WORLD } from './standins/discord/world.ts';
import { startLanguageModel } from './standins/language-model/server.ts';
import { postSigned, SIGNING_SECRET } from './standins/slack/signed-request.ts';
import { APP_TOKEN, BOT_TOKEN, StandInSlack } from './standins/slack/slack.ts';

/** A value for every secret setting. The stand-ins take their own tokens alone, which are as easily told apart. */
const CANARIES: Readonly<Record<string, string>> = {
  DATABASE_URL: 'canary-database-password',
  WEB_PASSWORD: 'canary "web" password',
  SLACK_BOT_TOKEN: BOT_TOKEN,
  SLACK_APP_TOKEN: APP_TOKEN,
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SLACK_CLIENT_SECRET: 'canary-client-secret',
  SLACK_STATE_SECRET: 'canary-state-secret-of-thirty-two-characters',
  SLACK_ENCRYPTION_KEY: 'ca4a'.repeat(16),
  DISCORD_TOKEN: WORLD.token,
  LLM_API_KEY: 'canary-language-model-key',
  EMBEDDING_API_KEY: 'canary-embedding-key',
};
const OAUTH = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: CANARIES['SLACK_CLIENT_SECRET'] ?? '',
  SLACK_STATE_SECRET: CANARIES['SLACK_STATE_SECRET'] ?? '',
  SLACK_ENCRYPTION_KEY: CANARIES['SLACK_ENCRYPTION_KEY'] ?? '',
  SLACK_PUBLIC_URL: 'https://bot.example/',
};
/** Addresses and tokens that let whoever has them speak as the bot for a while. */
const PASSING = ['/response/', 'token-1'] as const;

function expectNoSecret(text: string): void {
  const told = [...Object.values(CANARIES), ...PASSING].filter(
    (secret) => text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1)),
  );
  expect(told).toEqual([]);
}

let place: Awaited<ReturnType<typeof createPlace>>;
let slack: StandInSlack;
let discord: DiscordStandIn;
beforeAll(async () => {
  place = await createPlace();
  slack = new StandInSlack();
  await slack.start();
  discord = await DiscordStandIn.start();
});
afterAll(async () => {
  await slack.stop();
  await discord.close();
  await place.remove();
});

/** Starts the program, and gathers all that it prints. */
async function startProgram(settings: Readonly<Record<string, string>>, ready: number) {
  const child = start('start', [], place.folder, {
    LOG_LEVEL: 'debug',
    PORT: '0',
    ...settings,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  while (said.split('Rapporteur is ready').length <= ready && child.exitCode === null)
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}: ${said}`);
  return {
    said: () => said,
    address: () => /Rapporteur is ready: (http:\S+)/.exec(said)?.[1] ?? '',
    async stop() {
      const exit = exitOf(child);
      child.kill('SIGTERM');
      await exit;
    },
  };
}

test('every secret setting has its canary', () => {
  const secret = Object.entries(environmentSchema.shape).filter(([, schema]) => isSecret(schema));
  expect(Object.keys(CANARIES).sort()).toEqual(secret.map(([name]) => name).sort());
});

test('nothing that a run prints, answers or measures holds a secret, whatever fails', {
  timeout: 120_000,
}, async () => {
  const database = await temporaryPostgresDatabase();
  const url = new URL(database.location.url);
  const administrator = new Client({ connectionString: url.href });
  await administrator.connect();
  const role = `desk_${url.pathname.slice(1)}`;
  await administrator.query(`create role ${role} login superuser password '${CANARIES['DATABASE_URL']}'`);
  url.username = role;
  url.password = CANARIES['DATABASE_URL'] ?? '';
  const model = await startLanguageModel();
  const opsPort = String(await freePort());
  const program = await startProgram(
    {
      DATABASE_URL: url.href,
      WEB_PASSWORD: CANARIES['WEB_PASSWORD'] ?? '',
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: WORLD.token,
      DISCORD_APPLICATION_ID: WORLD.applicationId,
      DISCORD_API_URL: discord.apiUrl,
      LLM_BASE_URL: model.baseUrl,
      LLM_MODEL: 'stand-in',
      EMBEDDING_BASE_URL: model.baseUrl,
      EMBEDDING_MODEL: 'stand-in',
      EMBEDDING_API_KEY: CANARIES['EMBEDDING_API_KEY'] ?? '',
      LLM_API_KEY: CANARIES['LLM_API_KEY'] ?? '',
      OPS: 'on',
      OPS_PORT: opsPort,
    },
    3,
  );
  let answered = '';
  try {
    const broken = { kind: 'broken', done: false } as const;
    const reset = { kind: 'reset', done: false } as const;
    for (const fault of [broken, reset, { kind: 'declined', code: 'invalid_auth' } as const]) {
      slack.faults.next(
        'response_url',
        fault.kind === 'declined' ? { kind: 'declined', code: 'expired_url' } : fault,
      );
      slack.faults.next('users.info', fault);
      slack.faults.next('chat.postEphemeral', fault, fault);
      slack.faults.next('views.open', fault);
      const calls = slack.callsOf('chat.postEphemeral').length;
      await slack.command('who pressed Washington?');
      await slack.press(
        { action_id: 'ask:1', value: 'iran-talks' },
        { channel: 'C0GENERAL', ts: '1.1', ephemeral: true },
      );
      await slack.until(() => slack.callsOf('chat.postEphemeral').length > calls);
    }
    slack.faults.next('apps.connections.open', broken, reset);
    const connections = slack.connections;
    slack.disconnect('cut');
    await slack.until(() => slack.connections > connections);

    for (const fault of [
      { kind: 'status', status: 500, body: { message: 'broken' } },
      { kind: 'status', status: 401, body: { message: '401: Unauthorized', code: 0 } },
      { kind: 'status', status: 400, body: { message: 'Invalid Form Body', code: 50035 } },
      { kind: 'cut' },
    ] as const) {
      const before = discord.requests.length;
      discord.prepare('POST', /^\/interactions\//, fault);
      discord.interact(2, slashData('show', { topic: 'iran-talks' }));
      await discord.until(() => discord.requests.length > before);
    }
    for (const behaviour of [{ kind: 'status', status: 401 }, { kind: 'garbage' }] as const) {
      model.behave(behaviour);
      const asked = model.requests.length;
      await slack.command('who pressed Washington?');
      await expect.poll(() => model.requests.length, { timeout: 20_000 }).toBeGreaterThan(asked);
    }

    const visitor = visitorAt(program.address());
    const form = (password: string) =>
      visitor.request('/sign-in', {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: new URL(program.address()).origin,
        },
        body: new URLSearchParams({ password }).toString(),
      });
    answered += await (await form('a wrong password')).text();
    answered += await (await form(CANARIES['WEB_PASSWORD'] ?? '')).text();
    answered += await (await visitor.post('/api/say', { conversation: 'nowhere' })).text();
    for (const path of ['healthz', 'readyz', 'metrics'])
      answered += await (await fetch(`http://127.0.0.1:${opsPort}/${path}`)).text();
    // What is logged after the last answer.
    await pause(200);
  } finally {
    await program.stop();
    await model.close();
    await administrator.query(`drop owned by ${role} cascade`);
    await administrator.query(`drop role ${role}`);
    await administrator.end();
    await database.remove();
  }
  expect(answered).toContain('rapporteur_');
  expect(program.said()).toContain('"level"');
  expectNoSecret(program.said());
  expectNoSecret(answered);
  // Nor what people asked and were told, which Discord's client hangs on its errors.
  expect(program.said()).toContain('Invalid Form Body');
  expect(program.said()).not.toContain('requestBody');
});

test('nor does one that serves many workspaces, when forged requests and broken installations arrive', async () => {
  const port = await freePort();
  const program = await startProgram(
    {
      ...OAUTH,
      WEB: 'off',
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
      SLACK_PORT: String(port),
    },
    1,
  );
  const origin = `http://127.0.0.1:${port}`;
  const url = `${origin}/slack/events`;
  let answered = '';
  for (const options of [{ secret: 'guess' }, {}])
    answered += (
      await postSigned(url, 'slash_commands', { command: '/brief', text: 'help', team_id: 'T9' }, options)
    ).body;
  const page = await fetch(`${origin}/slack/install`);
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const html = await page.text();
  const state = new URL(/<a href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '').searchParams.get(
    'state',
  );
  for (const code of ['bad', 'bad'])
    answered += await (
      await fetch(`${origin}/slack/oauth_redirect?code=${code}&state=${state}`, { headers: { cookie } })
    ).text();
  await program.stop();
  expectNoSecret(`${program.said()}${html}${answered}`);
});

test.each([
  ['a token that Slack refuses', { SLACK_BOT_TOKEN: 'xoxb-canary-refused', SLACK_APP_TOKEN: APP_TOKEN }],
  ['a token of the wrong form', { SLACK_BOT_TOKEN: 'canary-of-no-form', SLACK_APP_TOKEN: APP_TOKEN }],
  [
    'a key of the wrong form',
    { ...OAUTH, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_ENCRYPTION_KEY: 'canary-no-key' },
  ],
  ['a database that cannot be reached', { DATABASE_URL: 'postgres://desk:canary-of-nobody@127.0.0.1:9/x' }],
  ['a password that is too short', { WEB_PASSWORD: 'canary' }],
  [
    'a token that Discord refuses',
    { DISCORD_TOKEN: 'canary.discord', DISCORD_APPLICATION_ID: WORLD.applicationId },
  ],
] as const)('a start that fails for %s does not repeat it', async (_, settings) => {
  const { code, stdout, stderr } = await run('start', [], place.folder, {
    LOG_LEVEL: 'debug',
    PORT: '0',
    OPS: 'off',
    SLACK_API_URL: slack.apiUrl,
    DISCORD_API_URL: discord.apiUrl,
    ...settings,
  });
  expect(code).toBe(1);
  expect(stdout + stderr).not.toMatch(/canary(?!-of-no-form)|canary-of/);
  expectNoSecret(stdout + stderr);
});

test('whatever a library says in an error, no line of the log holds a secret', () => {
  const { secrets } = readConfig({
    DATABASE_URL: 'postgres://desk:p%40ss-of-canary@db/x',
    WEB_PASSWORD: 'canary "web" password',
  });
  const scrub = createRedactor(secrets);
  const line = JSON.stringify({
    err: {
      message: 'connect postgres://desk:p%40ss-of-canary@db/x as p@ss-of-canary',
      typed: 'canary "web" password',
    },
    token: 'xoxb-1-of-somebody',
    path: '/api/webhooks/100000000000000001/interaction.token/messages/@original',
    hook: 'https://hooks.slack.com/commands/T1/2/3',
  });
  expect(scrub(line)).not.toMatch(/canary|xoxb|interaction\.token|commands\/T1/);
  expect(JSON.parse(scrub(line))).toHaveProperty('path');
});
