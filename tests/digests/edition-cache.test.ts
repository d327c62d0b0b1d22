import { expect, test } from 'vitest';
import { type Edition, editionOf } from '../../src/digests/content/edition.ts';
import { createEditionCache } from '../../src/digests/delivery/edition-cache.ts';
import { sampleEntry } from '../entries/sample-entry.ts';
import { slot } from './drafts.ts';

/** A thousand briefings, one of which is edited each day. */
function editionOfDay(day: number): Edition {
  const hashes = Array.from(
    { length: 1_000 },
    (_, at) => [`e${at}`, at === 0 ? `day ${day}` : 'same'] as const,
  );
  return editionOf(new Map(hashes));
}

/** A store that holds everything, and counts what is asked of it. */
function counting(editions: readonly Edition[]) {
  const asked = { remembered: 0, read: 0, versions: 0 };
  const known = createEditionCache({
    async remember() {
      asked.remembered += 1;
    },
    async read(editionId) {
      asked.read += 1;
      return editions.find(({ id }) => id === editionId);
    },
    async entriesAs(revisions) {
      asked.versions += revisions.size;
      return [...revisions].map(([id, hash]) => sampleEntry(id, { title: hash }));
    },
  });
  return { asked, known };
}

test('holds the editions of some weeks at most, the latest used last to go', async () => {
  const editions = Array.from({ length: 100 }, (_, day) => editionOfDay(day));
  const { asked, known } = counting(editions);
  for (const { id } of editions) expect((await known.read(id))?.id).toBe(id);
  expect(asked.read).toBe(100);
  await known.read(editions[99]?.id ?? '');
  expect(asked.read).toBe(100);
  await known.read(editions[0]?.id ?? '');
  expect(asked.read).toBe(101);
});

test('many may be read at once, more than are held', async () => {
  const editions = Array.from({ length: 128 }, (_, day) => editionOfDay(day));
  const { known } = counting(editions);
  const read = await Promise.all(editions.map(({ id }) => known.read(id)));
  expect(read.map((edition) => edition?.id)).toEqual(editions.map(({ id }) => id));
});

test('an edition that many ask for at once is read once; one that is unknown is asked for again', async () => {
  const [edition] = [editionOfDay(1)];
  const { asked, known } = counting([edition]);
  await Promise.all([known.read(edition.id), known.read(edition.id)]);
  expect(asked.read).toBe(1);
  expect(await known.read('unknown')).toBeUndefined();
  expect(await known.read('unknown')).toBeUndefined();
  expect(asked.read).toBe(3);
});

test('holds a bounded number of earlier texts, and asks only for those that it does not hold', async () => {
  const { asked, known } = counting([]);
  const version = (at: number) => [`e${at}`, 'old'] as const;
  expect((await known.entriesAs([version(1), version(2)])).get('e2')?.title).toBe('old');
  expect([...(await known.entriesAs([version(2), version(3)])).keys()].toSorted()).toEqual(['e2', 'e3']);
  expect(asked.versions).toBe(3);
  await known.entriesAs(Array.from({ length: 1_000 }, (_, at) => version(at + 10)));
  asked.versions = 0;
  await known.entriesAs([version(1)]);
  expect(asked.versions).toBe(1);
});

test('an edition is remembered again after minutes, at once where it must be sure, and when it failed', async () => {
  const edition = editionOfDay(1);
  const { asked, known } = counting([edition]);
  await Promise.all([known.remember(edition, slot), known.remember(edition, slot)]);
  await known.remember(edition, slot.add({ minutes: 9 }));
  expect(asked.remembered).toBe(1);
  await known.remember(edition, slot.add({ minutes: 10 }));
  expect(asked.remembered).toBe(2);
  // A clock that was set back tells nothing.
  await known.remember(edition, slot);
  expect(asked.remembered).toBe(3);
  await known.remember(edition);
  expect(asked.remembered).toBe(4);

  let fails = true;
  const failing = createEditionCache({
    remember: async () => {
      if (fails) throw new Error('locked');
    },
    read: async () => undefined,
    entriesAs: async () => [],
  });
  await expect(failing.remember(edition, slot)).rejects.toThrow('locked');
  fails = false;
  await expect(failing.remember(edition, slot)).resolves.toBeUndefined();
});
