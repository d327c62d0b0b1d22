import { setImmediate as nextTurn } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { createDeduplication } from '../../../src/platforms/deduplication.ts';
import type { RecalledEvents } from '../../../src/platforms/platform.ts';
import { createEventTurns } from '../../../src/platforms/slack/receiving/event-turns.ts';
import { rememberEvents } from './set-up.ts';

const LEASE = 60_000;

let shared: RecalledEvents;
let handled: string[];
let lines: string[];

beforeEach(() => {
  vi.useFakeTimers({
    now: Temporal.Instant.from('2026-02-05T08:00:00Z').epochMilliseconds,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  });
  shared = rememberEvents();
  handled = [];
  lines = [];
});
afterEach(() => void vi.useRealTimers());

/** So many milliseconds, and what comes of them. */
async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
}

/** A process that says what it handles, and ends that when the test says so. */
function processNamed(owner: string, handledEvents: RecalledEvents = shared) {
  const stopping = new AbortController();
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const turns = createEventTurns({
    handledEvents,
    deduplication: createDeduplication(log),
    owner,
    lease: LEASE,
    stopping: stopping.signal,
    now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()),
    log,
  });
  const working = Promise.withResolvers<void>();
  return {
    end: working.resolve,
    fail: working.reject,
    stop: () => stopping.abort(),
    deliver: (isAgain = false) =>
      turns.take('Ev1', isAgain, (wasLeft) => {
        handled.push(wasLeft ? `${owner}, left` : owner);
        return working.promise;
      }),
  };
}

/** One that gives no sign after it has begun, as when it was killed. */
function killed(): RecalledEvents {
  const silence = () => new Promise<void>(() => {});
  return { ...shared, renew: silence, finish: silence };
}

test('an event is handled once, however often and to whichever process it is delivered', async () => {
  const [one, other, restarted] = ['one', 'other', 'restarted'].map((name) => processNamed(name));
  const first = one?.deliver();
  await one?.deliver();
  const second = other?.deliver();
  await pass(1_000);
  one?.end();
  await first;
  await pass(LEASE);
  await second;
  await restarted?.deliver();
  expect(handled).toEqual(['one']);
  expect(vi.getTimerCount()).toBe(0);
});

test('however long a process takes, no other begins while it gives a sign', async () => {
  const [one, other] = [processNamed('one'), processNamed('other')];
  const first = one.deliver();
  const second = other.deliver();
  await pass(3 * LEASE);
  expect(handled).toEqual(['one']);
  one.end();
  await first;
  await pass(LEASE);
  await second;
  expect(handled).toEqual(['one']);
});

test('what a process left when it ended is handled by one of those to which it is delivered again', async () => {
  void processNamed('one', killed()).deliver();
  const [other, third] = [processNamed('other'), processNamed('third')];
  const deliveries = [other.deliver(), third.deliver()];
  await pass(LEASE - 1);
  expect(handled).toEqual(['one']);
  await pass(1);
  expect(handled).toHaveLength(2);
  expect(['other, left', 'third, left']).toContain(handled[1]);
  other.end();
  third.end();
  await pass(LEASE);
  await Promise.all(deliveries);
  expect(handled).toHaveLength(2);
});

test('what is delivered again when the lease has run out is handled at once', async () => {
  void processNamed('one', killed()).deliver();
  await pass(LEASE);
  void processNamed('other').deliver();
  await pass(0);
  expect(handled).toEqual(['one', 'other, left']);
});

test('a failure is an outcome: nobody tries again what would fail again', async () => {
  const [one, other] = [processNamed('one'), processNamed('other')];
  const first = one.deliver();
  one.fail(new Error('no such channel'));
  await expect(first).rejects.toThrow('no such channel');
  await other.deliver();
  expect(handled).toEqual(['one']);
});

test('what is being handled for ever is let go of', async () => {
  void processNamed('stuck').deliver();
  void processNamed('other').deliver();
  await pass(5 * 60_000 + 2 * LEASE);
  expect(handled).toEqual(['stuck', 'other, left']);
});

test('while the store is away each process handles what it has not seen itself', async () => {
  const away = () => Promise.reject(new UserError('unavailable', 'The database cannot be reached.', 'Look.'));
  const unreachable = { ...shared, begin: away, renew: away, finish: away };
  const one = processNamed('one', unreachable);
  const first = one.deliver();
  await one.deliver();
  await pass(LEASE);
  one.end();
  await first;
  expect(handled).toEqual(['one']);
});

test('what Slack says it delivers again is not taken for the first where the store is away, and has time to be looked up', async () => {
  const slow = Promise.withResolvers<void>();
  const begin: RecalledEvents['begin'] = async (...event) => {
    await slow.promise;
    return shared.begin(...event);
  };
  await shared.begin(
    'slack',
    'Ev1',
    { owner: 'gone', until: Temporal.Instant.from('2026-02-05T07:00Z') },
    Temporal.Instant.from('2026-02-05T06:59Z'),
  );
  await shared.finish('slack', 'Ev1');
  const patient = processNamed('patient', { ...shared, begin }).deliver(true);
  void processNamed('impatient', { ...shared, begin }).deliver();
  await pass(5_000);
  slow.resolve();
  await patient;
  expect(handled).toEqual(['impatient']);
  const away = () => Promise.reject(new UserError('unavailable', 'The database cannot be reached.', 'Look.'));
  void processNamed('other', { ...shared, begin: away }).deliver(true);
  await pass(0);
  expect(handled).toEqual(['impatient', 'other, left']);
});

test('where the store is away when a lease ends, what was posted has to tell whether there is an answer', async () => {
  void processNamed('one', killed()).deliver();
  let isAway = false;
  const other = processNamed('other', {
    ...shared,
    begin: (...event) => (isAway ? Promise.reject(new Error('away')) : shared.begin(...event)),
  });
  void other.deliver();
  await pass(LEASE - 1);
  isAway = true;
  await pass(1);
  expect(handled).toEqual(['one', 'other, left']);
});

test('a process that stops waits for no other, and says so', async () => {
  void processNamed('one').deliver();
  const other = processNamed('other');
  const second = other.deliver();
  await pass(1_000);
  other.stop();
  await second;
  expect(handled).toEqual(['one']);
  expect(lines.join()).toContain('whether another process answers is not waited for');
});
