import { byId } from '../by-id.ts';
import type { Entry } from '../entry.ts';
import type { NamedActor } from './change.ts';

/** The actor's name, or the id itself where the entry has no such actor (`desk`: the authors). */
export function actorName(entry: Entry, id: string): NamedActor {
  return { id, name: byId(entry.actors, id)?.name ?? id };
}
