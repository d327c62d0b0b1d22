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
  { dispatcher, once, work, wordsIn, askerOf, begin, deliver }: HandlerContext,
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
    const scene = eventContextOf(client, context, body.team_id);
    if (isDirect(message.channel)) work('a direct message', () => answerMessage(message, scene, 'addressed'));
    else if (message.thread_ts !== undefined && !isSpokenToOthers(message, scene)) {
      work('a message in a thread', async () => {
        if (!(await isOurThread(message, scene))) return;
        await answerMessage(message, scene, mentionsUs(message, scene) ? 'addressed' : 'overheard');
      });
    }
  });

  /** Begun by one of our messages, or by a mention that we answered. */
  async function isOurThread(message: SaidMessage, scene: EventContext): Promise<boolean> {
    if (message.thread_ts === undefined || !isWrittenByPerson(message)) return false;
    return (
      isReplyToUs(message, scene) || (await once.wasTaken(keyOf(scene, message.channel, message.thread_ts)))
    );
  }

  /** A mention arrives both as `app_mention` and as `message`, with different event ids. */
  function keyOf(scene: EventContext, channel: string, ts: string): string {
    return `message:${scene.workspace}:${channel}:${ts}`;
  }

  async function answerMessage(
    message: SaidMessage,
    scene: EventContext,
    how: 'addressed' | 'overheard',
  ): Promise<void> {
    const { channel, ts, user } = message;
    if (!isWrittenByPerson(message) || user === scene.botUserId) return;
    const key = keyOf(scene, channel, ts);
    if (!(await once.first(key))) return;
    // In a channel the answer opens a thread; a direct message goes on as it is.
    const thread = message.thread_ts ?? (isDirect(channel) ? undefined : ts);
    const words = wordsIn(message.text, scene);
    await withStatus(scene.client, channel, thread ?? ts, async (endStatus) => {
      const asker = await askerOf(scene, user, channel, thread);
      const draft = begin(asker, { ...scene, key }, endStatus);
      const answered = await dispatcher.answer({
        input: { kind: 'words', words },
        asker,
        audience: 'channel',
        onBeginning: draft.show,
        ...(how === 'overheard' ? { overheard: true } : {}),
      });
      // People also talk to each other in a thread: what is neither a question nor names anything is theirs.
      if (how === 'overheard' && NOT_FOR_US.has(answered.outcome) && !(await draft.stop())) return;
      await deliver(answered, asker, { ...scene, key }, draft);
    });
  }
}
