import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BATCH_SIZE } from '../../src/store/database/batches.ts';
import type { Store } from '../../src/store/store.ts';
import { stores } from '../contracts/stores.ts';
import { sampleEntry } from './sample-entry.ts';

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');
const hour = (n: number) => NOON.add({ hours: n });

describe.each(stores)('parsed files on $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;
  let now = NOON;

  beforeAll(async () => {
    ({ store, close } = await open({ now: () => now }));
  });
  beforeEach(() => {
    now = NOON;
  });
  afterAll(() => close());

  const known = async (...hashes: string[]) => [...(await store.parsedFiles.recall(hashes)).keys()].sort();

  test('give back the entries of the hashes that are known', async () => {
    const oman = sampleEntry('oman', { tags: ['gulf'] });
    await store.parsedFiles.remember(new Map([['hash-1', oman]]), NOON);
    expect(await store.parsedFiles.recall(['hash-1', 'hash-2', 'hash-1'])).toEqual(
      new Map([['hash-1', oman]]),
    );
  });

  test('of no hashes are none', async () => {
    expect(await store.parsedFiles.recall([])).toEqual(new Map());
    await store.parsedFiles.remember(new Map(), NOON);
  });

  test('can be remembered again', async () => {
    const entry = sampleEntry('again');
    await store.parsedFiles.remember(new Map([['again', entry]]), NOON);
    await store.parsedFiles.remember(new Map([['again', entry]]), hour(1));
    await store.parsedFiles.forget(hour(1));
    expect(await known('again')).toEqual(['again']);
  });

  test('are forgotten when neither recalled nor remembered since', async () => {
    const entry = sampleEntry('any');
    await store.parsedFiles.remember(
      new Map([
        ['unused', entry],
        ['recalled', entry],
      ]),
      NOON,
    );
    await store.parsedFiles.remember(new Map([['remembered later', entry]]), hour(2));
    now = hour(48);
    await store.parsedFiles.recall(['recalled']);
    await store.parsedFiles.forget(hour(2));
    expect(await known('unused', 'recalled', 'remembered later')).toEqual(['recalled', 'remembered later']);
  });

  describe('by the marks of their files', () => {
    const entry = sampleEntry('marked');
    const byMark = async (...marks: string[]) => [
      ...(await store.parsedFiles.recallByFingerprint(marks)).keys(),
    ];

    test('are recalled as what the file of that mark was last', async () => {
      const newer = sampleEntry('marked', { title: 'Newer' });
      await store.parsedFiles.remember(
        new Map([
          ['marked-1', entry],
          ['marked-2', newer],
        ]),
        NOON,
      );
      await store.parsedFiles.rememberFingerprints(new Map([['mark', 'marked-1']]), NOON);
      expect(await store.parsedFiles.recallByFingerprint(['mark', 'unknown'])).toEqual(
        new Map([['mark', entry]]),
      );
      await store.parsedFiles.rememberFingerprints(new Map([['mark', 'marked-2']]), NOON);
      expect(await store.parsedFiles.recallByFingerprint(['mark'])).toEqual(new Map([['mark', newer]]));
    });

    test('are not, when what the file was is forgotten', async () => {
      await store.parsedFiles.rememberFingerprints(new Map([['mark of nothing', 'gone']]), NOON);
      expect(await byMark('mark of nothing')).toEqual([]);
    });

    test('are kept as long as they are recalled, and forgotten with their marks', async () => {
      await store.parsedFiles.remember(
        new Map([
          ['kept', entry],
          ['dropped', entry],
        ]),
        NOON,
      );
      await store.parsedFiles.rememberFingerprints(
        new Map([
          ['mark kept', 'kept'],
          ['mark dropped', 'dropped'],
        ]),
        NOON,
      );
      now = hour(48);
      expect(await byMark('mark kept')).toEqual(['mark kept']);
      await store.parsedFiles.forget(hour(2));
      expect(await byMark('mark kept', 'mark dropped')).toEqual(['mark kept']);
      expect(await known('kept', 'dropped')).toEqual(['kept']);
    });
  });

  test('may be more than one statement takes', async () => {
    const many = new Map(
      Array.from({ length: BATCH_SIZE * 2 + 1 }, (_, n) => [`many-${n}`, sampleEntry(`many-${n}`)]),
    );
    await store.parsedFiles.remember(many, NOON);
    expect(await store.parsedFiles.recall([...many.keys()])).toEqual(many);
  });
});
