import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Entry } from '../../src/entries/entry.ts';
import { contentHash } from '../../src/entries/revisions/content-hash.ts';
import { BATCH_SIZE } from '../../src/store/database/batches.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { silent, stores } from '../contracts/stores.ts';
import { sampleEntry } from './sample-entry.ts';

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');
const minute = (n: number) => NOON.add({ minutes: n });

describe.each(stores)('revisions on $name', ({ open, locate }) => {
  let store: Store;
  let close: () => Promise<void>;
  let entries = 0;

  beforeAll(async () => {
    ({ store, close } = await open());
  });
  afterAll(() => close());

  /** Versions of one entry that no other test uses. */
  function versions(): (title: string) => Entry {
    entries += 1;
    const id = `story-${entries}`;
    return (title) => sampleEntry(id, { title });
  }

  async function titles(entryId: string, limit = 100): Promise<string[]> {
    return (await store.revisions.history(entryId, limit)).map(({ entry }) => entry.title);
  }

  test('give back the whole entry, its hash and when it was seen', async () => {
    const entry = sampleEntry('iran-talks', {
      actors: { oman: { name: 'Oman', aliases: ['Muscat'], kind: 'state', role: 'host', claims: [] } },
      outlook: { confidence: 'low', basis: 'The desk’s own judgement.', scenarios: [], horizon: 'to March' },
      sources: { agency: { publisher: 'وكالة', reliability: 'C', origin: 'an official “who asked”' } },
    });
    await store.revisions.recordAll([entry], NOON);
    expect(await store.revisions.history('iran-talks', 1)).toEqual([
      { entry, hash: contentHash(entry), seenAt: NOON, isRemoval: false },
    ]);
  });

  test('tell which was the first, however many followed', async () => {
    const version = versions();
    const { id } = version('any');
    expect(await store.revisions.oldest(id)).toBeUndefined();
    for (let at = 0; at < 20; at += 1) await store.revisions.recordAll([version(`v${at}`)], minute(at));
    expect(await store.revisions.oldest(id)).toEqual((await store.revisions.history(id, 100)).at(-1));
    await store.revisions.forget(minute(10));
    expect((await store.revisions.oldest(id))?.entry.title).toBe('v10');
  });

  test('are recorded only when the content differs from the newest', async () => {
    const version = versions();
    const { id } = version('any');
    await store.revisions.recordAll([version('one')], minute(0));
    await store.revisions.recordAll([version('one')], minute(1));
    await store.revisions.recordAll([version('two')], minute(2));
    await store.revisions.recordAll([version('one')], minute(3));
    expect(await titles(id)).toEqual(['one', 'two', 'one']);
    expect(await titles(id, 2)).toEqual(['one', 'two']);
    expect((await store.revisions.history(id, 9)).map(({ seenAt }) => seenAt)).toEqual([
      minute(3),
      minute(2),
      minute(0),
    ]);
  });

  test('the newest of many entries come at once, of those that have any', async () => {
    const entries = Array.from({ length: BATCH_SIZE + 2 }, versions).map((version, index) =>
      version(`v${index}`),
    );
    await store.revisions.recordAll(entries, minute(0));
    const [first] = entries;
    if (first) await store.revisions.recordAll([{ ...first, title: 'changed' }], minute(1));
    const newest = await store.revisions.newest([...entries.map(({ id }) => id), 'never-seen']);
    expect(newest.map(({ entry }) => entry.title).toSorted()).toEqual(
      ['changed', ...entries.slice(1).map(({ title }) => title)].toSorted(),
    );
    expect(await store.revisions.newest([])).toEqual([]);
  });

  test('of an instant are the newest seen at or before it', async () => {
    const version = versions();
    const { id } = version('any');
    await store.revisions.recordAll([version('one')], minute(0));
    await store.revisions.recordAll([version('two')], minute(10));
    const titleAt = async (n: number) => (await store.revisions.at(id, minute(n)))?.entry.title;
    expect(await titleAt(-1)).toBeUndefined();
    expect(await titleAt(0)).toBe('one');
    expect(await titleAt(9)).toBe('one');
    expect(await titleAt(10)).toBe('two');
    expect(await titleAt(99)).toBe('two');
  });

  test('say of which entries anything was known at an instant, however often they were edited later', async () => {
    const [old, fresh] = [versions(), versions()];
    await store.revisions.recordAll([old('one')], minute(100));
    await store.revisions.recordAll([old('two')], minute(102));
    await store.revisions.recordAll([fresh('one')], minute(101));
    const knownAt = async (n: number) => {
      const known = await store.revisions.knownAt(minute(n));
      return [old, fresh].map((version) => known.has(version('any').id));
    };
    expect(await knownAt(99)).toEqual([false, false]);
    expect(await knownAt(100)).toEqual([true, false]);
    expect(await knownAt(102)).toEqual([true, true]);
  });

  test('say that an entry was taken away, once, and what it said last', async () => {
    const version = versions();
    const { id } = version('any');
    await store.revisions.recordAll([version('one')], minute(0));
    await store.revisions.recordRemovals([id, 'never-seen'], minute(1));
    await store.revisions.recordRemovals([id], minute(2));
    const [removal, ...before] = await store.revisions.history(id, 9);
    expect(removal).toMatchObject({ entry: version('one'), seenAt: minute(1), isRemoval: true });
    expect(before).toMatchObject([{ entry: version('one'), seenAt: minute(0), isRemoval: false }]);
    expect(await store.revisions.removalsOf([id, 'never-seen'])).toEqual([removal]);
    expect(await store.revisions.at(id, minute(3))).toEqual(removal);
    expect(await store.revisions.newest([id])).toEqual([removal]);
    expect(await store.revisions.history('never-seen', 9)).toEqual([]);
  });

  test('say that an entry came back, be it with the same content, and keep what it said before', async () => {
    const version = versions();
    const { id } = version('any');
    for (const [n, title] of ['one', 'one', 'two'].entries()) {
      await store.revisions.recordAll([version(title)], minute(2 * n));
      await store.revisions.recordRemovals([id], minute(2 * n + 1));
    }
    await store.revisions.recordAll([version('two')], minute(6));
    expect(
      (await store.revisions.history(id, 9)).map(
        ({ entry, isRemoval }) => `${entry.title}${isRemoval ? ' gone' : ''}`,
      ),
    ).toEqual(['two', 'two gone', 'two', 'one gone', 'one', 'one gone', 'one']);
    expect((await store.revisions.removalsOf([id])).map(({ seenAt }) => seenAt)).toEqual([minute(5)]);
    // What was retained longest is enough to compare with what comes next.
    await store.revisions.forget(minute(99));
    expect(await titles(id)).toEqual(['two', 'two']);
  });

  test('tell which entries are there, and which were taken away since when', async () => {
    const [here, gone, returned] = [versions(), versions(), versions()].map((version) => version('any'));
    if (!here || !gone || !returned) throw new Error('expected three entries');
    await store.revisions.recordAll([here, gone, returned], minute(1_000));
    await store.revisions.recordRemovals([gone.id, returned.id], minute(1_001));
    await store.revisions.recordAll([returned], minute(1_002));
    const present = await store.revisions.present();
    expect([here, gone, returned].map(({ id }) => present.includes(id))).toEqual([true, false, true]);
    const since = async (n: number) =>
      (await store.revisions.removalsSince(minute(n))).map(({ entry }) => entry.id).toSorted();
    expect(await since(1_001)).toEqual([gone.id, returned.id].toSorted());
    expect(await since(1_002)).toEqual([]);
  });

  test('of one removal seen by several programs at once are one', async () => {
    const { location, remove } = await locate();
    const programs = await Promise.all([1, 2, 3].map(() => openStore({ location, log: silent })));
    const ids = Array.from({ length: 20 }, (_, n) => `story-${n}`);
    const [first] = programs;
    for (let round = 0; round < 3; round += 1) {
      await first?.revisions.recordAll(
        ids.map((id) => sampleEntry(id)),
        minute(round),
      );
      await Promise.all(
        programs.map((program, n) =>
          program.revisions.recordRemovals(n % 2 === 0 ? ids : ids.toReversed(), minute(round)),
        ),
      );
    }
    for (const id of ids)
      expect((await first?.revisions.history(id, 99))?.map(({ isRemoval }) => isRemoval)).toEqual([
        true,
        false,
        true,
        false,
        true,
        false,
      ]);
    await Promise.all(programs.map((program) => program.close()));
    await remove();
  });

  test('of an entry never seen are none', async () => {
    expect(await store.revisions.history('no-such-entry', 5)).toEqual([]);
    expect(await store.revisions.at('no-such-entry', NOON)).toBeUndefined();
  });

  test('stay in the order of recording when a clock runs behind', async () => {
    const version = versions();
    const { id } = version('any');
    await store.revisions.recordAll([version('one')], minute(10));
    await store.revisions.recordAll([version('two')], minute(5));
    expect(await titles(id)).toEqual(['two', 'one']);
    expect((await store.revisions.at(id, minute(7)))?.entry.title).toBeUndefined();
    expect((await store.revisions.at(id, minute(10)))?.entry.title).toBe('two');
  });

  test('before the changes since an instant are those that were known before it, of what has changed', async () => {
    const recorded = async (...at: readonly number[]) => {
      const version = versions();
      for (const n of at) await store.revisions.recordAll([version(`at ${n}`)], minute(n));
      return version('any').id;
    };
    const longAgo = await recorded(0, 1);
    const once = await recorded(3);
    const atTheInstant = await recorded(0, 2);
    const often = await recorded(0, 1, 3, 4, 5);
    const firstSeenSince = await recorded(3, 4, 5);
    const asked = [longAgo, once, atTheInstant, often, firstSeenSince, 'never-seen'];
    const before = await store.revisions.beforeChangesSince(asked, minute(2));
    expect(Object.fromEntries(before.map(({ entry }) => [entry.id, entry.title]))).toEqual({
      [atTheInstant]: 'at 0',
      [often]: 'at 1',
      [firstSeenSince]: 'at 3',
    });
    expect(await store.revisions.beforeChangesSince([often], minute(6))).toEqual([]);
    expect(await store.revisions.beforeChangesSince([], minute(0))).toEqual([]);
  });

  test('of one change seen by several programs at once are one', async () => {
    const { location, remove } = await locate();
    const programs = await Promise.all([1, 2, 3].map(() => openStore({ location, log: silent })));
    const batch = (title: string) =>
      Array.from({ length: 20 }, (_, n) => sampleEntry(`story-${n}`, { title }));
    for (const title of ['one', 'two', 'three'])
      await Promise.all(
        programs.map((program, n) =>
          program.revisions.recordAll(n % 2 === 0 ? batch(title) : batch(title).reverse(), minute(n)),
        ),
      );
    for (const { id } of batch('any'))
      expect((await programs[0]?.revisions.history(id, 9))?.map(({ entry }) => entry.title)).toEqual([
        'three',
        'two',
        'one',
      ]);
    await Promise.all(programs.map((program) => program.close()));
    await remove();
  });

  test('of more entries than one statement takes are all recorded', async () => {
    const many = Array.from({ length: BATCH_SIZE * 2 + 1 }, (_, n) => sampleEntry(`many-${n}`));
    await store.revisions.recordAll(many, NOON);
    await store.revisions.recordAll(many, minute(1));
    const found = await Promise.all(many.map(({ id }) => store.revisions.history(id, 9)));
    expect(found.every((history) => history.length === 1 && history[0]?.seenAt.equals(NOON))).toBe(true);
  });

  test('are forgotten once replaced before the time given; the newest two and what was known then stay', async () => {
    const version = versions();
    const { id } = version('any');
    for (const n of [0, 1, 2, 3, 4, 5]) await store.revisions.recordAll([version(`${n}`)], minute(n));
    await store.revisions.forget(minute(2));
    expect(await titles(id)).toEqual(['5', '4', '3', '2']);
    expect((await store.revisions.at(id, minute(2)))?.entry.title).toBe('2');
    await store.revisions.forget(minute(99));
    expect(await titles(id)).toEqual(['5', '4']);
    await store.revisions.recordAll([version('6')], minute(6));
    expect(await titles(id)).toEqual(['6', '5', '4']);
  });

  test('behave like a plain list, whatever is recorded and asked', async () => {
    const step = fc.record({
      content: fc.constantFrom('a', 'b', 'c', 'taken away'),
      at: fc.integer({ min: 0, max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 12 }),
        fc.integer({ min: -1, max: 21 }),
        fc.integer({ min: 1, max: 5 }),
        async (steps, askedAt, limit) => {
          const version = versions();
          const { id } = version('any');
          const list: { title: string; gone: boolean; at: number }[] = [];
          for (const { content, at } of steps) {
            const gone = content === 'taken away';
            if (gone) await store.revisions.recordRemovals([id], minute(at));
            else await store.revisions.recordAll([version(content)], minute(at));
            const last = list.at(-1);
            const isSame = gone ? !last || last.gone : last?.title === content && !last.gone;
            const title = gone ? (last?.title ?? '') : content;
            if (!isSame) list.push({ title, gone, at: Math.max(at, last?.at ?? at) });
          }
          expect(await titles(id, limit)).toEqual(
            list
              .toReversed()
              .slice(0, limit)
              .map(({ title }) => title),
          );
          expect((await store.revisions.at(id, minute(askedAt)))?.entry.title).toBe(
            list.findLast(({ at }) => at <= askedAt)?.title,
          );
          expect((await store.revisions.present()).includes(id)).toBe(list.at(-1)?.gone === false);
          expect((await store.revisions.removalsOf([id])).map(({ seenAt }) => seenAt)).toEqual(
            list
              .filter(({ gone }) => gone)
              .slice(-1)
              .map(({ at }) => minute(at)),
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});
