import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDeduplication } from '../../src/platforms/deduplication.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function create() {
  const logged: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void logged.push(line) });
  return { ...createDeduplication(log), logged };
}

const away = () => Promise.reject(new Error('the database cannot be reached'));

describe('an event', () => {
  test('is let through where the store says that nobody had it', async () => {
    const { isFirst, wasHere } = create();
    expect(wasHere('one')).toBe(false);
    expect(await isFirst('one', async () => true)).toBe(true);
    expect(await isFirst('two', async () => false)).toBe(false);
    expect([wasHere('one'), wasHere('two')]).toEqual([true, true]);
  });

  test('is let through once by one process, also while the store is away, which is logged once', async () => {
    const { isFirst, logged } = create();
    const outcomes = [];
    for (const id of ['one', 'one', 'two', 'two']) outcomes.push(await isFirst(id, away));
    expect(outcomes).toEqual([true, false, true, false]);
    expect(logged).toHaveLength(1);
    await isFirst('three', async () => true);
    await isFirst('four', away);
    expect(logged).toHaveLength(2);
  });

  test('does not wait for a slow store longer than a second', async () => {
    const { isFirst } = create();
    const first = isFirst('one', () => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await first).toBe(true);
  });

  test('that may change something waits for the answer', async () => {
    const { isFirstHoweverLong } = create();
    const store = Promise.withResolvers<boolean>();
    const first = isFirstHoweverLong('one', () => store.promise);
    await vi.advanceTimersByTimeAsync(20_000);
    store.resolve(false);
    expect(await first).toBe(false);
    expect(await isFirstHoweverLong('one', async () => true)).toBe(false);
  });
});
