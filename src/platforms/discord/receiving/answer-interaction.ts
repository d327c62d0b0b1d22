import type { Beginning, Request } from '../../../dispatch/dispatcher.ts';
import { sharedBy } from '../../shared-by.ts';
import { BUDGET } from '../limits.ts';
import { type Response, respond } from '../sending/respond.ts';
import type { HandlerContext } from './handler-context.ts';
import { isEphemeral, type Question } from './question.ts';

type AnswerQuestion = Extract<Question, { kind: 'answer' }>;

/** Answers a command, a button, a menu or a form. Never rejects. */
export async function answerInteraction(question: AnswerQuestion, context: HandlerContext): Promise<void> {
  const { deduplication, responseTimes, replyVisibility, drawBeginning, keepDraft, turns, now, log } =
    context;
  const timer = responseTimes.begin();
  const { received, request } = question;
  let claimed: Promise<boolean> | undefined;
  const claim = () => {
    claimed ??= deduplication.isFirstHoweverLong(received.id, context.claimOf(received.id));
    return claimed;
  };
  const changes = changesSomething(request.input, context);
  await respond({
    interaction: received,
    expected: {
      inPlace: question.inPlace ?? false,
      visibility: request.audience === 'channel' ? 'channel' : replyVisibility,
    },
    work: async (onBeginning) =>
      changes && !(await claim()) ? undefined : await responseTo(question, onBeginning, context),
    draw: drawBeginning,
    keep: (plain) => keepDraft(received.id, { kind: 'interaction', token: received.token }, plain),
    claim,
    changes,
    turns,
    late: (response) => deliverLate(question, response, context),
    timer,
    now,
    log,
  });
}

/** These are claimed before they run; what only reads may run in every instance. */
function changesSomething(input: Request['input'], { commands }: HandlerContext): boolean {
  const name = input.kind === 'options' ? input.command : input.words.split(' ', 1)[0];
  return commands.some((command) => command.name === name && command.changes);
}

async function responseTo(
  question: AnswerQuestion,
  onBeginning: (beginning: Beginning) => void,
  { dispatcher, messages }: HandlerContext,
): Promise<Response> {
  const { received, request, inPlace: wanted, sharer, from = 0 } = question;
  const given = await dispatcher.answer({ ...request, onBeginning });
  const answer = sharer === undefined ? given : sharedBy(given, sharer);
  // What went wrong does not take the place of a message that was right.
  const inPlace = wanted === true && answer.outcome === 'ok';
  const isPrivate =
    inPlace && received.isMessageComponent() ? isEphemeral(received) : answer.visibility === 'private';
  const made = await messages.make(answer.reply, {
    isPrivate,
    words: answer.words,
    from,
    maximum: inPlace ? 1 : BUDGET.messagesInAnswer,
  });
  return { messages: made, visibility: isPrivate ? 'private' : 'channel', inPlace };
}

/** Past fifteen minutes only a message of our own reaches people: in the channel, or directly if it is private. */
async function deliverLate(
  { received }: AnswerQuestion,
  response: Response,
  { answering }: HandlerContext,
): Promise<void> {
  await answering.deliver(response.messages, {
    client: received.client,
    personId: received.user.id,
    key: received.id,
    ...(response.visibility === 'channel' && received.channelId ? { channelId: received.channelId } : {}),
  });
}
