import type { Message } from 'discord.js';
import { BUDGET } from '../limits.ts';
import { missingToWrite } from '../permissions.ts';
import { createDraft, type Draft } from '../sending/draft.ts';
import { askerOfMessage, lacking } from './asker.ts';
import type { HandlerContext } from './handler-context.ts';

/** Answers the words of a message that are meant for us, below it. Never rejects. */
export async function answerMessage(
  received: Message,
  words: string,
  context: HandlerContext,
): Promise<void> {
  const { deduplication, dispatcher, messages, answering, responseTimes, turns, zone, log } = context;
  const timer = responseTimes.begin();
  const { client, channelId, id } = received;
  try {
    if (!(await deduplication.isFirst(id, context.claimOf(id)))) return;
    await turns.next();
    const asker = askerOfMessage(received, zone);
    // Each message that Discord refuses counts towards shutting us out.
    const missing = missingToWrite(received);
    const draft = missing.length === 0 ? draftOf(received, context) : undefined;
    const answer = await dispatcher.answer({
      input: { kind: 'words', words },
      asker,
      audience: 'channel',
      ...(draft ? { onBeginning: draft.show } : {}),
    });
    const made = await messages.make(answer.reply, {
      isPrivate: false,
      words: answer.words,
      maximum: BUDGET.messagesInAnswer,
    });
    const to = { client, personId: received.author.id, channelId, replyTo: id, key: id };
    if (answer.visibility === 'private') await answering.deliver(made, { ...to, channelId: undefined });
    else if (draft) await answering.deliver(made, to, draft);
    else await answering.tellInPerson(made, to, lacking(missing).remedy);
    timer.answered();
  } catch (error) {
    log.error({ err: error }, 'a message could not be answered');
  }
}

function draftOf(
  { client, channelId, id }: Message,
  { drawBeginning, keepDraft, log }: HandlerContext,
): Draft {
  return createDraft({
    rest: client.rest,
    channelId,
    replyTo: id,
    key: id,
    draw: drawBeginning,
    keep: (plain) => keepDraft(id, { kind: 'message', channelId }, plain),
    log,
  });
}
