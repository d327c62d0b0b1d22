import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { postSigned } from '../../standins/slack/signed-request.ts';
import { APP_TOKEN, BOT_TOKEN, StandInSlack } from '../../standins/slack/slack.ts';
import { type SetUp, setUp } from './set-up.ts';

async function refusal(promise: Promise<unknown>): Promise<UserError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof UserError) return error;
  throw new Error(`expected a UserError, found ${error}`);
}

describe('starting', () => {
  test.each([
    [
      'a wrong bot token',
      { tokens: { kind: 'one', botToken: 'xoxb-wrong' } },
      /SLACK_BOT_TOKEN \(invalid_auth\)/,
    ],
    [
      'a wrong app token',
      { intake: { kind: 'socket', appToken: 'xapp-wrong' } },
      /SLACK_APP_TOKEN \(invalid_auth\)/,
    ],
    ['the token of a workspace that is not on the list', { allowedTeams: ['T0OTHER'] }, /\(T0STANDIN\)/],
    ['a Slack that is not there', { apiUrl: 'http://127.0.0.1:9/api/' }, /Slack could not be reached/],
  ] as const)('with %s names the setting and never the token', async (_what, config, message) => {
    const error = await refusal(setUp('socket', { config }));
    expect(error.message).toMatch(message);
    expect(error.hint).not.toBe('');
    expect(`${error.message}${error.hint}`).not.toMatch(/xoxb-wrong|xapp-wrong/);
  });

  test('without a necessary scope names it, without a useful one goes on', async () => {
    const slack = new StandInSlack();
    await slack.start();
    slack.workspace.tokens.set(BOT_TOKEN, ['commands']);
    expect((await refusal(setUp('socket', {}, slack))).message).toContain('chat:write');
    slack.workspace.tokens.set(BOT_TOKEN, ['commands', 'chat:write']);
    {
      await using at = await setUp('socket', {}, slack);
      expect(at.platform.health()).toMatchObject({ state: 'connected' });
      expect(at.logged.join()).toContain('users:read (names and time zones of people)');
    }
    await slack.stop();
  });

  test('on a port that is taken says so', async () => {
    await using at = await setUp('http');
    const port = Number(new URL(at.slack.receiverUrl ?? '').port);
    expect((await refusal(setUp('http', { config: { port } }))).message).toContain(`127.0.0.1:${port}`);
  });
});

const ENDINGS = ['warning', 'refresh_requested', 'cut', 'link_disabled', 'too_many_websockets'] as const;

describe('over sockets', () => {
  test('one connection stays while the other is renewed, and no command is lost', async () => {
    await using at = await setUp();
    expect(at.slack.sockets.size).toBe(2);
    for (const [round, kind] of ENDINGS.entries()) {
      at.slack.disconnect(kind, 'one');
      await at.slack.until(() => at.slack.connections === 3 + round && at.slack.sockets.size === 2);
      await at.slack.command(`round ${round}`);
    }
    await at.slack.until(() => at.slack.workspace.messages.length === ENDINGS.length);
    expect(at.platform.health()).toMatchObject({ state: 'connected' });
  });

  test.each(['warning', 'refresh_requested'] as const)(
    'when Slack announces the end of all connections at once (%s), their successors are there first',
    async (kind) => {
      await using at = await setUp();
      const openAt: number[] = [];
      for (const socket of at.slack.sockets) socket.on('close', () => openAt.push(at.slack.sockets.size));
      at.slack.disconnect(kind);
      for (let command = 0; command < 5; command += 1)
        expect(await at.slack.command(`command ${command}`)).toMatchObject({ status: 200 });
      await at.slack.until(() => at.slack.connections === 4 && at.slack.sockets.size === 2);
      await at.slack.until(() => at.slack.workspace.messages.length === 5);
      expect(Math.min(...openAt)).toBeGreaterThanOrEqual(2);
    },
  );

  test.each(ENDINGS)(
    'what came right before a connection ended (%s) is answered all the same',
    async (kind) => {
      await using at = await setUp();
      const sent = at.slack.command('the last one');
      at.slack.disconnect(kind);
      await at.slack.until(() => at.slack.workspace.messages.length === 1);
      await sent;
    },
  );

  test('where connections end as soon as they are made, each attempt waits longer', async () => {
    const slack = new StandInSlack();
    await slack.start();
    {
      await using at = await setUp('socket', {}, slack);
      const refusing = setInterval(() => slack.disconnect('too_many_websockets'), 5);
      await sleep(1_500);
      clearInterval(refusing);
      expect(slack.connections).toBeLessThan(12);
      await slack.until(() => slack.sockets.size === 2);
      expect(at.platform.health()).toMatchObject({ state: 'connected' });
    }
    await slack.stop();
  });

  test('both connections are opened again when both are cut and Slack is out of order for a while', async () => {
    await using at = await setUp();
    const failing = { kind: 'broken', done: false } as const;
    at.slack.faults.next('apps.connections.open', failing, failing, { kind: 'reset', done: false });
    at.slack.disconnect('cut');
    await at.slack.until(() => at.slack.sockets.size === 0);
    await at.slack.until(() => at.slack.sockets.size === 2);
    await at.slack.command('back again');
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
  });

  test('a connection is renewed before its time is up', async () => {
    const slack = new StandInSlack();
    slack.socketLifetime = 0.4;
    await slack.start();
    {
      await using at = await setUp('socket', {}, slack);
      await slack.until(() => slack.connections >= 6);
      expect(at.platform.health()).toMatchObject({ state: 'connected' });
    }
    await slack.stop();
  });

  test('a revoked app token is told by the health, and ends nothing', async () => {
    await using at = await setUp();
    const revoked = { kind: 'declined', code: 'token_revoked' } as const;
    at.slack.faults.next('apps.connections.open', revoked, revoked);
    at.slack.disconnect('link_disabled');
    await at.slack.until(
      () => at.slack.callsOf('apps.connections.open').length === 4 && at.slack.sockets.size === 0,
    );
    await expect
      .poll(() => at.platform.health())
      .toMatchObject({
        state: 'disconnected',
        detail: expect.stringContaining('token_revoked'),
      });
  });
});

/** What comes back until the connection is closed at the other end. */
async function raw({ slack }: SetUp, sent: string): Promise<string> {
  const { hostname, port } = new URL(slack.receiverUrl ?? '');
  const socket = createConnection(Number(port), hostname);
  socket.write(sent);
  return await text(socket);
}

describe('over HTTP', () => {
  const event = {
    type: 'event_callback',
    event: { type: 'app_mention', channel: 'C0GENERAL', user: 'U0ANN', ts: '1.1', text: 'hi' },
  };

  test('only what Slack signed, lately, is taken', async () => {
    await using at = await setUp('http');
    const url = at.slack.receiverUrl ?? '';
    const seconds = Math.floor(Date.now() / 1000);
    const forged = await postSigned(url, 'events_api', event, { secret: 'guess' });
    const old = await postSigned(url, 'events_api', event, { timestamp: seconds - 400 });
    const early = await postSigned(url, 'events_api', event, { timestamp: seconds + 3000 });
    expect([forged.status, old.status, early.status]).toEqual([401, 401, 401]);
    await at.slack.command('the last');
    await at.slack.until(() => at.slack.workspace.messages.length > 0);
    expect(at.dispatcher.requests.map(({ input }) => input)).toEqual([{ kind: 'words', words: 'the last' }]);
  });

  test('a request that is too large is refused before its signature is looked at', async () => {
    await using at = await setUp('http');
    const large = await postSigned(at.slack.receiverUrl ?? '', 'events_api', {
      filler: 'x'.repeat(4_200_000),
    });
    expect(large.status).toBe(413);
  });

  test('other paths do not exist, and what is no address is refused', async () => {
    await using at = await setUp('http');
    expect((await fetch(new URL('/', at.slack.receiverUrl))).status).toBe(404);
    for (const path of ['//', 'http://['])
      expect(await raw(at, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 400 /,
      );
  });

  test('a request that is sent slowly keeps no connection', async () => {
    await using at = await setUp('http');
    expect(await raw(at, 'POST /slack/events HTTP/1.1\r\nHost: x\r\n')).toMatch(/^HTTP\/1\.1 408 /);
  });
});

describe('answering when Slack is out of order', () => {
  test('a response_url that has expired is replaced by a private post', async () => {
    await using at = await setUp();
    const { promise, resolve } = Promise.withResolvers<void>();
    at.dispatcher.gate = promise;
    await at.slack.command('iran-talks');
    at.slack.expireResponseUrls();
    resolve();
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    expect(at.slack.callsOf('chat.postEphemeral').length).toBe(1);
    expect(at.slack.workspace.messages[0]).toMatchObject({ visibleTo: 'U0ANN' });
  });

  test('where the bot is not a member and the response_url is gone, the person gets answer and remedy directly', async () => {
    await using at = await setUp();
    at.slack.faults.next('response_url', { kind: 'declined', code: 'expired_url' });
    await at.slack.command('iran-talks', { channel: 'C0FOREIGN' });
    await at.slack.until(() => at.slack.workspace.messages.length === 2);
    expect(at.slack.workspace.messages.map(({ channel }) => channel)).toEqual(['D0ANN', 'D0ANN']);
    expect(at.slack.workspace.messages[0]?.text).toContain('/invite');
    expect(at.slack.workspace.messages[1]?.text).toContain('You asked: iran-talks');
  });

  test('a private answer in a thread is posted there by its own method, after a rate limit if need be', async () => {
    await using at = await setUp();
    at.slack.faults.next('chat.postEphemeral', { kind: 'limited', seconds: 0 });
    await at.slack.press(
      { action_id: 'run:below:1', value: 'iran-talks' },
      { channel: 'C0GENERAL', ts: '1.2', ephemeral: false, thread: '1.1' },
    );
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    expect(at.slack.workspace.messages[0]).toMatchObject({ thread: '1.1', visibleTo: 'U0ANN' });
    expect(at.slack.callsOf('chat.postEphemeral').length).toBe(2);
    expect(at.slack.callsOf('response_url').length).toBe(0);
  });

  test('where the bot cannot post, a private answer to a thread comes by the response_url', async () => {
    await using at = await setUp();
    await at.slack.press(
      { action_id: 'run:below:1', value: 'iran-talks' },
      { channel: 'C0FOREIGN', ts: '1.2', ephemeral: false, thread: '1.1' },
    );
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    expect(at.slack.callsOf('response_url').length).toBe(1);
  });

  test('refused blocks are sent as plain text', async () => {
    await using at = await setUp();
    at.slack.faults.next('response_url', { kind: 'declined', code: 'invalid_blocks' });
    await at.slack.command('iran-talks');
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    expect(at.slack.workspace.messages[0]).toMatchObject({ blocks: [], text: 'You asked: iran-talks' });
  });

  test('a person whose profile cannot be read is answered all the same', async () => {
    await using at = await setUp();
    at.slack.faults.next('users.info', { kind: 'declined', code: 'missing_scope' });
    await at.slack.command('iran-talks');
    await at.slack.until(() => at.slack.workspace.messages.length === 1);
    expect(at.dispatcher.requests[0]?.asker).toMatchObject({ zone: 'Europe/London', manager: false });
  });
});

describe('stopping', () => {
  test.each(['socket', 'http'] as const)('waits for the answer in flight (%s)', async (intake) => {
    await using at = await setUp(intake);
    const { promise, resolve } = Promise.withResolvers<void>();
    at.dispatcher.gate = promise;
    await at.slack.command('iran-talks');
    await at.slack.until(() => at.slack.callsOf('users.info').length === 1);
    const stopped = at.platform.stop();
    resolve();
    await stopped;
    expect(at.slack.workspace.messages.length).toBe(1);
    expect(at.platform.health()).toEqual({ state: 'stopped', detail: 'Slack: stopped' });
    await at.platform.stop();
  });
});

test('no token reaches the log, whatever fails', async () => {
  await using at = await setUp();
  at.slack.faults.next('response_url', { kind: 'broken', done: false });
  at.slack.faults.next('chat.postEphemeral', { kind: 'declined', code: 'invalid_auth' });
  at.slack.faults.next('apps.connections.open', { kind: 'broken', done: false });
  await at.slack.command('iran-talks');
  at.slack.disconnect('cut');
  await at.slack.until(
    () => at.slack.callsOf('chat.postEphemeral').length === 1 && at.slack.sockets.size === 2,
  );
  expect(at.logged.length).toBeGreaterThan(0);
  expect(at.logged.join()).not.toMatch(new RegExp(`${BOT_TOKEN}|${APP_TOKEN}|/response/`));
});
