import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import type { RecalledEvents } from '../../../src/platforms/platform.ts';
import { openStore } from '../../../src/store/store.ts';
import { silent, stores } from '../../contracts/stores.ts';
import { post, postSigned, sign } from '../../standins/slack/signed-request.ts';
import type { StandInSlack } from '../../standins/slack/slack.ts';
import { rememberEvents, type SetUp, setUp } from './set-up.ts';

/** Two processes that share what they remember, and only that; requests go to the first. */
async function twoProcesses(one: RecalledEvents, other: RecalledEvents) {
  const first = await setUp('http', { handledEvents: one });
  const firstUrl = first.slack.receiverUrl ?? '';
  const second = await setUp('http', { handledEvents: other }, first.slack);
  const secondUrl = first.slack.receiverUrl ?? '';
  first.slack.receiverUrl = firstUrl;
  return {
    first,
    second,
    slack: first.slack,
    /** Sends the last request again, byte for byte, to the second process. */
    repeat: async () => {
      const last = first.slack.sent.at(-1);
      if (!last) throw new Error('expected a request to repeat');
      return await post(secondUrl, last);
    },
    async [Symbol.asyncDispose]() {
      await second.platform.stop();
      await first[Symbol.asyncDispose]();
    },
  };
}

const BUTTON = { channel: 'C0GENERAL', ts: '1.2', ephemeral: true };
const VIEW = { id: 'V1', privateMetadata: JSON.stringify({ kind: 'conversation', channel: 'C0GENERAL' }) };
const IN_MODAL = { id: 'V1', privateMetadata: JSON.stringify({ kind: 'view' }) };

/** What reaches us signed and has an effect, and how to see that it had: calls of Slack's that only it makes. */
const SIGNED: readonly [what: string, send: (slack: StandInSlack) => Promise<unknown>, seen: string][] = [
  ['a command', (slack) => slack.command('unsubscribe'), 'response_url'],
  [
    'a pressed button',
    (slack) => slack.press({ action_id: 'run:below:1', value: 'pause' }, BUTTON),
    'response_url',
  ],
  [
    'a reply that is shared',
    (slack) => slack.press({ action_id: 'share', value: 'iran-talks' }, BUTTON),
    'response_url',
  ],
  [
    'a button that opens the form',
    (slack) => slack.press({ action_id: 'ask', value: 'iran-talks' }, BUTTON),
    'views.open',
  ],
  ['a message shortcut', (slack) => slack.messageShortcut('what does Oman want?'), 'views.open'],
  ['a question in a form', (slack) => slack.submit(VIEW, 'what does Oman want?'), 'chat.postEphemeral'],
  ['a question in a modal', (slack) => slack.submit(IN_MODAL, 'what does Oman want?'), 'views.update'],
  [
    'a mention',
    (slack) =>
      slack.event({ type: 'app_mention', channel: 'C0GENERAL', user: 'U0ANN', ts: '9.1', text: 'hello' }),
    'chat.postMessage',
  ],
];

describe.each(stores)(
  'a signed request that somebody sends again, to another process, on $name',
  ({ locate }) => {
    test.each(SIGNED)('%s is acknowledged and has no effect', async (_what, send, seen) => {
      const { location, remove } = await locate();
      const [one, other] = await Promise.all([
        openStore({ location, log: silent }),
        openStore({ location, log: silent }),
      ]);
      {
        await using at = await twoProcesses(one.handledEvents, other.handledEvents);
        await send(at.slack);
        await at.slack.until(() => at.slack.callsOf(seen).length === 1);
        await at.first.platform.stop();
        const calls = at.slack.calls.length;
        expect(await at.repeat()).toMatchObject({ status: 200 });
        // Whatever the repetition began is over when its process has stopped.
        await at.second.platform.stop();
        expect(at.second.dispatcher.requests).toEqual([]);
        expect(at.slack.calls.slice(calls)).toEqual([]);
      }
      await Promise.all([one.close(), other.close()]);
      await remove();
    });
  },
);

test('headers and spelling that the signature does not cover make it no other request', async () => {
  const shared = rememberEvents();
  await using at = await setUp('http', { handledEvents: shared });
  await at.slack.command('iran-talks');
  await at.slack.until(() => at.slack.workspace.messages.length === 1);
  const [request] = at.slack.sent;
  if (!request) throw new Error('expected a request');
  const signature = request.headers['x-slack-signature'] ?? '';
  const timestamp = request.headers['x-slack-request-timestamp'] ?? '';
  for (const changed of [
    { 'x-slack-signature': `${signature}=again` },
    { 'x-slack-request-timestamp': `${timestamp}.0` },
    { 'x-slack-retry-num': '1' },
  ]) {
    const again = await post(at.slack.receiverUrl ?? '', {
      ...request,
      headers: { ...request.headers, ...changed },
    });
    expect(again.status).toBe(200);
  }
  await at.platform.stop();
  expect(at.dispatcher.requests).toHaveLength(1);
  expect(at.logged.filter((line) => line.includes('came a second time'))).toHaveLength(3);
});

describe('while the store', () => {
  const away = () => Promise.reject(new UserError('unavailable', 'The database cannot be reached.', 'Look.'));
  const unreachable: RecalledEvents = {
    claim: away,
    claimBriefly: away,
    begin: away,
    renew: away,
    finish: away,
    wasClaimed: async () => false,
  };
  const answered = ({ slack }: SetUp, count: number) =>
    slack.until(() => slack.workspace.messages.length === count);

  test('cannot be reached, commands are answered, each once by each process, and the log says so once', async () => {
    await using at = await setUp('http', { handledEvents: unreachable });
    await at.slack.command('iran-talks', { triggerId: 'the same' });
    await at.slack.command('iran-talks', { triggerId: 'the same' });
    await at.slack.command('outlook');
    await answered(at, 2);
    await at.platform.stop();
    expect(at.dispatcher.requests).toHaveLength(2);
    expect(at.logged.filter((line) => line.includes('cannot remember handled events'))).toHaveLength(1);
  });

  test('takes its time, commands are acknowledged and answered without it', async () => {
    const never: RecalledEvents = { ...unreachable, claimBriefly: () => new Promise(() => {}) };
    await using at = await setUp('http', { handledEvents: never });
    expect(await at.slack.command('iran-talks')).toMatchObject({ status: 200 });
    await answered(at, 1);
  });
});

describe('a request that is dated', () => {
  const mention = {
    type: 'event_callback',
    event: { type: 'app_mention', channel: 'C0GENERAL', user: 'U0ANN', ts: '1.1', text: 'hi' },
  };
  const NOW = Temporal.Now.instant();
  const seconds = Math.floor(NOW.epochMilliseconds / 1000);

  test.each([301, 3_000, 1e9, Number.POSITIVE_INFINITY])(
    '%d s ahead is refused, although Slack signed it',
    async (ahead) => {
      await using at = await setUp('http', { now: () => NOW });
      const url = at.slack.receiverUrl ?? '';
      const refused = await postSigned(url, 'events_api', mention, { timestamp: seconds + ahead });
      expect(refused.status).toBe(401);
      await at.platform.stop();
      expect(at.dispatcher.requests).toEqual([]);
    },
  );

  test('some minutes ahead is taken: clocks differ', async () => {
    await using at = await setUp('http');
    const taken = sign('events_api', mention, { timestamp: seconds + 240 });
    expect(await post(at.slack.receiverUrl ?? '', taken)).toMatchObject({ status: 200 });
    await at.platform.stop();
    expect(at.dispatcher.requests, at.logged.join()).toHaveLength(1);
  });
});
