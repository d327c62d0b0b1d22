import { createHash } from 'node:crypto';
import { METADATA_KEY } from '../limits.ts';

/** Marks our messages, so that one can be found again. Anyone in the channel can read it: it holds no secret. */
const METADATA_EVENT = 'rapporteur_message';

/** What a message with this key carries, when it is posted and each time it is changed. */
export function metadataOf(key: string) {
  return { event_type: METADATA_EVENT, event_payload: { key: shortKey(key) } };
}

/** Whether a message that was read back is the one with this key. */
export function isMarked(metadata: unknown, key: string): boolean {
  if (typeof metadata !== 'object' || metadata === null) return false;
  if (!('event_type' in metadata) || metadata.event_type !== METADATA_EVENT) return false;
  const payload = 'event_payload' in metadata ? metadata.event_payload : undefined;
  return typeof payload === 'object' && payload !== null && 'key' in payload && payload.key === shortKey(key);
}

function shortKey(key: string): string {
  return key.length <= METADATA_KEY ? key : createHash('sha256').update(key).digest('hex');
}
