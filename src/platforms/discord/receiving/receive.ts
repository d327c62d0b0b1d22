import type { Interaction, Message } from 'discord.js';
import type { Logger } from 'pino';
import type { Command } from '../../../dispatch/command.ts';
import type { Beginning, Dispatcher, Request } from '../../../dispatch/dispatcher.ts';
import type { Reply } from '../../../reply.ts';
import { createDeduplication } from '../../deduplication.ts';
import type { DraftRecovery, KeptDraft } from '../../drafts/draft-recovery.ts';
import type { HandledEvents, ResponseTimes } from '../../platform.ts';
import { sharedBy } from '../../shared-by.ts';
import { isOver } from '../api/failures.ts';
import { BUDGET } from '../limits.ts';
import { missingToWrite } from '../permissions.ts';
import type { MessageMaker, ReadyMessage } from '../rendering/messages.ts';
import { questionModal } from '../rendering/modal.ts';
import { type Answering, createAnswering } from '../sending/answering.ts';
import { createDraft } from '../sending/draft.ts';
import type { DraftPlace, DraftPlaces } from '../sending/draft-place.ts';
import { type Response, respond } from '../sending/respond.ts';
import { createStartQueue } from '../sending/start-queue.ts';
import { askerOf, askerOfMessage, lacking } from './asker.ts';
import { createAutocomplete } from './autocomplete.ts';
import { wordsForUs } from './mention.ts';
import { isEphemeral, type Question, questionOf } from './question.ts';

export interface ReceiveOptions {
  readonly dispatcher: Dispatcher;
  readonly commands: readonly Command[];
  readonly handledEvents: HandledEvents;
  readonly messages: MessageMaker;
  readonly drafts: DraftRecovery;
  readonly draftPlaces: DraftPlaces;
  readonly replyVisibility: 'private' | 'channel';
  readonly zone: string;
  readonly responseTimes: ResponseTimes;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

export interface Receiver {
  /** Both take everything that arrives, ignore what is not for us, and never reject. */
  interaction(interaction: Interaction): Promise<void>;
  message(message: Message): Promise<void>;
}

type AnswerQuestion = Extract<Question, { kind: 'answer' }>;

export function createReceiver(options: ReceiveOptions): Receiver {
  const { dispatcher, messages, drafts, draftPlaces, responseTimes, now, log, zone } = options;
  const { isFirst, isFirstHoweverLong } = createDeduplication(log);
  const turns = createStartQueue();
  const suggest = createAutocomplete(dispatcher, log);
  const answering: Answering = createAnswering(messages, log);

  /** Discord sends each event to every instance, and again after a resume. */
  function claimOf(eventId: string): () => Promise<boolean> {
    return () => options.handledEvents.claim('discord', eventId, now());
  }

  async function interaction(received: Interaction): Promise<void> {
    try {
      const asker = askerOf(received, zone);
      if (received.isAutocomplete()) return await suggest(received, asker);
      const question = questionOf(received, asker);
      if (question?.kind === 'form') await offerForm(question);
      else if (question) await reply(question);
      else log.warn({ type: received.type }, 'an interaction of another program or version arrived');
    } catch (error) {
      log.error({ err: error }, 'an interaction could not be read');
    }
  }

  /** Has to be the first response, so nothing is waited for before it. */
  async function offerForm({ received, topic }: Extract<Question, { kind: 'form' }>): Promise<void> {
    try {
      await received.showModal(questionModal(topic));
    } catch (error) {
      if (!isOver(error)) log.error({ err: error }, 'a question could not be asked for');
    }
  }

  async function reply(question: AnswerQuestion): Promise<void> {
    const timer = responseTimes.begin();
    const { received, request } = question;
    let claimed: Promise<boolean> | undefined;
    const claim = () => {
      claimed ??= isFirstHoweverLong(received.id, claimOf(received.id));
      return claimed;
    };
    const changes = changesSomething(request.input);
    await respond({
      interaction: received,
      expected: {
        inPlace: question.inPlace ?? false,
        visibility: request.audience === 'channel' ? 'channel' : options.replyVisibility,
      },
      work: async (onBeginning) =>
        changes && !(await claim()) ? undefined : await work(question, onBeginning),
      draw: drawBeginning,
      keep: (plain) => keep(received.id, { kind: 'interaction', token: received.token }, plain),
      claim,
      changes,
      turns,
      late: (response) => deliverLate(question, response),
      timer,
      now,
      log,
    });
  }

  async function drawBeginning({ reply: begun, visibility }: Beginning): Promise<ReadyMessage | undefined> {
    const [message] = await messages.make(begun, { isPrivate: visibility === 'private', maximum: 1 });
    return message;
  }

  function keep(key: string, place: DraftPlace, plain: Reply): Promise<KeptDraft> {
    return drafts.keep({ key, place: draftPlaces.write(place, key), plain });
  }

  async function work(
    question: AnswerQuestion,
    onBeginning: (beginning: Beginning) => void,
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
  async function deliverLate({ received }: AnswerQuestion, response: Response): Promise<void> {
    await answering.deliver(response.messages, {
      client: received.client,
      personId: received.user.id,
      key: received.id,
      ...(response.visibility === 'channel' && received.channelId ? { channelId: received.channelId } : {}),
    });
  }

  /** These are claimed before they run; what only reads may run in every instance. */
  function changesSomething(input: Request['input']): boolean {
    const name = input.kind === 'options' ? input.command : input.words.split(' ', 1)[0];
    return options.commands.some((command) => command.name === name && command.changes);
  }

  async function message(received: Message): Promise<void> {
    const words = wordsForUs(received);
    if (words === undefined) return;
    const timer = responseTimes.begin();
    try {
      if (!(await isFirst(received.id, claimOf(received.id)))) return;
      await turns.next();
      const asker = askerOfMessage(received, zone);
      const { client, channelId, id } = received;
      // Each message that Discord refuses counts towards shutting us out.
      const missing = missingToWrite(received);
      const draft =
        missing.length > 0
          ? undefined
          : createDraft({
              rest: client.rest,
              channelId,
              replyTo: id,
              key: id,
              draw: drawBeginning,
              keep: (plain) => keep(id, { kind: 'message', channelId }, plain),
              log,
            });
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

  return { interaction, message };
}
