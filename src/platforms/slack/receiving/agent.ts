import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Asker, Dispatcher } from '../../../dispatch/dispatcher.ts';
import { cut } from '../../cut.ts';
import { classifyError } from '../api/failures.ts';
import { OPTION_TEXT, SUGGESTED_PROMPTS } from '../limits.ts';
import { clean, escapeText } from '../rendering/escape.ts';

export interface Prompt {
  readonly title: string;
  readonly message: string;
}

/** What a person who opens the agent view could ask first: the first briefings, and help. */
export async function suggestPrompts(dispatcher: Dispatcher, asker: Asker): Promise<Prompt[]> {
  const topics = await dispatcher.complete({
    input: { kind: 'option', command: 'show', option: 'topic', partial: '' },
    asker,
    limit: SUGGESTED_PROMPTS - 1,
  });
  return [
    ...topics.map(({ value, detail, replacement }) => ({
      title: cut(clean(detail || value), OPTION_TEXT),
      message: escapeText(clean(replacement)),
    })),
    { title: 'What can I ask?', message: 'help' },
  ];
}

/**
 * In the agent view prompts belong to the conversation as a whole: a `thread_ts` there makes Slack ignore the
 * call. The older assistant view has threads and needs it.
 */
export async function offerPrompts(
  client: WebClient,
  channel: string,
  prompts: readonly Prompt[],
  thread: string | undefined,
  log: Logger,
): Promise<void> {
  try {
    await client.assistant.threads.setSuggestedPrompts({
      channel_id: channel,
      prompts: [...prompts],
      ...(thread === undefined ? {} : { thread_ts: thread }),
    });
  } catch (error) {
    log.info({ failure: classifyError(error) }, 'prompts could not be suggested');
  }
}

/** An answer that comes at once needs no status. */
export const STATUS_AFTER_MS = 400;

/**
 * Says under the question that it is being worked on, once the work takes longer than a moment. Slack takes the status
 * away when the app posts, and only then: work that posts before its end calls `end` first.
 */
export async function withStatus<T>(
  client: WebClient,
  channel: string,
  thread: string,
  work: (end: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const timer = new AbortController();
  const announcing = sleep(STATUS_AFTER_MS, undefined, { signal: timer.signal })
    .then(() =>
      client.assistant.threads.setStatus({
        channel_id: channel,
        thread_ts: thread,
        status: 'is looking it up …',
      }),
    )
    // Without the agent feature Slack refuses; the answer itself is what counts.
    .catch(() => undefined);
  const end = async () => {
    timer.abort();
    await announcing;
  };
  try {
    return await work(end);
  } finally {
    await end();
  }
}
