import type { Waits } from '../../src/platforms/platform.ts';

/** Notes what is measured, in order. */
export function recordingWaits() {
  const told: string[] = [];
  const waits: Waits = {
    begin() {
      told.push('arrived');
      return {
        acknowledged: () => told.push('acknowledged'),
        answered: () => told.push('answered'),
      };
    },
    limited: (milliseconds) => told.push(`limited ${milliseconds}`),
  };
  return { waits, told };
}
