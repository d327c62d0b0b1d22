import type { Entry } from './entry.ts';
import type { Library } from './library.ts';
import { normalizeName } from './names/normalized-name.ts';
import type { Revision, Revisions } from './revisions/revision.ts';

/** How far back a briefing that is gone is still known by its name: as long as what it said is certainly kept. */
const REMEMBERED = { hours: 366 * 24 };

/** How the briefing was taken away that these words named, where nothing that is served is called so. */
export async function takenAwayNamed(
  words: string,
  library: Pick<Library, 'all' | 'resolve'>,
  revisions: Pick<Revisions, 'removalsSince'>,
  now: Temporal.Instant,
): Promise<Revision | undefined> {
  if (library.resolve(words) !== undefined) return undefined;
  const wanted = normalizeName(words);
  const served = library.all();
  if (served.some((entry) => isNamed(entry, wanted))) return undefined;
  const ids = new Set(served.map(({ id }) => id));
  const removals = await revisions.removalsSince(now.subtract(REMEMBERED));
  return removals
    .filter(({ entry }) => !ids.has(entry.id) && isNamed(entry, wanted))
    .toSorted((a, b) => Temporal.Instant.compare(b.seenAt, a.seenAt))[0];
}

function isNamed({ id, title, aliases }: Entry, wanted: string): boolean {
  return [id, title, ...aliases].some((name) => normalizeName(name) === wanted);
}
