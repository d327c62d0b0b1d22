import type { Entry } from './entry.ts';
import type { Library } from './library.ts';
import { normalizeName } from './names/normalized-name.ts';
import type { Revision, Revisions } from './revisions/revision.ts';

/** How far back a briefing that is gone is still known by its name: as long as what it said is certainly kept. */
const REMEMBERED = { hours: 366 * 24 };

/**
 * How the briefing was taken away that these words named, where nothing is called so now: nothing that is served, nor a
 * file that has errors, which is there again.
 */
export async function takenAwayNamed(
  words: string,
  library: Pick<Library, 'isName'>,
  revisions: Pick<Revisions, 'removalsSince'>,
  now: Temporal.Instant,
): Promise<Revision | undefined> {
  if (library.isName(words)) return undefined;
  const wanted = normalizeName(words);
  const removals = await revisions.removalsSince(now.subtract(REMEMBERED));
  return removals
    .filter(({ entry }) => !library.isName(entry.id) && isNamed(entry, wanted))
    .toSorted((a, b) => Temporal.Instant.compare(b.seenAt, a.seenAt))[0];
}

function isNamed({ id, title, aliases }: Entry, wanted: string): boolean {
  return [id, title, ...aliases].some((name) => normalizeName(name) === wanted);
}
