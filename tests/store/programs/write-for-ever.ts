/** Records one revision after the other in the store at the location given as JSON; prints each once it is stored. */
import { pino } from 'pino';
import { openStore } from '../../../src/store/store.ts';
import { sampleEntry } from '../sample-entry.ts';

const location = JSON.parse(process.argv[2] ?? '');
const { revisions } = await openStore({ location, log: pino({ level: 'silent' }) });
for (let n = 0; ; n += 1) {
  const title = `version ${n}`;
  await revisions.recordAll([sampleEntry('story', { title })], Temporal.Instant.fromEpochMilliseconds(n));
  process.stdout.write(`${title}\n`);
}
