import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Edition } from '../../src/digests/content/edition.ts';
import { type ComposedDigest, type Composer, createComposer } from '../../src/digests/delivery/composer.ts';
import type { Told } from '../../src/digests/delivery/outbox.ts';
import { EVERYTHING, type Topics } from '../../src/digests/subscription.ts';
import type { Entry } from '../../src/entries/entry.ts';
import type { FileProblems } from '../../src/entries/library.ts';
import { plainText } from '../../src/plain-text.ts';
import type { Store } from '../../src/store/store.ts';
import { stores } from '../contracts/stores.ts';
import { sampleEntry } from '../entries/sample-entry.ts';
import { created, draft, slot } from './drafts.ts';

let store: Store;
let close: () => Promise<void>;
let entries: Entry[];
let problems: FileProblems[];
let isReadable: boolean;
let reads: string[];
/** Ids of the entries whose earlier text was asked for. */
let compared: string[];
let composer: Composer;

beforeEach(async () => {
  const [sqlite] = stores;
  ({ store, close } = await sqlite.open({ now: () => created }));
  entries = [sampleEntry('a', { tags: ['gulf'] }), sampleEntry('b')];
  problems = [];
  isReadable = true;
  reads = [];
  compared = [];
  await store.revisions.recordAll(entries, created);
  composer = createComposer({
    library,
    isReadable: () => isReadable,
    editions: {
      remember: (edition: Edition) => store.editions.remember(edition),
      read: (id) => {
        reads.push(id);
        return store.editions.read(id);
      },
      entriesAs(revisions) {
        compared.push(...revisions.keys());
        return store.editions.entriesAs(revisions);
      },
    },
  });
});
afterEach(() => close());

const NOTHING_TOLD: Told = {
  changed: {},
  added: [],
  gone: {},
  uncompared: [],
  unchanged: [],
  missing: [],
  unreadable: [],
};

const library = { all: () => entries, problems: () => problems };

/** The file of this entry has errors, and no earlier version of it is served. */
function breakFile(id: string): void {
  const message = 'expected a title';
  entries = entries.filter((entry) => entry.id !== id);
  problems = [
    {
      entryId: id,
      problems: [{ file: `${id}.yaml`, line: 1, column: 1, field: '', severity: 'error', message }],
      servesOlderVersion: false,
    },
  ];
}

function saidOf({ reply }: ComposedDigest): string {
  return plainText(reply, { command: (words) => words, time: String });
}

async function subscriber(topics = draft().topics) {
  return { ...draft({ topics }), createdAt: created, edition: await composer.currentEdition(topics) };
}

test('channels that know the same and ask for the same get one digest, composed once', async () => {
  const one = await subscriber();
  const two = { ...(await subscriber()), place: { ...draft().place, channel: 'C2' } };
  entries = [sampleEntry('a', { tags: ['gulf'], status: 'closed' }), sampleEntry('b')];
  const digests = await Promise.all([one, two].map((each) => composer.compose(each, slot, slot)));
  expect(digests[0]).toBe(digests[1]);
  expect(reads).toHaveLength(1);
  expect(digests[0]?.told).toEqual({ ...NOTHING_TOLD, changed: { a: 1 }, unchanged: ['b'] });
});

test('whoever knows something else, or is elsewhere, gets another', async () => {
  const one = await subscriber();
  const gulf = await subscriber({ kind: 'some', entries: [], tags: ['gulf'] });
  const tokyo = { ...one, schedule: { ...one.schedule, zone: 'Asia/Tokyo' } };
  const digests = await Promise.all([one, gulf, tokyo].map((each) => composer.compose(each, slot, slot)));
  expect(new Set(digests).size).toBe(3);
});

test('what was told is kept apart by kind, so that “why” can say it', async () => {
  const one = await subscriber();
  entries = [sampleEntry('b'), sampleEntry('new')];
  const dropped = await composer.compose(one, slot, slot);
  expect(dropped.told).toEqual({
    ...NOTHING_TOLD,
    added: ['new'],
    gone: { a: 'Border talks' },
    unchanged: ['b'],
  });
  const unrecorded = { ...one, edition: dropped.edition.id };
  entries = [sampleEntry('b'), sampleEntry('new', { title: 'New title' })];
  expect((await composer.compose(unrecorded, slot, slot)).told).toEqual({
    ...NOTHING_TOLD,
    uncompared: ['new'],
    unchanged: ['b'],
  });
});

test('bookkeeping changes the edition and is no change', async () => {
  const one = await subscriber();
  entries = entries.map((entry) => ({ ...entry, as_of: '2026-02-06' }));
  const digest = await composer.compose(one, slot, slot);
  expect(digest.isEmpty).toBe(true);
  expect(digest.edition.id).not.toBe(one.edition);
});

test('what a store forgot is not claimed to be unchanged', async () => {
  const one = { ...(await subscriber()), edition: 'forgotten' };
  expect((await composer.compose(one, slot, slot)).isEmpty).toBe(false);
});

test('what a channel knows is kept in the store also where it was dropped since: nothing is called new', async () => {
  const first = await subscriber();
  // Unsubscribed, and for a week nobody was told this.
  await store.editions.forget(created.add({ hours: 1 }));
  const again = await subscriber();
  expect(again.edition).toBe(first.edition);
  expect((await composer.compose(again, slot, slot)).isEmpty).toBe(true);
});

test('an edition that digests bring up again is in the store again within minutes', async () => {
  const one = await subscriber();
  const { edition } = await composer.compose(one, slot, slot);
  await store.editions.forget(slot);
  const soon = slot.add({ minutes: 11 });
  await composer.compose(one, soon, slot);
  expect(await store.editions.read(edition.id)).toBeDefined();
});

test('of what a channel was told only that is read which reads otherwise now', async () => {
  const one = await subscriber();
  entries = [sampleEntry('a', { tags: ['gulf'], status: 'closed' }), sampleEntry('b')];
  expect((await composer.compose(one, slot, slot)).isEmpty).toBe(false);
  expect(compared).toEqual(['a']);
  entries = [sampleEntry('b')];
  const gone = await composer.compose(one, slot, slot);
  expect(gone.told.gone).toEqual({ a: 'Border talks' });
  // Its earlier text is at hand.
  expect(compared).toEqual(['a']);
});

test('a failure of the store is not remembered', async () => {
  const one = await subscriber();
  let fails = true;
  const failing = createComposer({
    library,
    isReadable: () => true,
    editions: {
      remember: async () => {},
      read: (id) => (fails ? Promise.reject(new Error('locked')) : store.editions.read(id)),
      entriesAs: (revisions) => store.editions.entriesAs(revisions),
    },
  });
  await expect(failing.compose(one, slot, slot)).rejects.toThrow('locked');
  fails = false;
  await expect(failing.compose(one, slot, slot)).resolves.toMatchObject({ isEmpty: true });
});

const subscribedBy: readonly (readonly [string, Topics])[] = [
  ['everything', EVERYTHING],
  ['a tag of it', { kind: 'some', entries: [], tags: ['gulf'] }],
  ['its name', { kind: 'some', entries: ['a'], tags: [] }],
];

test.each(subscribedBy)(
  'a file with errors is not called dropped; subscribed by %s, its changes are told once it is mended',
  async (_, topics) => {
    const told = await subscriber(topics);
    const [a] = entries;
    breakFile('a');
    const meanwhile = await composer.compose(told, slot, slot);
    expect(saidOf(meanwhile)).toContain('Not included, because the file has errors: Border talks.');
    expect(saidOf(meanwhile)).not.toMatch(/No longer covered|no longer available/);
    expect(meanwhile.told).toMatchObject({ missing: [], unreadable: ['a'] });
    if (a) entries = [...entries, { ...a, status: 'closed' }];
    problems = [];
    const mended = await composer.compose({ ...told, edition: meanwhile.edition.id }, slot, slot);
    expect(mended.told.changed).toEqual({ a: 1 });
    expect(saidOf(mended)).not.toContain('New here');
  },
);

test('errors in a file that the channel never heard of are not told there', async () => {
  const told = await subscriber();
  breakFile('c');
  const digest = await composer.compose(told, slot, slot);
  expect(digest.told.unreadable).toEqual([]);
  expect(saidOf(digest)).not.toContain('errors');
});

test('while the briefings cannot be read, there is nothing to compose from', async () => {
  const told = await subscriber();
  isReadable = false;
  expect(composer.isReady()).toBe(false);
  await expect(composer.compose(told, slot, slot)).rejects.toThrow('cannot be read right now');
  await expect(composer.currentEdition(told.topics)).rejects.toThrow('cannot be read right now');
});
