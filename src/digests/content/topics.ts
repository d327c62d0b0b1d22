import type { Entry } from '../../entries/entry.ts';
import type { Topics } from '../subscription.ts';

/** The entries that are asked for, each once, in the order given; and the ids asked for by name that are not there. */
export function entriesFor(
  topics: Topics,
  entries: readonly Entry[],
): { readonly entries: readonly Entry[]; readonly missing: readonly string[] } {
  if (topics.kind === 'all') return { entries, missing: [] };
  const wanted = entries.filter(
    (entry) => topics.entries.includes(entry.id) || entry.tags.some((tag) => topics.tags.includes(tag)),
  );
  return {
    entries: wanted,
    missing: topics.entries.filter((id) => !entries.some((entry) => entry.id === id)),
  };
}
