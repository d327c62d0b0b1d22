import { setTimeout as sleep } from 'node:timers/promises';
import { classifyError, type Failure } from '../api/failures.ts';
import type { SlackMessage } from '../rendering/render.ts';
import type { Destination } from './destination.ts';
import { LONGEST_PATIENCE_MS } from './post.ts';

/** Posts what only the person who asked sees. Never rejects; undefined means that Slack has taken it. */
export async function postEphemeral(message: SlackMessage, to: Destination): Promise<Failure | undefined> {
  const failure = await attempt(message, to);
  if (failure?.kind !== 'limited' || failure.retryAfter > LONGEST_PATIENCE_MS) return failure;
  await sleep(failure.retryAfter);
  return await attempt(message, to);
}

async function attempt(message: SlackMessage, to: Destination): Promise<Failure | undefined> {
  try {
    await to.client.chat.postEphemeral({
      channel: to.asker.channel,
      user: to.asker.person.id,
      ...(to.asker.thread === undefined ? {} : { thread_ts: to.asker.thread }),
      ...message,
    });
    return undefined;
  } catch (error) {
    return classifyError(error);
  }
}
