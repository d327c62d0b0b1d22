import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runShutdownSteps, type ShutdownStep } from '../../../src/ops/process/shutdown-steps.ts';
import { silent } from '../../contracts/stores.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const SECOND = 1000;

describe('shutting down', () => {
  let order: string[];
  beforeEach(() => {
    order = [];
  });
  const part = (name: string, end: ShutdownStep['end'] = () => {}): ShutdownStep => ({
    part: name,
    within: SECOND,
    end() {
      order.push(name);
      return end();
    },
  });
  const never = () => new Promise<void>(() => {});

  test('ends one part after the other', async () => {
    const first = Promise.withResolvers<void>();
    const over = runShutdownSteps([part('first', () => first.promise), part('second')], silent);
    await vi.advanceTimersByTimeAsync(SECOND / 2);
    expect(order).toEqual(['first']);
    first.resolve();
    expect(await over).toBe(true);
    expect(order).toEqual(['first', 'second']);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('at once');
      },
    ],
    ['rejects', () => Promise.reject(new Error('later'))],
  ])('goes on after a part that %s, and says that it failed', async (_, end) => {
    expect(await runShutdownSteps([part('broken', end), part('next')], silent)).toBe(false);
    expect(order).toEqual(['broken', 'next']);
  });

  test('leaves a part that takes too long, also when it fails after that', async () => {
    const stuck = Promise.withResolvers<void>();
    const over = runShutdownSteps(
      [part('stuck', () => stuck.promise), part('next', never), part('last')],
      silent,
    );
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(order).toEqual(['stuck', 'next']);
    stuck.reject(new Error('nobody hears this'));
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(await over).toBe(true);
    expect(order).toEqual(['stuck', 'next', 'last']);
  });

  test('leaves no timer behind', async () => {
    await runShutdownSteps([part('only')], silent);
    expect(vi.getTimerCount()).toBe(0);
  });
});
