import type { Platform } from '../../platforms/platform.ts';
import type { Observe } from './observation.ts';

/**
 * The same platform, whose posts are counted by outcome.
 * @param clock milliseconds from any beginning
 */
export function observedPlatform(platform: Platform, observe: Observe, clock: () => number): Platform {
  return {
    ...platform,
    async post(target, reply, key, begunAt) {
      const began = clock();
      const outcome = await platform.post(target, reply, key, begunAt);
      observe({
        kind: 'post',
        platform: platform.name,
        outcome: outcome.kind,
        seconds: (clock() - began) / 1000,
      });
      return outcome;
    },
  };
}
