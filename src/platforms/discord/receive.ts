import { setTimeout as pause } from 'node:timers/promises';
import type { Interaction, Message, MessageComponentInteraction } from 'discord.js';
import type { Logger } from 'pino';
import type { Answer, Asker, Command, Desk, Request } from '../../command.ts';
import { type Reply, text } from '../../reply.ts';
import type { HandledEvents } from '../platform.ts';
import { createAutocomplete } from './autocomplete.ts';
import { ASK_ABOUT_MESSAGE, COMMAND_NAME } from './commands.ts';
import { decodeModalId, decodePress, type Press } from './custom-id.ts';
import { cut, oneLine } from './escape.ts';
import { isOver } from './failures.ts';
import { BUDGET } from './limits.ts';
import type { MessageMaker } from './messages.ts';
import { QUESTION_FIELD, questionModal } from './modal.ts';
import { askerOf, askerOfMessage } from './places.ts';
import { nonceOf } from './reference.ts';
import { type Answerable, type RespondOptions, type Response, respond } from './respond.ts';
import { sendMessage } from './send.ts';

export interface ReceiveOptions {
  readonly desk: Desk;
  readonly commands: readonly Command[];
  readonly handledEvents: HandledEvents;
  readonly messages: MessageMaker;
  readonly replyVisibility: 'private' | 'channel';
  readonly zone: string;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

export interface Receiver {
  /** Both take everything that arrives, ignore what is not for us, and never reject. */
  interaction(interaction: Interaction): Promise<void>;
  message(message: Message): Promise<void>;
}

/** A question with how its answer is to be shown. */
interface Question {
  readonly request: Request;
  readonly inPlace?: boolean;
  /** Number of the first message to show of a long answer. */
  readonly from?: number;
  /** The name of who made this answer visible to everyone. */
  readonly sharedBy?: string;
}

/** A message's text as a question: longer than any question, shorter than what words may be. */
const LONGEST_MESSAGE_QUESTION = 500;
/** Discord takes a moment after a rate limit; a person waits no longer than this for an answer to a mention. */
const LONGEST_PAUSE_MS = 30_000;

export function createReceiver(options: ReceiveOptions): Receiver {
  const { desk, handledEvents, messages, now, log, zone } = options;
  const suggest = createAutocomplete(desk, log);

  async function interaction(received: Interaction): Promise<void> {
    const asker = askerOf(received, zone);
    if (received.isAutocomplete()) return await suggest(received, asker);
    if (received.isChatInputCommand() && received.commandName === COMMAND_NAME) {
      const given = Object.fromEntries(
        received.options.data[0]?.options?.map((option) => [option.name, option.value]) ?? [],
      );
      const input = { kind: 'options', command: received.options.getSubcommand(), options: given } as const;
      return await reply(received, { request: request(received, input, asker) });
    }
    if (received.isMessageContextMenuCommand() && received.commandName === ASK_ABOUT_MESSAGE) {
      const about = cut(oneLine(received.targetMessage.content).trim(), LONGEST_MESSAGE_QUESTION);
      const words = about === '' ? 'help' : `ask ${about}`;
      return await reply(received, { request: request(received, { kind: 'words', words }, asker) });
    }
    if (received.isModalSubmit()) {
      const modal = decodeModalId(received.customId);
      if (!modal) return;
      const question = oneLine(received.fields.getTextInputValue(QUESTION_FIELD)).trim();
      const words = ['ask', modal.topic, question].filter((part) => part !== undefined).join(' ');
      return await reply(received, { request: request(received, { kind: 'words', words }, asker) });
    }
    if (received.isButton()) return await pressed(received, received.customId, asker);
    if (received.isStringSelectMenu()) return await pressed(received, received.values[0] ?? '', asker);
  }

  /** A direct conversation has nobody to hide an answer from. */
  function request(
    received: { readonly guildId: string | null },
    input: Request['input'],
    asker: Asker,
  ): Request {
    return { input, asker, audience: received.guildId === null ? 'channel' : 'asker' };
  }

  async function pressed(
    received: MessageComponentInteraction,
    customId: string,
    asker: Asker,
  ): Promise<void> {
    const footer = received.message.embeds.map((embed) => embed.footer?.text ?? '').join('\n');
    const press = decodePress(customId, footer);
    if (!press) {
      log.warn({ customId }, 'a button of another program or version was pressed');
      return;
    }
    if (press.kind === 'ask') return await prompt(received, press.topic);
    await reply(received, questionOf(received, press, asker));
  }

  function questionOf(
    received: MessageComponentInteraction,
    press: Exclude<Press, { kind: 'ask' }>,
    asker: Asker,
  ): Question {
    const input = { kind: 'words', words: press.words } as const;
    switch (press.kind) {
      case 'in-place':
        return { request: request(received, input, asker), inPlace: mayReplace(received) };
      case 'below':
        return { request: request(received, input, asker) };
      case 'more':
        return { request: request(received, input, asker), from: press.from };
      case 'share':
        return { request: { input, asker, audience: 'channel' }, sharedBy: asker.person.name };
    }
  }

  /** Has to be the first response, so nothing is waited for before it. */
  async function prompt(received: MessageComponentInteraction, topic: string | undefined): Promise<void> {
    try {
      await received.showModal(questionModal(topic));
    } catch (error) {
      if (!isOver(error)) log.error({ err: error }, 'a question could not be asked for');
    }
  }

  async function reply(received: Answerable, question: Question): Promise<void> {
    const inPlace = question.inPlace ?? false;
    const expected: RespondOptions['expected'] = {
      inPlace,
      visibility: question.request.audience === 'channel' ? 'channel' : options.replyVisibility,
    };
    await respond({ interaction: received, expected, work: work(received, question), now, log });
  }

  async function work(received: Answerable, question: Question): Promise<Response | undefined> {
    if (changesSomething(question.request.input) && !(await claim(received.id))) return undefined;
    const answer = await desk.answer(question.request);
    // What went wrong does not take the place of a message that was right.
    const inPlace = question.inPlace === true && answer.outcome === 'ok';
    const isPrivate =
      inPlace && received.isMessageComponent() ? isEphemeral(received) : answer.visibility === 'private';
    const made = await messages.make(answerReply(answer, question.sharedBy), {
      isPrivate,
      words: answer.words,
      from: question.from ?? 0,
      maximum: inPlace ? 1 : BUDGET.messagesInAnswer,
    });
    return { messages: made, visibility: isPrivate ? 'private' : 'channel', inPlace };
  }

  /**
   * What only reads needs no memory of ours: Discord takes one answer to an interaction, whichever instance is
   * first. What changes something is claimed before.
   */
  function changesSomething(input: Request['input']): boolean {
    const name = input.kind === 'options' ? input.command : input.words.split(' ', 1)[0];
    return options.commands.some((command) => command.name === name && command.changes);
  }

  /** False when another instance has this event. When the store cannot tell, an answer is better than silence. */
  async function claim(eventId: string): Promise<boolean> {
    try {
      return await handledEvents.claim('discord', eventId, now());
    } catch (error) {
      log.error({ err: error }, 'handled events cannot be remembered');
      return true;
    }
  }

  async function message(received: Message): Promise<void> {
    const words = wordsForUs(received);
    if (words === undefined) return;
    try {
      if (!(await claim(received.id))) return;
      const asker = askerOfMessage(received, zone);
      const answer = await desk.answer({ input: { kind: 'words', words }, asker, audience: 'channel' });
      const made = await messages.make(answer.reply, {
        isPrivate: false,
        words: answer.words,
        maximum: BUDGET.messagesInAnswer,
      });
      for (const [part, each] of made.entries()) {
        const delivery = {
          channelId: received.channelId,
          nonce: nonceOf(received.id, part),
          ...(part === 0 ? { replyTo: received.id } : {}),
        };
        let outcome = await sendMessage(received.client.rest, each, delivery);
        if (outcome.kind === 'limited' && outcome.retryAfter <= LONGEST_PAUSE_MS) {
          await pause(outcome.retryAfter);
          outcome = await sendMessage(received.client.rest, each, delivery);
        }
        if (outcome.kind !== 'posted') {
          log.warn({ outcome, channel: received.channelId }, 'a mention could not be answered');
          return;
        }
      }
    } catch (error) {
      log.error({ err: error }, 'a message could not be answered');
    }
  }

  return { interaction, message };
}

function answerReply(answer: Answer, sharedBy: string | undefined): Reply {
  if (sharedBy === undefined || answer.outcome !== 'ok') return answer.reply;
  return {
    ...answer.reply,
    blocks: [...answer.reply.blocks, { kind: 'note', spans: [text(`Shared by ${sharedBy}`)] }],
  };
}

function isEphemeral(received: MessageComponentInteraction): boolean {
  return received.message.flags.has('Ephemeral');
}

/** Only one's own message changes under one's hands: others may be reading the one they see. */
function mayReplace(received: MessageComponentInteraction): boolean {
  return (
    isEphemeral(received) ||
    received.guildId === null ||
    received.message.interactionMetadata?.user.id === received.user.id
  );
}

/**
 * What a message asks of us: one that mentions us, replies to us, or is direct. Undefined for any other, and
 * for one whose content we cannot see (a reply with its ping switched off).
 */
function wordsForUs(received: Message): string | undefined {
  if (received.author.bot || received.system) return undefined;
  const own = received.client.user?.id;
  const mentioned = own !== undefined && received.mentions.users.has(own);
  if (!mentioned && received.inGuild()) return undefined;
  const words = oneLine(received.content.replaceAll(`<@${own}>`, ' ').replaceAll(`<@!${own}>`, ' ')).trim();
  if (words !== '') return words;
  return received.content === '' ? undefined : 'help';
}
