import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RecalledEvents } from '../../../src/platforms/platform.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { silent, stores, type TemporaryLocation } from '../../contracts/stores.ts';
import type { StandInSlack } from '../../standins/slack/slack.ts';
import { ECHOED, MENTION } from './mention.ts';
import { setUp } from './set-up.ts';
import { createWholeProgram } from './whole-program.ts';

const DIRECT = {
  type: 'message',
  channel: 'D0ANN',
  user: 'U0ANN',
  ts: '100.1',
  text: 'what does Oman want?',
};
/** Milliseconds after which a process that gives no sign is taken to be gone. */
const LEASE = 300;

const said = ({ workspace }: StandInSlack) => workspace.messages.map(({ text }) => text);

const WAYS = (['socket', 'http'] as const).flatMap((intake) => [
  { intake, what: 'a mention', question: MENTION },
  { intake, what: 'a direct message', question: DIRECT },
]);

describe.each(stores)('what Slack delivers again, with $name', ({ locate }) => {
  let place: TemporaryLocation;
  let open: Store[];
  beforeEach(async () => {
    place = await locate();
    open = [];
  });
  afterEach(async () => {
    await Promise.all(open.map((store) => store.close()));
    await place.remove();
  });

  /** That of one process. */
  async function openOne(): Promise<Store> {
    const store = await openStore({ location: place.location, log: silent });
    open.push(store);
    return store;
  }

  test.each(WAYS)(
    '$what over $intake: the answer was given, and is not given again',
    async ({ intake, question }) => {
      const one = await openOne();
      await using first = await setUp(intake, { handledEvents: one.handledEvents });
      await first.slack.event(question, { eventId: 'Ev1' });
      await first.slack.until(() => said(first.slack).length === 1);
      await using other = await setUp(
        intake,
        { handledEvents: (await openOne()).handledEvents },
        first.slack,
      );
      for (let retry = 1; retry <= 3; retry += 1)
        await first.slack.event(question, { eventId: 'Ev1', retry });
      await first.platform.stop();
      await using restarted = await setUp(
        intake,
        { handledEvents: (await openOne()).handledEvents },
        first.slack,
      );
      for (let retry = 1; retry <= 3; retry += 1)
        await first.slack.event(question, { eventId: 'Ev1', retry });
      await other.platform.stop();
      await restarted.platform.stop();
      expect(said(first.slack)).toEqual([ECHOED]);
      expect([...other.dispatcher.requests, ...restarted.dispatcher.requests]).toEqual([]);
    },
  );

  test.each(WAYS)(
    '$what over $intake: its process ended before it answered, and another answers, once',
    async ({ intake, question }) => {
      const one = await openOne();
      await using killed = await setUp(intake, { handledEvents: one.handledEvents, lease: LEASE });
      const asked = Promise.withResolvers<void>();
      const never = Promise.withResolvers<never>();
      killed.dispatcher.answer = () => {
        asked.resolve();
        return never.promise;
      };
      const { slack } = killed;
      await slack.event(question, { eventId: 'Ev1' });
      await asked.promise;
      // As after a kill: it gives no sign any more, and Slack speaks to the process that follows.
      await one.close();
      const ended = killed.platform.stop();
      await slack.until(() => slack.sockets.size === 0);
      const others = await Promise.all(
        [1, 2].map(async () => setUp(intake, { handledEvents: (await openOne()).handledEvents }, slack)),
      );
      await slack.event(question, { eventId: 'Ev1', retry: 1 });
      await slack.until(() => said(slack).length === 1);
      for (let retry = 2; retry <= 3; retry += 1) await slack.event(question, { eventId: 'Ev1', retry });
      for (const other of others) await other.platform.stop();
      expect(said(slack)).toEqual([ECHOED]);
      expect(others.flatMap(({ dispatcher }) => dispatcher.requests)).toHaveLength(1);
      never.reject(new Error('killed'));
      await ended;
    },
  );

  test('its process ended when the answer was posted, before it wrote that down: it is found, and not given again', async () => {
    const one = await openOne();
    const killing = Promise.withResolvers<never>();
    const silence = () => killing.promise;
    const unfinished: RecalledEvents = { ...one.handledEvents, renew: silence, finish: silence };
    await using killed = await setUp('http', { handledEvents: unfinished, lease: LEASE });
    const { slack } = killed;
    await slack.event(MENTION, { eventId: 'Ev1' });
    await slack.until(() => said(slack).length === 1);
    const { handledEvents } = await openOne();
    const finished = Promise.withResolvers<void>();
    await using other = await setUp(
      'http',
      {
        handledEvents: {
          ...handledEvents,
          async finish(...event) {
            await handledEvents.finish(...event);
            finished.resolve();
          },
        },
      },
      slack,
    );
    // Nor where Slack does not tell at once what is there.
    slack.faults.next('conversations.replies', { kind: 'broken', done: false });
    await slack.event(MENTION, { eventId: 'Ev1', retry: 1 });
    await finished.promise;
    expect(slack.callsOf('conversations.replies')).toHaveLength(2);
    expect(other.dispatcher.requests).toEqual([]);
    expect(said(slack)).toEqual([ECHOED]);
    killing.reject(new Error('killed'));
  });
});

/** The whole program, which a model that says nothing keeps from answering. */
test('a question whose process is killed before it answers is answered by the next that Slack asks it, once', {
  timeout: 120_000,
}, async () => {
  const { slack, model, ask, saidIn, kill, startAgain, stop } = await createWholeProgram();
  try {
    await slack.until(() => slack.sockets.size > 0);
    let questions = 0;
    let left: string;
    // A busy machine may take the seconds that a model has, and the process answers before it is killed.
    do {
      questions += 1;
      left = `${questions}.1`;
      model.behave({ kind: 'silent' });
      const asked = model.requests.length;
      await ask(left);
      await vi.waitFor(() => expect(model.requests.length).toBeGreaterThan(asked), { timeout: 60_000 });
      const { size } = slack.sockets;
      await kill();
      model.behave({ kind: 'says', text: 'NONE' });
      await startAgain(size);
    } while (saidIn(left).length > 0);
    await ask(left, 1);
    await slack.until(() => saidIn(left).length === 1);
    await ask(left, 2);
    await ask('0.1');
    await slack.until(() => saidIn('0.1').length === 1);
    expect(saidIn(left)).toHaveLength(1);
    expect(slack.workspace.complaints).toEqual([]);
  } finally {
    await stop();
  }
});
