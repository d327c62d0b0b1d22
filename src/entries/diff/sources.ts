import { byId } from '../by-id.ts';
import type { Entry } from '../entry.ts';
import type { Change } from './change.ts';
import { same } from './pair.ts';

/** Sources added and removed, graded otherwise and described otherwise. */
export function sourceChanges(before: Entry, after: Entry): Change[] {
  const changes: Change[] = [];
  for (const [id, source] of Object.entries(after.sources)) {
    const earlier = byId(before.sources, id);
    if (earlier === undefined) {
      changes.push({ kind: 'source-added', id, source });
      continue;
    }
    if (earlier.reliability !== source.reliability)
      changes.push({ kind: 'source-regraded', source, before: earlier.reliability });
    if (
      (['publisher', 'title', 'published', 'url', 'origin', 'note'] as const).some(
        (field) => !same(earlier[field], source[field]),
      )
    )
      changes.push({ kind: 'source-described', source, before: earlier });
  }
  for (const [id, source] of Object.entries(before.sources))
    if (byId(after.sources, id) === undefined) changes.push({ kind: 'source-removed', id, source });
  return changes;
}
