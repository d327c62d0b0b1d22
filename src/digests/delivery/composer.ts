import type { Entry } from '../../entries/entry.ts';
import type { Library } from '../../entries/library.ts';
import { contentHash } from '../../entries/revisions/content-hash.ts';
import { UserError } from '../../errors.ts';
import type { Reply } from '../../reply.ts';
import { countChanges, type DigestContent, digestContent } from '../content/digest-content.ts';
import { digestReply } from '../content/digest-reply.ts';
import { type Edition, type Editions, editionOf } from '../content/edition.ts';
import { entriesFor } from '../content/topics.ts';
import type { Subscription } from '../subscription.ts';
import { createEditionCache } from './edition-cache.ts';
import type { Told } from './outbox.ts';

/** A digest that begins later than this after its slot says so. */
const LATE_AFTER = Temporal.Duration.from({ minutes: 15 });

/** Composed digests kept for channels that get the same; more would only be memory. */
const KEPT = 64;

/** A digest as it would be sent now, with what the channel knows once it has it. */
export interface ComposedDigest {
  readonly reply: Reply;
  /** What the channel knows once it has this. */
  readonly edition: Pick<Edition, 'id'>;
  readonly told: Told;
  readonly isEmpty: boolean;
}

/** Makes digests of what is served at the moment. */
export interface Composer {
  /** False while the briefings cannot be read. Nothing is known then of what changed, and nothing can be composed. */
  isReady(): boolean;
  /**
   * The digest of `subscription` at `now`, of what is served at this moment.
   * @param slot when it was due; absent for a look ahead
   * @throws UserError `unavailable` while the briefings cannot be read
   */
  compose(
    subscription: Pick<Subscription, 'topics' | 'schedule' | 'edition' | 'toldAt' | 'createdAt'>,
    now: Temporal.Instant,
    slot?: Temporal.Instant,
  ): Promise<ComposedDigest>;
  /**
   * What a channel with these topics would know if it read everything now.
   * @throws UserError `unavailable` while the briefings cannot be read
   */
  currentEdition(topics: Subscription['topics']): Promise<string>;
}

export interface ComposerOptions {
  readonly library: Pick<Library, 'all' | 'problems'>;
  /** Whether the folder of the briefings can be read. */
  readonly isReadable: () => boolean;
  readonly editions: Editions;
}

/** Digests of channels that know the same and ask for the same are composed once. */
export function createComposer({ library, isReadable, editions }: ComposerOptions): Composer {
  const hashes = new WeakMap<Entry, string>();
  const digests = createRecent<Promise<ComposedDigest>>(KEPT);
  const known = createEditionCache(editions);

  function hashOf(entry: Entry): string {
    const hash = hashes.get(entry) ?? contentHash(entry);
    hashes.set(entry, hash);
    return hash;
  }

  async function toldIn(edition: string | undefined): Promise<Edition | undefined> {
    return edition === undefined ? undefined : known.read(edition);
  }

  /** What the channel was told in other words than these, as it read then. */
  function otherwiseTold(told: Edition, served: readonly Entry[]): Promise<ReadonlyMap<string, Entry>> {
    const same = new Map(served.map((entry) => [entry.id, hashOf(entry)]));
    return known.entriesAs([...told.revisions].filter(([id, hash]) => same.get(id) !== hash));
  }

  /** @param kept what the channel goes on knowing of briefings that cannot be read, by hash */
  function editionServed(
    served: readonly Entry[],
    kept: readonly (readonly [string, string])[] = [],
  ): Edition {
    return editionOf(new Map([...kept, ...served.map((entry) => [entry.id, hashOf(entry)] as const)]));
  }

  function checkReadable(): void {
    if (isReadable()) return;
    throw new UserError(
      'unavailable',
      'The briefings cannot be read right now.',
      'Try again in a moment. If it keeps happening, tell whoever runs Rapporteur; the log names the folder.',
    );
  }

  /** Ids of files with errors of which no earlier version is served. */
  function unserved(): readonly string[] {
    return library
      .problems()
      .filter(({ servesOlderVersion }) => !servesOlderVersion)
      .map(({ entryId }) => entryId);
  }

  return {
    isReady: isReadable,

    async compose(subscription, now, slot) {
      checkReadable();
      const { topics, schedule } = subscription;
      const asked = entriesFor(topics, library.all());
      const broken = unserved();
      const knownOfBroken = broken.length === 0 ? undefined : (await toldIn(subscription.edition))?.revisions;
      const unreadable = broken.filter((id) => asked.missing.includes(id) || knownOfBroken?.has(id));
      const missing = asked.missing.filter((id) => !broken.includes(id));
      const edition = editionServed(
        asked.entries,
        unreadable.flatMap((id) => {
          const hash = knownOfBroken?.get(id);
          return hash === undefined ? [] : [[id, hash] as const];
        }),
      );
      await known.remember(edition, now);
      const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(schedule.zone).toPlainDate();
      const since = dayOf(subscription.toldAt ?? subscription.createdAt);
      const isLate = slot !== undefined && Temporal.Instant.compare(slot.add(LATE_AFTER), now) < 0;
      const key = [
        subscription.edition,
        edition.id,
        missing,
        unreadable,
        since,
        dayOf(now),
        schedule.zone,
        isLate && slot,
      ].join(' ');
      return digests.get(key, async () => {
        const told = await toldIn(subscription.edition);
        const content = digestContent({
          entries: asked.entries,
          missing,
          unreadable,
          before: told && (await otherwiseTold(told, asked.entries)),
          toldOf: new Set(told?.revisions.keys()),
          same: new Set(
            asked.entries
              .map(({ id }) => id)
              .filter((id) => told?.revisions.get(id) === edition.revisions.get(id)),
          ),
          since,
          today: dayOf(now),
          zone: schedule.zone,
          ...(isLate ? { lateFor: slot } : {}),
        });
        return {
          reply: digestReply(content),
          edition: { id: edition.id },
          told: toldBy(content),
          isEmpty: countChanges(content) === 0,
        };
      });
    },

    async currentEdition(topics) {
      checkReadable();
      const edition = editionServed(entriesFor(topics, library.all()).entries);
      await known.remember(edition);
      return edition.id;
    },
  };
}

function toldBy(content: DigestContent): Told {
  const { moved, added, gone, unchanged, uncompared, missing, unreadable } = content;
  return {
    changed: Object.fromEntries(moved.map(({ entry, changes }) => [entry.id, changes.length])),
    added: added.map(({ id }) => id),
    gone: Object.fromEntries(gone.map(({ id, title }) => [id, title])),
    uncompared: uncompared.map(({ id }) => id),
    unchanged: unchanged.map(({ id }) => id),
    missing,
    unreadable: unreadable.map(({ id }) => id),
  };
}

/** The last `size` results by key. A failure is not kept. */
function createRecent<T extends Promise<unknown>>(size: number) {
  const kept = new Map<string, T>();
  return {
    get(key: string, make: () => T): T {
      const known = kept.get(key);
      if (known) return known;
      const made = make();
      kept.set(key, made);
      made.catch(() => kept.delete(key));
      for (const oldest of kept.keys()) {
        if (kept.size <= size) break;
        kept.delete(oldest);
      }
      return made;
    },
  };
}
