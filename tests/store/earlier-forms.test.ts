import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database/database.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { silent, stores, type TemporaryLocation } from '../contracts/stores.ts';
import { draft, planDue, slot, subscribe } from '../digests/drafts.ts';
import { sampleEntry } from './sample-entry.ts';

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');

describe.each(stores)('rows that another version wrote in another form, on $name', ({ locate }) => {
  let place: TemporaryLocation;
  let store: Store;

  beforeEach(async () => {
    place = await locate();
    store = await openStore({ location: place.location, log: silent });
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  test('revisions: are left out, and nothing older is passed off as what was known', async () => {
    await store.revisions.recordAll([sampleEntry('story', { title: 'one' })], NOON);
    await store.revisions.recordAll([sampleEntry('story', { title: 'two' })], NOON.add({ hours: 1 }));
    const { db } = await openDatabase(place.location, silent);
    await db.updateTable('revision').set({ content: '{"headline":"two"}' }).where('number', '=', 2).execute();
    await db.destroy();

    expect((await store.revisions.history('story', 9)).map(({ entry }) => entry.title)).toEqual(['one']);
    expect(await store.revisions.at('story', NOON.add({ hours: 2 }))).toBeUndefined();
    expect((await store.revisions.oldest('story'))?.entry.title).toBe('one');
    expect((await store.revisions.at('story', NOON))?.entry.title).toBe('one');
    await store.revisions.recordAll([sampleEntry('story', { title: 'three' })], NOON.add({ hours: 3 }));
    expect(await store.revisions.beforeChangesSince(['story'], NOON.add({ hours: 2 }))).toEqual([]);
  });

  test('revisions: the first one that can be read counts as the oldest', async () => {
    for (const [at, title] of ['one', 'two', 'three'].entries())
      await store.revisions.recordAll([sampleEntry('story', { title })], NOON.add({ hours: at }));
    const { db } = await openDatabase(place.location, silent);
    await db.updateTable('revision').set({ content: '{"headline":"old"}' }).where('number', '<', 3).execute();
    await db.destroy();

    expect((await store.revisions.oldest('story'))?.entry.title).toBe('three');
  });

  test('subscriptions: are left out and named, the others stay readable, and what is left out can be removed', async () => {
    const { location } = place;
    const { place: channel } = draft();
    const odd = await subscribe(store.subscriptions, { place: channel });
    const fine = await subscribe(store.subscriptions, { place: channel });
    const { db } = await openDatabase(location, silent);
    await db
      .updateTable('subscription')
      .set({ topics: '{"kind":"most"}' })
      .where('id', '=', odd.id)
      .execute();
    await db.destroy();

    expect(await store.subscriptions.in(channel)).toEqual([fine]);
    expect(await store.subscriptions.inWorkspace(channel.platform, channel.workspace)).toEqual([fine]);
    expect(await store.subscriptions.unreadableIn(channel)).toEqual([odd.id]);
    await store.subscriptions.remove(odd.id);
    expect(await store.subscriptions.unreadableIn(channel)).toEqual([]);
  });

  test('deliveries: one in an unknown state is left out, and one whose content is not understood is told without it', async () => {
    const { id } = await subscribe(store.subscriptions);
    for (const at of [slot, slot.add({ hours: 24 })]) await planDue(store.outbox, at);
    const { db } = await openDatabase(place.location, silent);
    const [first] = await db.selectFrom('delivery').select('id').orderBy('slot_at').execute();
    await db
      .updateTable('delivery')
      .set({ told: '{"changes":3}' })
      .where('id', '=', first?.id ?? 0)
      .execute();
    await db
      .updateTable('delivery')
      .set({ state: 'paused' })
      .where('id', '!=', first?.id ?? 0)
      .execute();
    await db.destroy();

    expect(await store.subscriptions.deliveries(id, 9)).toEqual([
      { slot, state: 'planned', failures: 0, at: slot },
    ]);
  });

  test('workspace messages: are left out, and the others stay readable', async () => {
    const said = (text: string) =>
      store.workspaceHistory.append({
        conversation: 'general',
        authorId: 'ada',
        sentAt: NOON,
        body: { kind: 'said', text },
      });
    const old = await said('old');
    const fresh = await said('fresh');
    const { db } = await openDatabase(place.location, silent);
    await db
      .updateTable('workspace_message')
      .set({ body: '{"kind":"posted","reply":{"tone":"loud","blocks":[]}}' })
      .where('id', '=', old.id)
      .execute();
    await db.destroy();

    expect(await store.workspaceHistory.get(old.id)).toBeUndefined();
    expect(await store.workspaceHistory.page('general', 'ada', 9)).toEqual([fresh]);
  });

  test('workspace messages: a map whose sentences had no citations yet is read as one that cites nothing', async () => {
    const map = { kind: 'actor-map', title: 'Map', actors: [], relations: [] } as const;
    const posted = await store.workspaceHistory.append({
      conversation: 'general',
      authorId: 'rapporteur',
      sentAt: NOON,
      body: { kind: 'posted', reply: { tone: 'plain', blocks: [{ ...map, alternative: [] }] } },
    });
    const body = {
      kind: 'posted',
      reply: { tone: 'plain', blocks: [{ ...map, alternative: ['Oman hosts Iran.'] }] },
    };
    const { db } = await openDatabase(place.location, silent);
    await db
      .updateTable('workspace_message')
      .set({ body: JSON.stringify(body) })
      .where('id', '=', posted.id)
      .execute();
    await db.destroy();

    expect((await store.workspaceHistory.get(posted.id))?.body).toMatchObject({
      reply: { blocks: [{ alternative: [[{ kind: 'text', text: 'Oman hosts Iran.' }]] }] },
    });
  });

  test('parsed files: are parsed again', async () => {
    await store.parsedFiles.remember(new Map([['hash', sampleEntry('story')]]), NOON);
    const { db } = await openDatabase(place.location, silent);
    await db.updateTable('parsed_file').set({ content: '["story"]' }).execute();
    await db.destroy();
    expect(await store.parsedFiles.recall(['hash'])).toEqual(new Map());
  });
});
