import { expect, test } from 'vitest';
import { createChannelLines } from '../../src/digests/subscriptions/channel-lines.ts';
import { plainSpans } from '../../src/plain-text.ts';
import { stores } from '../contracts/stores.ts';
import { draft, slot, subscribe } from './drafts.ts';

test('an overview names the channels asked for, each with its next digest or why there is none', async () => {
  const [sqlite] = stores;
  const { store, close } = await sqlite.open();
  try {
    const { place } = draft();
    await subscribe(store.subscriptions);
    const paused = await subscribe(store.subscriptions, { place: { ...place, channel: 'C2' } });
    await store.subscriptions.pause(paused.id);
    await subscribe(store.subscriptions, { place: { ...place, channel: 'C3' } });
    await subscribe(store.subscriptions, { place: { ...place, workspace: 'T2' } });
    const lines = await createChannelLines('slack', store.subscriptions).describe('T1', ['C1', 'C2'], slot);
    const said = lines.map(({ channel, spans }) => [
      channel,
      plainSpans(spans, { command: (words) => words, time: (at) => new Date(at).toISOString() }),
    ]);
    expect(said).toEqual([
      ['C1', 'Daily at 08:00, Asia/Muscat time · next 2026-02-05T04:00:00.000Z'],
      ['C2', 'Daily at 08:00, Asia/Muscat time · paused'],
    ]);
  } finally {
    await close();
  }
});
