import { describe, expect, test } from 'vitest';
import { runKillTrial } from '../../chaos/kill-trial.ts';
import { stores } from '../contracts/stores.ts';
import { createPlace } from '../program.ts';
import { seed } from '../seed.ts';

const KILLS = 5;

describe.each(stores)('killed again and again, with troubled platforms, on $name', ({ locate, name }) => {
  test('every digest arrives, and arrives once', { timeout: 420_000 }, async () => {
    const { location, remove } = await locate();
    const place = await createPlace();
    try {
      const result = await runKillTrial({
        name,
        location,
        folder: place.folder,
        processes: 2,
        kills: KILLS,
        seed,
      });
      expect(result, `TEST_SEED=${seed}`).toMatchObject({ lost: 0, doubled: 0, unsettled: 0 });
      expect(result.slots).toBeGreaterThan(0);
    } finally {
      await place.remove();
      await remove();
    }
  });
});
