/** Opens the store at the location given as JSON, claims one event, and prints whether it was the first. */
import { pino } from 'pino';
import { openStore } from '../../../src/store/store.ts';

const location = JSON.parse(process.argv[2] ?? '');
const store = await openStore({ location, log: pino({ level: 'silent' }) });
const claimed = await store.handledEvents.claim(
  'slack',
  'Ev1',
  Temporal.Instant.from('2026-02-05T12:00:00Z'),
);
process.stdout.write(claimed ? 'claimed' : 'too late');
await store.close();
