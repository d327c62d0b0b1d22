import { describe, expect, test } from 'vitest';
import { orderOfEnding, type Started } from '../../src/ops/order-of-ending.ts';
import { shutDown } from '../../src/ops/shut-down.ts';
import { silent } from '../contracts/stores.ts';

/** Everything, where each part writes down that it was ended. */
function everything(ended: string[], platforms?: Started['platforms']): Started {
  const part = (name: string) => ({
    stop: async () => {
      ended.push(name);
    },
  });
  return {
    operations: { ...part('health and metrics'), stopping: () => void ended.push('readiness') },
    housekeeping: part('housekeeping'),
    digests: part('digests'),
    platforms: platforms ?? [part('slack'), part('discord')],
    core: part('core'),
  };
}

describe('the order of ending', () => {
  test('is not ready at first; then who writes to the store, the store, and who tells of it all', async () => {
    const ended: string[] = [];
    expect(await shutDown(orderOfEnding(everything(ended)), silent)).toBe(true);
    expect(ended).toEqual([
      'readiness',
      'housekeeping',
      'digests',
      'slack',
      'discord',
      'core',
      'health and metrics',
    ]);
  });

  test('a platform that cannot be stopped keeps neither another one nor the core from stopping', async () => {
    const ended: string[] = [];
    const broken = { stop: () => Promise.reject(new Error('cannot')) };
    const sound = { stop: async () => void ended.push('sound') };
    expect(await shutDown(orderOfEnding(everything(ended, [broken, sound])), silent)).toBe(false);
    expect(ended).toEqual(['readiness', 'housekeeping', 'digests', 'sound', 'core', 'health and metrics']);
  });

  test('tells of each platform that could not be stopped', async () => {
    const failing = (message: string) => ({ stop: () => Promise.reject(new Error(message)) });
    const endings = orderOfEnding(everything([], [failing('one'), failing('other')]));
    await expect(endings.find(({ part }) => part === 'platforms')?.end()).rejects.toMatchObject({
      errors: [new Error('one'), new Error('other')],
    });
  });
});
