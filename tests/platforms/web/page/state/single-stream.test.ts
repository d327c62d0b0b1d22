import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSingleStream } from '../../../../../src/platforms/web/page/state/single-stream.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Counts streams, and gives up the newest on demand. */
function counted() {
  let begun = 0;
  let ended = 0;
  let giveUp = () => {};
  const stream = createSingleStream((onGivenUp) => {
    begun += 1;
    giveUp = () => {
      ended += 1;
      onGivenUp();
    };
    return () => {
      ended += 1;
    };
  });
  return { stream, counts: () => ({ begun, open: begun - ended }), giveUp: () => giveUp() };
}

describe('one stream', () => {
  test('is begun anew some time after it was given up', () => {
    const { stream, counts, giveUp } = counted();
    stream.shown();
    giveUp();
    expect(counts()).toEqual({ begun: 1, open: 0 });
    vi.advanceTimersByTime(2_000);
    expect(counts()).toEqual({ begun: 2, open: 1 });
  });

  test('is never joined by another, however a window is hidden and shown meanwhile', () => {
    const { stream, counts, giveUp } = counted();
    stream.shown();
    giveUp();
    stream.hidden();
    stream.shown();
    expect(counts()).toEqual({ begun: 2, open: 1 });
    vi.advanceTimersByTime(60_000);
    expect(counts()).toEqual({ begun: 2, open: 1 });
  });

  test('is let go of by a window that stays hidden, also when it was begun anew meanwhile', () => {
    const { stream, counts, giveUp } = counted();
    stream.shown();
    giveUp();
    stream.hidden();
    vi.advanceTimersByTime(29_000);
    expect(counts()).toEqual({ begun: 2, open: 1 });
    vi.advanceTimersByTime(60_000);
    expect(counts()).toEqual({ begun: 2, open: 0 });
    stream.shown();
    expect(counts()).toEqual({ begun: 3, open: 1 });
  });

  test('stays while one looks away for a moment', () => {
    const { stream, counts } = counted();
    stream.shown();
    stream.hidden();
    vi.advanceTimersByTime(29_000);
    stream.shown();
    vi.advanceTimersByTime(60_000);
    expect(counts()).toEqual({ begun: 1, open: 1 });
  });

  test('ends for good', () => {
    const { stream, counts, giveUp } = counted();
    stream.shown();
    giveUp();
    stream.hidden();
    stream.end();
    vi.advanceTimersByTime(60_000);
    expect(counts()).toEqual({ begun: 1, open: 0 });
  });
});
