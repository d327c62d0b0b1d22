import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createShutdown } from '../../../src/ops/process/shutdown.ts';
import { silent } from '../../contracts/stores.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const MINUTE = 60_000;

function stoppingOf(end: () => void | Promise<void>, within = MINUTE) {
  const happened: string[] = [];
  const stopping = createShutdown({
    steps: [
      {
        part: 'only',
        within,
        end() {
          happened.push('ended');
          return end();
        },
      },
    ],
    log: silent,
    onFailed: () => happened.push('failed'),
    exit: () => happened.push('exit'),
  });
  return { stopping, happened };
}

describe('stopping', () => {
  test('ends everything once, however often it is wished', async () => {
    const { stopping, happened } = stoppingOf(() => {});
    expect(stopping.begun()).toBe(false);
    const first = stopping.stop();
    expect(stopping.begun()).toBe(true);
    expect(stopping.stop()).toBe(first);
    await first;
    await stopping.stop();
    expect(happened).toEqual(['ended']);
  });

  test('says that a part failed, and does not fail itself', async () => {
    const { stopping, happened } = stoppingOf(() => Promise.reject(new Error('cannot')));
    await stopping.stop();
    expect(happened).toEqual(['ended', 'failed']);
  });

  test('ends the process within the half minute that whatever runs it gives it', async () => {
    const { stopping, happened } = stoppingOf(() => new Promise(() => {}));
    void stopping.stop();
    await vi.advanceTimersByTimeAsync(MINUTE / 2 - 1);
    expect(happened).toEqual(['ended', 'exit']);
  });
});
