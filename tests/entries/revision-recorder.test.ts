import { setImmediate as nextTurn } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Entry } from '../../src/entries/entry.ts';
import {
  createRevisionRecorder,
  type RevisionRecorder,
} from '../../src/entries/revisions/revision-recorder.ts';
import { UserError } from '../../src/errors.ts';
import { sampleEntry } from './sample-entry.ts';

const MORNING = Temporal.Instant.from('2026-02-05T08:00:00Z');

/** What is said to the store, in order; `outcome` is what it answers with. */
let recorded: { readonly said: string; readonly at: string }[];
let outcome: (entries: readonly Entry[]) => void;
let recorder: RevisionRecorder;
let lines: string[];

const away = () => {
  throw new UserError('unavailable', 'The Postgres database cannot be reached.', 'Start it.');
};
const version = (id: string, title: string) => sampleEntry(id, { title });

beforeEach(() => {
  vi.useFakeTimers({ now: MORNING.epochMilliseconds, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  recorded = [];
  lines = [];
  outcome = () => {};
  recorder = createRevisionRecorder(
    {
      async recordAll(entries, seenAt) {
        outcome(entries);
        for (const { id, title } of entries)
          recorded.push({ said: `${id} ${title}`, at: seenAt.toString({ smallestUnit: 'second' }) });
      },
      async recordRemovals(entryIds, seenAt) {
        for (const id of entryIds)
          recorded.push({ said: `${id} gone`, at: seenAt.toString({ smallestUnit: 'second' }) });
      },
    },
    () => Temporal.Instant.fromEpochMilliseconds(Date.now()),
    pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }),
  );
});
afterEach(() => void vi.useRealTimers());

/** So many milliseconds, and what comes of them: recording begins with the next turn of the event loop. */
async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
}

const said = () => recorded.map((each) => each.said);

describe('while the store is away', () => {
  test('no version is lost: each is recorded once it is back, in order, with the time it was seen', async () => {
    outcome = away;
    recorder.record(version('a', 'one'));
    await recorder.settled();
    vi.setSystemTime(MORNING.add({ minutes: 5 }).epochMilliseconds);
    recorder.record(version('a', 'two'));
    recorder.record(version('b', 'one'));
    await recorder.settled();
    expect(recorded).toEqual([]);
    outcome = () => {};
    await recorder.settled();
    expect(recorded).toEqual([
      { said: 'a one', at: '2026-02-05T08:00:00Z' },
      { said: 'a two', at: '2026-02-05T08:05:00Z' },
      { said: 'b one', at: '2026-02-05T08:05:00Z' },
    ]);
  });

  test('it is tried again by itself, at growing intervals', async () => {
    let attempts = 0;
    outcome = () => {
      attempts += 1;
      away();
    };
    recorder.record(version('a', 'one'));
    await recorder.settled();
    expect(attempts).toBe(1);
    for (const [milliseconds, expected] of [
      [1_999, 1],
      [1, 2],
      [3_999, 2],
      [1, 3],
    ] as const) {
      await pass(milliseconds);
      expect(attempts).toBe(expected);
    }
    outcome = () => {};
    await pass(8_000);
    expect(said()).toEqual(['a one']);
  });

  test('what waits is bounded: the oldest of very many versions of one entry are given up', async () => {
    outcome = away;
    recorder.record(version('b', 'only'));
    await recorder.settled();
    for (let number = 1; number <= 22; number += 1) recorder.record(version('a', `${number}`));
    outcome = () => {};
    await recorder.settled();
    expect(said()).toEqual(['b only', ...Array.from({ length: 20 }, (_, index) => `a ${index + 3}`)]);
    expect(lines.join()).toContain('too many versions wait');
  });

  test('stopping tries once more, says what is lost, and tries no more', async () => {
    let attempts = 0;
    outcome = () => {
      attempts += 1;
      away();
    };
    recorder.record(version('a', 'one'));
    await recorder.settled();
    await recorder.stop();
    expect(attempts).toBe(2);
    expect(lines.at(-1)).toContain('revisions were not recorded');
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('what is taken away and comes back is recorded in that order, also after an outage', async () => {
  outcome = away;
  recorder.record(version('a', 'one'));
  recorder.record(version('b', 'one'));
  recorder.recordRemoval('a');
  recorder.recordRemoval('b');
  recorder.record(version('a', 'one'));
  await recorder.settled();
  expect(recorded).toEqual([]);
  outcome = () => {};
  await recorder.settled();
  expect(said().filter((each) => each.startsWith('a'))).toEqual(['a one', 'a gone', 'a one']);
  expect(said().filter((each) => each.startsWith('b'))).toEqual(['b one', 'b gone']);
});

test('what the store refuses is dropped alone: the others of its batch are recorded', async () => {
  outcome = (entries) => {
    if (entries.some(({ id }) => id === 'b')) throw new Error('value too long');
  };
  for (const id of ['a', 'b', 'c']) recorder.record(version(id, 'one'));
  await recorder.settled();
  expect(said()).toEqual(['a one', 'c one']);
  expect(lines.join()).toContain('value too long');
  outcome = () => {};
  await recorder.settled();
  expect(said()).toEqual(['a one', 'c one']);
});
