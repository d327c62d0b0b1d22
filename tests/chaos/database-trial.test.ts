import { expect, test } from 'vitest';
import { runDatabaseTrial } from '../../chaos/database-trial.ts';
import { startPostgres } from '../contracts/postgres-server.ts';
import { createPlace } from '../program.ts';
import { seed } from '../seed.ts';

/** One of each trouble would take minutes; the seed decides which these are. */
const ROUNDS = 2;

test('three processes whose database is in trouble, each started anew: no digest and no command is lost or doubled', {
  timeout: 420_000,
}, async () => {
  // One of its own: it is restarted, and others would notice.
  const server = await startPostgres();
  const place = await createPlace();
  try {
    const { url } = server;
    const result = await runDatabaseTrial({ server, url, folder: place.folder, rounds: ROUNDS, seed });
    expect(result, `TEST_SEED=${seed}`).toMatchObject({
      crashes: 0,
      lost: 0,
      doubled: 0,
      unsettled: 0,
      answers: { lost: 0, doubled: 0 },
      sharing: { misunderstood: 0, repeated: 0 },
    });
    expect(result.answers.asked).toBeGreaterThan(0);
    expect(result.slots).toBeGreaterThan(0);
  } finally {
    await place.remove();
    await server.stop();
  }
});
