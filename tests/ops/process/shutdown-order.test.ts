import { describe, expect, test } from 'vitest';
import { type Started, shutdownOrder } from '../../../src/ops/process/shutdown-order.ts';
import { runShutdownSteps } from '../../../src/ops/process/shutdown-steps.ts';
import { silent } from '../../contracts/stores.ts';

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
    expect(await runShutdownSteps(shutdownOrder(everything(ended)), silent)).toBe(true);
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
    expect(await runShutdownSteps(shutdownOrder(everything(ended, [broken, sound])), silent)).toBe(false);
    expect(ended).toEqual(['readiness', 'housekeeping', 'digests', 'sound', 'core', 'health and metrics']);
  });

  test('tells of each platform that could not be stopped', async () => {
    const failing = (message: string) => ({ stop: () => Promise.reject(new Error(message)) });
    const steps = shutdownOrder(everything([], [failing('one'), failing('other')]));
    await expect(steps.find(({ part }) => part === 'platforms')?.end()).rejects.toMatchObject({
      errors: [new Error('one'), new Error('other')],
    });
  });
});
