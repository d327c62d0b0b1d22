import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { UNMEASURED } from '../../../src/platforms/platform.ts';
import { clientOptions, createClients } from '../../../src/platforms/slack/api/client.ts';
import { slackLogger } from '../../../src/platforms/slack/api/log.ts';
import { createRateLimiter } from '../../../src/platforms/slack/api/rate-limiter.ts';
import { createPoster, type Place, type Poster } from '../../../src/platforms/slack/sending/post.ts';
import { type Reply, text } from '../../../src/reply.ts';
import { BOT_TOKEN, StandInSlack } from '../../standins/slack/slack.ts';
import { setUp } from './set-up.ts';

const MESSAGE = { text: 'Digest', blocks: [] };
const LONG_AGO = Temporal.Instant.fromEpochMilliseconds(0);

interface Posting extends AsyncDisposable {
  readonly slack: StandInSlack;
  readonly poster: Poster;
  readonly place: Place;
}

async function posting(): Promise<Posting> {
  const slack = new StandInSlack();
  await slack.start();
  const log = pino({ level: 'silent' });
  const now = Temporal.Now.instant;
  const client = createClients(clientOptions(slack.apiUrl, slackLogger(log)))(BOT_TOKEN);
  return {
    slack,
    poster: createPoster({
      rateLimiter: createRateLimiter(now, 0),
      responseTimes: UNMEASURED,
      now,
      log,
      readBackPause: 1,
    }),
    place: { client, botId: 'B0RAPPORT', workspace: 'T0STANDIN', channel: 'C0GENERAL' },
    [Symbol.asyncDispose]: () => slack.stop(),
  };
}

test('a message is posted once, without previews, and can be found by its key', async () => {
  await using at = await posting();
  const outcome = await at.poster.post(at.place, MESSAGE, 'digest-1');
  expect(outcome).toEqual({ kind: 'posted', messageId: at.slack.workspace.messages[0]?.ts });
  expect(await at.poster.find(at.place, 'digest-1', LONG_AGO)).toEqual({
    kind: 'found',
    messageId: at.slack.workspace.messages[0]?.ts,
  });
  expect(await at.poster.find(at.place, 'digest-2', LONG_AGO)).toEqual({ kind: 'absent' });
  expect(at.slack.workspace.complaints).toEqual([]);
});

test('a message is found behind many newer ones, in a thread, and by a key of any length', async () => {
  await using at = await posting();
  const key = 'k'.repeat(2000);
  const thread = { ...at.place, thread: '1.1' };
  await at.poster.post(thread, MESSAGE, key);
  for (let index = 0; index < 40; index += 1) await at.poster.post(thread, MESSAGE, `other-${index}`);
  expect(await at.poster.find(thread, key, LONG_AGO)).toMatchObject({ kind: 'found' });
  expect(await at.poster.find(at.place, key, LONG_AGO)).toEqual({ kind: 'absent' });
});

describe('a call that fails', () => {
  test.each([
    ['channel_not_found', { kind: 'refused', scope: 'target' }],
    ['is_archived', { kind: 'refused', scope: 'target' }],
    ['restricted_action_thread_locked', { kind: 'refused', scope: 'target' }],
    ['token_revoked', { kind: 'refused', scope: 'workspace' }],
    ['account_inactive', { kind: 'refused', scope: 'workspace' }],
    ['ratelimited', { kind: 'limited' }],
    ['rate_limited', { kind: 'limited' }],
    ['fatal_error', { kind: 'unknown' }],
    ['service_unavailable', { kind: 'unknown' }],
    ['something_new', { kind: 'failed', reason: 'something_new' }],
  ])('with %s is told apart and not repeated', async (code, outcome) => {
    await using at = await posting();
    at.slack.faults.next('chat.postMessage', { kind: 'declined', code });
    expect(await at.poster.post(at.place, MESSAGE, 'key')).toMatchObject(outcome);
    expect(at.slack.callsOf('chat.postMessage').length).toBe(1);
  });

  test('for a missing scope names the scope', async () => {
    await using at = await posting();
    at.slack.faults.next('chat.postMessage', {
      kind: 'declined',
      code: 'missing_scope',
      needed: 'chat:write',
    });
    expect(await at.poster.post(at.place, MESSAGE, 'key')).toMatchObject({
      kind: 'refused',
      scope: 'workspace',
      reason: 'missing_scope: chat:write',
    });
  });

  test.each([true, false])(
    'with a status of 500 or a reset is unknown, whether posted or not (%s)',
    async (done) => {
      await using at = await posting();
      at.slack.faults.next('chat.postMessage', { kind: 'broken', done }, { kind: 'reset', done });
      expect(await at.poster.post(at.place, MESSAGE, 'a')).toMatchObject({ kind: 'unknown' });
      expect(await at.poster.post(at.place, MESSAGE, 'b')).toMatchObject({ kind: 'unknown' });
      expect(await at.poster.find(at.place, 'a', LONG_AGO)).toMatchObject({
        kind: done ? 'found' : 'absent',
      });
      expect(await at.poster.find(at.place, 'b', LONG_AGO)).toMatchObject({
        kind: done ? 'found' : 'absent',
      });
      expect(at.slack.callsOf('chat.postMessage').length).toBe(2);
    },
  );

  test('since nothing listens was certainly not posted', async () => {
    const at = await posting();
    await at.slack.stop();
    expect(await at.poster.post(at.place, MESSAGE, 'key')).toMatchObject({ kind: 'failed' });
    expect(await at.poster.find(at.place, 'key', LONG_AGO)).toMatchObject({ kind: 'unknown' });
  });

  test('for our own blocks is sent once more as plain text, and never again', async () => {
    await using at = await posting();
    at.slack.faults.next('chat.postMessage', { kind: 'declined', code: 'invalid_blocks' });
    expect(await at.poster.post(at.place, MESSAGE, 'a')).toMatchObject({ kind: 'posted' });
    at.slack.faults.next(
      'chat.postMessage',
      { kind: 'declined', code: 'invalid_blocks' },
      { kind: 'declined', code: 'msg_too_long' },
    );
    expect(await at.poster.post(at.place, MESSAGE, 'b')).toMatchObject({ kind: 'refused', scope: 'target' });
    expect(at.slack.callsOf('chat.postMessage').map(({ blocks }) => blocks)).toEqual([
      '[]',
      undefined,
      '[]',
      undefined,
    ]);
  });

  test('for the rate holds back its workspace and no other', async () => {
    await using at = await posting();
    at.slack.faults.next('chat.postMessage', { kind: 'limited', seconds: 60 });
    expect(await at.poster.post(at.place, MESSAGE, 'a')).toEqual({ kind: 'limited', retryAfter: 60_000 });
    expect(await at.poster.post({ ...at.place, channel: 'C0SECOND' }, MESSAGE, 'b')).toMatchObject({
      kind: 'limited',
    });
    expect(await at.poster.post({ ...at.place, workspace: 'T0OTHER' }, MESSAGE, 'c')).toMatchObject({
      kind: 'posted',
    });
    expect(at.slack.callsOf('chat.postMessage').length).toBe(2);
  });
});

test('an answer that must arrive is posted exactly once through failures of every kind', async () => {
  await using at = await posting();
  at.slack.faults.next('chat.postMessage', { kind: 'broken', done: true });
  expect(await at.poster.postSurely(at.place, MESSAGE, 'a')).toMatchObject({ kind: 'posted' });
  at.slack.faults.next('chat.postMessage', { kind: 'reset', done: false });
  expect(await at.poster.postSurely(at.place, MESSAGE, 'b')).toMatchObject({ kind: 'posted' });
  expect(at.slack.workspace.messages.length).toBe(2);
});

describe('the rate limiter', () => {
  test('gives one turn a second in a channel, and sends nobody to wait for long', () => {
    let at = 1_000_000;
    const rateLimiter = createRateLimiter(() => Temporal.Instant.fromEpochMilliseconds(at));
    const take = (channel: string) => rateLimiter.take('T1', channel);
    expect([take('C1'), take('C1'), take('C2')].map(({ wait }) => wait)).toEqual([0, 1000, 0]);
    for (let turn = 0; turn < 4; turn += 1) take('C1');
    expect(take('C1')).toEqual({ kind: 'limited', wait: 6000 });
    at += 6000;
    expect(take('C1')).toEqual({ kind: 'turn', wait: 0 });
  });
});

test('what nobody asked for is one message, which says so when it is too long', async () => {
  await using at = await setUp('socket');
  const long: Reply = {
    tone: 'plain',
    blocks: Array.from({ length: 30 }, (_, index) => ({
      kind: 'text',
      spans: [text(`Paragraph ${index}. ${'These words go on and on. '.repeat(20)}`)],
    })),
  };
  const target = { workspace: 'T0STANDIN', channel: 'C0GENERAL' };
  const outcome = await at.platform.post(target, long, 'digest-1');
  expect(at.slack.workspace.messages).toHaveLength(1);
  expect(at.slack.workspace.messages[0]?.text).toMatch(/… \d+ more parts do not fit here\.$/u);
  expect(await at.platform.findPosted(target, 'digest-1', LONG_AGO)).toEqual({
    kind: 'found',
    messageId: outcome.kind === 'posted' ? outcome.messageId : '',
  });
});
