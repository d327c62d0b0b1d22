import { byId } from '../entries/by-id.ts';
import type { Entry, SkepticismNote } from '../entries/entry.ts';
import { inSentence } from '../entries/names/in-sentence.ts';

/** Names of who holds the doubt, as they read within a sentence; the authors themselves are the desk. */
export function holdersOf(entry: Entry | undefined, note: SkepticismNote): string {
  return note.held_by
    .map((id) => (id === 'desk' ? 'the desk' : inSentence(byId(entry?.actors ?? {}, id)?.name ?? id)))
    .join(', ');
}
