import type { PlatformName, ResponseTimes } from '../../platforms/platform.ts';
import type { Observe } from './observation.ts';

/**
 * Measures how long the people of one platform wait.
 * @param clock milliseconds from any beginning
 */
export function createResponseTimes(
  platform: PlatformName,
  observe: Observe,
  clock: () => number,
): ResponseTimes {
  return {
    begin() {
      const began = clock();
      const told = new Set<'acknowledged' | 'answered'>();
      const tell = (kind: 'acknowledged' | 'answered') => {
        if (told.has(kind)) return;
        told.add(kind);
        observe({ kind, platform, seconds: (clock() - began) / 1000 });
      };
      return { acknowledged: () => tell('acknowledged'), answered: () => tell('answered') };
    },
    limited: (milliseconds) => observe({ kind: 'limited', platform, seconds: milliseconds / 1000 }),
  };
}
