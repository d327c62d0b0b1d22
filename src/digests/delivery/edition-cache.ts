import { LRUCache } from 'lru-cache';
import type { Entry } from '../../entries/entry.ts';
import type { Edition, Editions } from '../content/edition.ts';

/** Content hashes held, over all editions: some 200 bytes each. */
const HASHES_KEPT = 50_000;
/** Earlier texts held, some 20 kB each: channels that are told at the same time compare with the same few. */
const ENTRIES_KEPT = 256;
/** Editions of which is known when they were last remembered. */
const REMEMBERED = 1_000;
/** Far less than the time after which the store drops an edition that nobody has remembered again. */
const REMEMBERED_FOR = { minutes: 10 } as const;

/** Editions as the store has them, asked for no more often than needed, in memory that does not grow with time. */
export interface EditionCache {
  /** Without `now`, surely; with it, not again within some minutes. */
  remember(edition: Edition, now?: Temporal.Instant): Promise<void>;
  read(editionId: string): Promise<Edition | undefined>;
  /** How entries read, by id, in the versions that these hashes name; without those that are no longer kept. */
  entriesAs(versions: readonly Version[]): Promise<ReadonlyMap<string, Entry>>;
}

/** An entry id and a content hash. */
type Version = readonly [string, string];

export function createEditionCache(editions: Editions): EditionCache {
  const remembered = new LRUCache<string, { readonly at: Temporal.Instant; readonly done: Promise<void> }>({
    max: REMEMBERED,
  });
  const read = new LRUCache<string, Edition>({
    maxSize: HASHES_KEPT,
    sizeCalculation: ({ revisions }) => revisions.size + 1,
    fetchMethod: (editionId) => editions.read(editionId),
    // Many are read at once, and one that has to make room while it is read is still awaited.
    ignoreFetchAbort: true,
  });
  const entries = new LRUCache<string, Entry>({ max: ENTRIES_KEPT });

  return {
    remember(edition, now) {
      const last = now && remembered.get(edition.id);
      if (last && isRecent(last.at, now)) return last.done;
      const done = editions.remember(edition);
      if (now) {
        remembered.set(edition.id, { at: now, done });
        done.catch(() => remembered.delete(edition.id));
      }
      return done;
    },

    read: (editionId) => read.fetch(editionId),

    async entriesAs(versions) {
      const known = new Map<string, Entry>();
      const missing = versions.filter((version) => {
        const entry = entries.get(keyOf(version));
        if (entry) known.set(entry.id, entry);
        return !entry;
      });
      if (missing.length === 0) return known;
      const hashes = new Map(missing);
      for (const entry of await editions.entriesAs(hashes)) {
        known.set(entry.id, entry);
        entries.set(keyOf([entry.id, hashes.get(entry.id) ?? '']), entry);
      }
      return known;
    },
  };
}

/** A clock that was set back tells nothing. */
function isRecent(at: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, now) <= 0 && Temporal.Instant.compare(now, at.add(REMEMBERED_FOR)) < 0;
}

function keyOf([entryId, hash]: Version): string {
  return `${entryId} ${hash}`;
}
