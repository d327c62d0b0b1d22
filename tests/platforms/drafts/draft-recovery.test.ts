import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDraftRecovery, type Finish } from '../../../src/platforms/drafts/draft-recovery.ts';
import type { OpenDrafts } from '../../../src/platforms/drafts/open-drafts.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { says } from '../discord/running.ts';

const LEASE = 90_000;
const PLAIN = says('The statement itself.');

/** The clock and the timers go on only when a test says so; the store is a real one. */
let store: Store;
let broken: Error | undefined;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  time = Temporal.Instant.from('2026-02-05T12:00:00Z');
  broken = undefined;
  store = await openStore({ location: { kind: 'sqlite', path: ':memory:' }, log: pino({ level: 'silent' }) });
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
});

let time: Temporal.Instant;

async function pass(milliseconds: number): Promise<void> {
  time = time.add({ milliseconds });
  await vi.advanceTimersByTimeAsync(milliseconds);
  await settled();
}

/** Everything that can happen without anything from outside. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function keeper(owner: string) {
  const logged: string[] = [];
  return {
    logged,
    ...createDraftRecovery({
      platform: 'slack',
      drafts: breakable(store.openDrafts),
      owner,
      lease: LEASE,
      now: () => time,
      log: pino({ level: 'info' }, { write: (line: string) => logged.push(JSON.parse(line).msg) }),
    }),
  };
}

/** Fails while `broken` is set, as a database that is away. */
function breakable(drafts: OpenDrafts): OpenDrafts {
  return new Proxy(drafts, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...given: unknown[]) => {
        if (broken) throw broken;
        return await Reflect.apply(member, target, given);
      };
    },
  });
}

/** Notes what it was given to finish. */
function finisher(outcome: Awaited<ReturnType<Finish>> = 'settled') {
  const finished: Parameters<Finish>[0][] = [];
  const finish: Finish = async (left) => {
    finished.push(left);
    return outcome;
  };
  return { finished, finish };
}

const draft = { key: 'a', place: 'here', plain: PLAIN };

test('a draft of a process that gives no sign any more is finished by another, once', async () => {
  const kept = await keeper('killed').keep(draft);
  await kept.shown('17.1');
  const [one, two] = [finisher(), finisher()];
  keeper('one').start(one.finish);
  keeper('two').start(two.finish);
  await pass(LEASE - 1);
  expect([...one.finished, ...two.finished]).toEqual([]);
  await pass(LEASE);
  expect([...one.finished, ...two.finished]).toMatchObject([
    { key: 'a', place: 'here', messageId: '17.1', plain: PLAIN },
  ]);
  await pass(10 * LEASE);
  expect([...one.finished, ...two.finished]).toHaveLength(1);
});

test('a process that starts finishes what was left long ago at once', async () => {
  await keeper('killed').keep(draft);
  time = time.add({ hours: 1 });
  const { finished, finish } = finisher();
  keeper('next').start(finish);
  await settled();
  expect(finished).toHaveLength(1);
});

test('one that is being written is left alone, and one that is written is forgotten', async () => {
  const writing = keeper('writing');
  const other = finisher();
  writing.start(finisher().finish);
  keeper('other').start(other.finish);
  const kept = await writing.keep(draft);
  await pass(LEASE);
  await pass(LEASE);
  await kept.close();
  await pass(3 * LEASE);
  expect(other.finished).toEqual([]);
});

test('one that is held for longer than any answer takes is finished all the same', async () => {
  const stuck = keeper('stuck');
  const { finished, finish } = finisher();
  stuck.start(finish);
  await stuck.keep(draft);
  for (let passed = 0; passed < 5 * 60_000 + 2 * LEASE; passed += LEASE / 3) await pass(LEASE / 3);
  expect(finished).toHaveLength(1);
});

test('one that its own process could not finish is tried again by whoever looks next', async () => {
  const writing = keeper('writing');
  const { finished, finish } = finisher();
  const kept = await writing.keep(draft);
  await kept.leave();
  writing.start(finish);
  await settled();
  expect(finished).toHaveLength(1);
});

test('what cannot be finished is tried again, after ever longer pauses', async () => {
  await keeper('killed').keep(draft);
  const { finished, finish } = finisher('later');
  keeper('next').start(finish);
  const attempts: number[] = [];
  for (let passed = 0; passed < 48 * 60; passed += 1) {
    const before = finished.length;
    await pass(LEASE / 3);
    if (finished.length > before) attempts.push(Math.round((passed * LEASE) / 3 / LEASE));
  }
  // In leases; a day has 960 of them, and the longest pause 40.
  expect(attempts.slice(0, 5)).toEqual([1, 2, 4, 8, 16]);
  const pauses = attempts.slice(1).map((attempt, index) => attempt - (attempts[index] ?? 0));
  expect(Math.max(...pauses)).toBeLessThanOrEqual(41);
});

test('whatever goes wrong with one does not keep the others waiting', async () => {
  const killed = keeper('killed');
  await killed.keep(draft);
  await killed.keep({ ...draft, key: 'b' });
  const next = keeper('next');
  const finished: string[] = [];
  next.start(async ({ key }) => {
    if (key === 'a') throw new Error('a place that cannot be read');
    finished.push(key);
    return 'settled';
  });
  await pass(LEASE);
  expect(finished).toEqual(['b']);
  expect(next.logged).toContain('an answer that a process left unfinished could not be finished');
});

test('a draft that cannot be written down is refused, and is nobody’s should it have been written all the same', async () => {
  const writing = keeper('writing');
  const { finished, finish } = finisher();
  writing.start(finish);
  const { openDrafts } = store;
  broken = new Error('the connection was cut');
  await expect(writing.keep(draft)).rejects.toThrow('the connection was cut');
  broken = undefined;
  await openDrafts.open({ ...draft, platform: 'slack', openedAt: time }, { owner: 'writing', until: time });
  await pass(LEASE);
  expect(finished).toEqual([]);
  expect(await openDrafts.claim('slack', { owner: 'x', until: time }, time.add({ hours: 1 }), 9)).toEqual([]);
});

test('an answer that is finished while the store is away is not put back to the plain one later', async () => {
  const writing = keeper('writing');
  const { finished, finish } = finisher();
  writing.start(finish);
  const kept = await writing.keep(draft);
  broken = new Error('the connection was cut');
  await kept.close();
  await pass(LEASE / 3);
  broken = undefined;
  await pass(LEASE);
  expect(finished).toEqual([]);
  expect(writing.logged).toContain('a finished answer was not forgotten; it is tried again');
});

test('after a stop nothing more is taken over', async () => {
  await keeper('killed').keep(draft);
  const stopped = keeper('stopped');
  const { finished, finish } = finisher();
  stopped.start(finish);
  await stopped.stop();
  await pass(3 * LEASE);
  expect(finished).toEqual([]);
});

test('what another version wrote in a form unknown here is said to be cut short', async () => {
  // @ts-expect-error no reply of this version
  await keeper('killed').keep({ ...draft, plain: { tone: 'loud' } });
  const { finished, finish } = finisher();
  keeper('next').start(finish);
  await pass(LEASE);
  expect(JSON.stringify(finished[0]?.plain)).toContain('Ask again');
});
