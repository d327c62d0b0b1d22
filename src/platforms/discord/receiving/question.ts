import {
  type Interaction,
  InteractionContextType,
  type MessageComponentInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import { type Asker, LONGEST_QUESTION, type Request } from '../../../dispatch/dispatcher.ts';
import { asksInThread } from '../../asks-in-thread.ts';
import { cut } from '../../cut.ts';
import { ASK_ABOUT_MESSAGE, COMMAND_NAME } from '../registration/commands.ts';
import { decodeModalId, decodePress, type Press } from '../rendering/custom-id.ts';
import { oneLine } from '../rendering/escape.ts';
import { QUESTION_FIELD } from '../rendering/modal.ts';
import type { Answerable } from '../sending/respond.ts';

/** What an interaction asks: to be answered with how the answer is to be shown, or for the form to ask in. */
export type Question =
  | {
      readonly kind: 'answer';
      readonly received: Answerable;
      readonly request: Request;
      /** The answer takes the place of the message with the button. */
      readonly inPlace?: boolean;
      /** Number of the first message to show of a long answer. */
      readonly from?: number;
      /** Name of whoever shares the answer. */
      readonly sharer?: string;
    }
  | {
      readonly kind: 'form';
      readonly received: MessageComponentInteraction;
      readonly topic: string | undefined;
    };

/** Undefined for what is not ours: a button of another program or version. */
export function questionOf(received: Interaction, asker: Asker): Question | undefined {
  if (received.isChatInputCommand() && received.commandName === COMMAND_NAME) {
    const given = received.options.data[0]?.options?.map((option) => [option.name, option.value]) ?? [];
    const command = received.options.getSubcommand();
    const input = { kind: 'options', command, options: Object.fromEntries(given) } as const;
    return { kind: 'answer', received, request: request(received, input, asker) };
  }
  if (received.isMessageContextMenuCommand() && received.commandName === ASK_ABOUT_MESSAGE) {
    const about = cut(oneLine(received.targetMessage.content).trim(), LONGEST_QUESTION);
    return about === ''
      ? inWords(received, 'help', asker)
      : fromMessage(received, asking({ question: about }), asker);
  }
  if (received.isModalSubmit()) return submitted(received, asker);
  if (received.isButton()) return pressed(received, received.customId, asker);
  if (received.isStringSelectMenu()) return pressed(received, received.values[0] ?? '', asker);
  return undefined;
}

function submitted(received: ModalSubmitInteraction, asker: Asker): Question | undefined {
  const modal = decodeModalId(received.customId);
  if (!modal) return undefined;
  const question = oneLine(received.fields.getTextInputValue(QUESTION_FIELD)).trim();
  const { topic } = modal;
  return fromMessage(received, asking({ question, ...(topic === undefined ? {} : { topic }) }), asker);
}

function pressed(
  received: MessageComponentInteraction,
  customId: string,
  asker: Asker,
): Question | undefined {
  const footer = received.message.embeds.map((embed) => embed.footer?.text ?? '').join('\n');
  const press = decodePress(customId, footer);
  if (press?.kind === 'ask') return { kind: 'form', received, topic: press.topic };
  return press && answerTo(received, press, asker);
}

function answerTo(
  received: MessageComponentInteraction,
  press: Exclude<Press, { kind: 'ask' }>,
  asker: Asker,
): Question {
  const question = inWords(received, press.words, asker);
  switch (press.kind) {
    case 'in-place':
      return { ...question, inPlace: mayReplace(received) };
    case 'below':
      return question;
    case 'more':
      return { ...question, from: press.from };
    case 'share':
      return {
        ...question,
        request: { ...question.request, audience: 'channel' },
        sharer: asker.person.name,
      };
  }
}

type AnswerQuestion = Extract<Question, { kind: 'answer' }>;

function inWords(received: Answerable, words: string, asker: Asker): AnswerQuestion {
  return fromMessage(received, { kind: 'words', words }, asker);
}

/** What is asked by a button or a form of a message, or about a message. */
function fromMessage(received: Answerable, input: Request['input'], asker: Asker): AnswerQuestion {
  const asked = request(received, input, asker);
  const message = { inThread: asker.thread !== undefined, hidden: isHidden(received) };
  return {
    kind: 'answer',
    received,
    request: asksInThread(input, message) ? { ...asked, audience: 'channel' } : asked,
  };
}

/** Not as words: those would be read anew, and lose their quotation marks. */
function asking(options: { readonly question: string; readonly topic?: string }): Request['input'] {
  return { kind: 'options', command: 'ask', options };
}

/** Whether what was pressed, or what the form was opened from, is seen by one person alone; or is no message of ours. */
function isHidden(received: Answerable): boolean {
  if (received.isMessageComponent()) return isEphemeral(received);
  return !received.isModalSubmit() || received.message?.flags.has('Ephemeral') !== false;
}

/** A direct conversation with us has nobody to hide an answer from; one between people has. */
function request(received: Answerable, input: Request['input'], asker: Asker): Request {
  const alone = received.guildId === null && received.context !== InteractionContextType.PrivateChannel;
  return { input, asker, audience: alone ? 'channel' : 'asker' };
}

export function isEphemeral(received: MessageComponentInteraction): boolean {
  return received.message.flags.has('Ephemeral');
}

/** Only one's own message changes under one's hands: others may be reading the one they see. */
function mayReplace(received: MessageComponentInteraction): boolean {
  return (
    isEphemeral(received) ||
    received.context === InteractionContextType.BotDM ||
    received.message.interactionMetadata?.user.id === received.user.id
  );
}
