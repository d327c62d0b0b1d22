import { createHash } from 'node:crypto';
import type { Place } from './question/conversation.ts';

/** Long enough that no two workspaces share one, short enough for the button that carries it. */
const MARK_LENGTH = 12;

/** The id of an answer tells where it was given, so that only people of that workspace can judge it. */
export function answerId(place: Workspace, unique: string): string {
  return `${markOf(place)}-${unique}`;
}

export function isFrom(place: Workspace, id: string): boolean {
  return id.startsWith(`${markOf(place)}-`);
}

type Workspace = Pick<Place, 'platform' | 'workspace'>;

function markOf({ platform, workspace }: Workspace): string {
  return createHash('sha256')
    .update(JSON.stringify([platform, workspace]))
    .digest('hex')
    .slice(0, MARK_LENGTH);
}
