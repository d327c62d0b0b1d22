import type { Logger } from 'pino';
import type { Platform } from '../platform.ts';
import { BOT, type Directory } from './directory.ts';
import type { EventLog } from './event-log.ts';
import type { WorkspaceMessages } from './workspace-history.ts';

/**
 * Messages that nobody asked for just now. The key goes into the history with the message, in one write, so
 * that a second attempt finds the first and appends nothing.
 */
export function createPosting(parts: {
  readonly history: WorkspaceMessages;
  readonly places: Directory;
  readonly events: EventLog;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}): Pick<Platform, 'post' | 'findPosted'> {
  const { history, places, events, now, log } = parts;
  return {
    async post(target, reply, key) {
      if (!places.canPost(target.channel)) {
        return {
          kind: 'refused',
          scope: 'target',
          reason: `the web workspace has no channel “${target.channel}”`,
          remedy: 'subscribe one of its channels instead',
        };
      }
      try {
        const known = await history.findByKey(key);
        if (known) return { kind: 'posted', messageId: String(known.id) };
        const message = await history.append(
          {
            conversation: target.channel,
            authorId: BOT.id,
            sentAt: now(),
            body: { kind: 'posted', reply },
          },
          key,
        );
        events.publish(message);
        return { kind: 'posted', messageId: String(message.id) };
      } catch (error) {
        log.error({ err: error, channel: target.channel }, 'a message could not be kept');
        return { kind: 'failed', reason: 'the message could not be written to the store' };
      }
    },
    async findPosted(_target, key) {
      try {
        const known = await history.findByKey(key);
        return known ? { kind: 'found', messageId: String(known.id) } : { kind: 'absent' };
      } catch (error) {
        log.error({ err: error }, 'the store could not be searched for a posted message');
        return { kind: 'unknown', reason: 'the store could not be read' };
      }
    },
  };
}
