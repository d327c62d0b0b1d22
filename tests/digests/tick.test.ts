import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startTick } from '../../src/digests/delivery/tick.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Temporal.Instant.from('2026-03-01T08:59:20.500Z').epochMilliseconds });
});
afterEach(() => {
  vi.useRealTimers();
});

const now = () => Temporal.Instant.fromEpochMilliseconds(Date.now());

/** The times at which a task was called that starts as `startTick` calls it and takes so many milliseconds. */
function ticking(takes: number): { readonly calledAt: string[]; readonly stop: () => Promise<void> } {
  const calledAt: string[] = [];
  const stop = startTick(async () => {
    calledAt.push(now().toString());
    if (takes > 0) await new Promise((resolve) => setTimeout(resolve, takes));
  }, now);
  return { calledAt, stop };
}

test('ticks at the start of each minute', async () => {
  const { calledAt, stop } = ticking(0);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(calledAt).toEqual(['2026-03-01T09:00:00Z', '2026-03-01T09:01:00Z']);
  await stop();
});

test('a minute in which the last call is still under way is left out', async () => {
  const { calledAt, stop } = ticking(70_000);
  await vi.advanceTimersByTimeAsync(160_000);
  expect(calledAt).toEqual(['2026-03-01T09:00:00Z', '2026-03-01T09:02:00Z']);
  await vi.advanceTimersByTimeAsync(70_000);
  await stop();
});

test('stopping waits for the call under way, after which none comes', async () => {
  const { calledAt, stop } = ticking(10_000);
  await vi.advanceTimersByTimeAsync(40_000);
  expect(calledAt).toHaveLength(1);
  let stopped = false;
  const stopping = stop().then(() => {
    stopped = true;
  });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(stopped).toBe(false);
  await vi.advanceTimersByTimeAsync(600_000);
  await stopping;
  expect(calledAt).toHaveLength(1);
});
