import type { App } from '@slack/bolt';
import type { Answer } from '../../../dispatch/dispatcher.ts';
import { withStatus } from './agent.ts';
import {
  type EventContext,
  eventContextOf,
  isDirect,
  isReplyToUs,
  isSpokenToOthers,
  mentionsUs,
} from './event-context.ts';
import type { HandlerContext } from './handler-context.ts';
import { isWrittenByPerson, type SaidMessage, saidMessage } from './payloads.ts';

const NOT_FOR_US: ReadonlySet<Answer['outcome']> = new Set(['not_found', 'invalid', 'too_many']);

/** What people say to the bot: by mention, in a thread that it is part of, or in direct messages. */
export function receiveMessages(
  app: App,
  { dispatcher, once, work, wordsIn, askerOf, begin, deliver, isPosted }: HandlerContext,
): void {
  app.event('app_mention', async ({ event, client, context, body }) => {
    work('a mention', () =>
      answerMessage(saidMessage.parse(event), eventContextOf(client, context, body.team_id), 'addressed'),
    );
  });

  app.event('message', async ({ event, client, context, body }) => {
    const parsed = saidMessage.safeParse(event);
    if (!parsed.success) return;
    const message = parsed.data;
    const eventContext = eventContextOf(client, context, body.team_id);
    if (isDirect(message.channel))
      work('a direct message', () => answerMessage(message, eventContext, 'addressed'));
    else if (message.thread_ts !== undefined && !isSpokenToOthers(message, eventContext)) {
      work('a message in a thread', async () => {
        if (!(await isOurThread(message, eventContext))) return;
        await answerMessage(
          message,
          eventContext,
          mentionsUs(message, eventContext) ? 'addressed' : 'overheard',
        );
      });
    }
  });

  /** Begun by one of our messages, or by a mention that we answered. */
  async function isOurThread(message: SaidMessage, eventContext: EventContext): Promise<boolean> {
    if (message.thread_ts === undefined || !isWrittenByPerson(message)) return false;
    return (
      isReplyToUs(message, eventContext) ||
      (await once.wasTaken(keyOf(eventContext, message.channel, message.thread_ts)))
    );
  }

  /** A mention arrives both as `app_mention` and as `message`, with different event ids. */
  function keyOf(eventContext: EventContext, channel: string, ts: string): string {
    return `message:${eventContext.workspace}:${channel}:${ts}`;
  }

  async function answerMessage(
    message: SaidMessage,
    eventContext: EventContext,
    how: 'addressed' | 'overheard',
  ): Promise<void> {
    if (!isWrittenByPerson(message) || message.user === eventContext.botUserId) return;
    const key = keyOf(eventContext, message.channel, message.ts);
    await once.take(key, eventContext.isAgain, (wasLeft) =>
      answerOnce(key, message, eventContext, how, wasLeft),
    );
  }

  async function answerOnce(
    key: string,
    message: SaidMessage,
    eventContext: EventContext,
    how: 'addressed' | 'overheard',
    wasLeft: boolean,
  ): Promise<void> {
    const { channel, ts, user } = message;
    // In a channel the answer opens a thread; a direct message goes on as it is.
    const thread = message.thread_ts ?? (isDirect(channel) ? undefined : ts);
    const words = wordsIn(message.text, eventContext);
    await withStatus(eventContext.client, channel, thread ?? ts, async (endStatus) => {
      const asker = await askerOf(eventContext, user, channel, thread);
      if (wasLeft && (await isPosted(asker, { ...eventContext, key }, timeOf(ts)))) return;
      const draft = begin(asker, { ...eventContext, key }, endStatus);
      const answered = await dispatcher.answer({
        input: { kind: 'words', words },
        asker,
        audience: 'channel',
        onBeginning: draft.show,
        ...(how === 'overheard' ? { overheard: true } : {}),
      });
      // People also talk to each other in a thread: what is neither a question nor names anything is theirs.
      if (how === 'overheard' && NOT_FOR_US.has(answered.outcome) && !(await draft.stop())) return;
      await deliver(answered, asker, { ...eventContext, key }, draft);
    });
  }
}

/** When a message was written: its `ts` is in seconds. */
function timeOf(ts: string): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(Number(ts) * 1000));
}
