import { vi } from 'vitest';
import type { ResponseTimes } from '../../src/platforms/platform.ts';

/** Notes what is measured, in order. */
export function recordingResponseTimes() {
  const told: string[] = [];
  const responseTimes: ResponseTimes = {
    begin() {
      told.push('arrived');
      return {
        acknowledged: () => told.push('acknowledged'),
        answered: () => told.push('answered'),
      };
    },
    limited: (milliseconds) => told.push(`limited ${milliseconds}`),
  };
  return { responseTimes, told };
}

/** Resolves when `holds` throws no more. The test's own time limit bounds it, however busy the machine is. */
export function eventually(holds: () => void): Promise<void> {
  return vi.waitFor(holds, { timeout: 60_000, interval: 10 });
}
