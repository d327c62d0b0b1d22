import type { Dispatcher, Request } from '../../../dispatch/dispatcher.ts';
import { UserError } from '../../../errors.ts';
import { BOT, type Directory } from '../directory.ts';
import type { EventLog } from '../event-log.ts';
import { COMPLETIONS, EXAMPLES } from '../limits.ts';
import type { CompletionView, ConversationView } from '../view-model.ts';
import type { MessageBody, WorkspaceMessages } from '../workspace-history.ts';
import { createAnswering } from './answering.ts';
import { addressCompletions, completable, parseMessage } from './parse-message.ts';
import { findPressed, type PressedButton, placeFor } from './pressed-button.ts';
import { askerOf, type Speaking } from './speaking.ts';

/**
 * What people can do in the workspace. Whatever is written or replaced goes to the event log, from which
 * every window learns it, the one that caused it included. Refusals are `UserError`s.
 */
export interface WorkspaceActions {
  say(speaking: Speaking, conversation: string, text: string): Promise<void>;
  /** Presses a `run` button of a message. */
  press(speaking: Speaking, message: number, words: string): Promise<void>;
  /** Puts the question that an `ask` button prompted for. */
  ask(speaking: Speaking, message: number, topic: string | undefined, question: string): Promise<void>;
  /** Says a private reply's words again for everyone. */
  share(speaking: Speaking, message: number, words: string): Promise<void>;
  complete(speaking: Speaking, conversation: string, line: string): Promise<readonly CompletionView[]>;
  /** Ids of a few briefings to begin with. */
  examples(speaking: Speaking): Promise<readonly string[]>;
}

export function createWorkspaceActions(parts: {
  readonly dispatcher: Dispatcher;
  readonly history: WorkspaceMessages;
  readonly places: Directory;
  readonly events: EventLog;
  readonly now: () => Temporal.Instant;
}): WorkspaceActions {
  const { dispatcher, history, places, events } = parts;
  const answering = createAnswering(parts);

  function answer(
    speaking: Speaking,
    place: ConversationView,
    said: string,
    input: Request['input'],
  ): Promise<void> {
    return place.withBot
      ? answering.openly(speaking, place, said, input)
      : answering.aside(speaking, place, said, input);
  }

  /** An answer takes another one's place; a failure does not, nor does anything private where all see the message. */
  async function turnInto(words: string, pressed: PressedButton<'run'>, speaking: Speaking): Promise<void> {
    const { message, place } = pressed;
    const audience = message.visibleTo === undefined ? 'channel' : 'asker';
    const replacement = await answering.asks(speaking, place.id, inWords(words), audience);
    const body: MessageBody = { kind: 'answer', answer: replacement };
    const staysSeen = audience === 'asker' || replacement.visibility === 'channel';
    if (replacement.outcome === 'ok' && staysSeen) {
      const replaced = await history.replace(message.id, body);
      if (replaced) events.publish(replaced);
    } else {
      await answering.append(place.id, BOT.id, body, place.withBot ? undefined : speaking.person.id);
    }
    speaking.timer?.answered();
  }

  return {
    async say(speaking, conversation, text) {
      const place = placeFor(speaking, conversation, places);
      const said = parseMessage(text, place.withBot);
      switch (said.kind) {
        case 'message':
          return answering.append(place.id, speaking.person.id, { kind: 'said', text });
        case 'command':
          return answering.aside(speaking, place, text, inWords(said.words));
        case 'question':
          return answering.openly(speaking, place, text, inWords(said.words));
      }
    },

    async press(speaking, message, words) {
      const pressed = await findPressed(
        speaking,
        { message, kind: 'run', matches: (button) => button.words === words },
        parts,
      );
      // Only an answer turns into another one; a digest stays what it was, for everyone.
      if (pressed.action.where === 'in-place' && pressed.message.body.kind === 'answer')
        return turnInto(words, pressed, speaking);
      return answer(speaking, pressed.place, `/brief ${words}`, inWords(words));
    },

    async ask(speaking, message, topic, question) {
      const { place } = await findPressed(
        speaking,
        { message, kind: 'ask', matches: (button) => button.topic === topic },
        parts,
      );
      const options = { question, ...(topic === undefined ? {} : { topic }) };
      return answer(speaking, place, question, { kind: 'options', command: 'ask', options });
    },

    async share(speaking, id, words) {
      const { message, place } = await findPressed(
        speaking,
        { message: id, kind: 'share', matches: (button) => button.words === words },
        parts,
      );
      if (message.visibleTo === undefined) {
        throw new UserError(
          'conflict',
          'Everyone here already sees this reply.',
          'Nothing needs to be done.',
        );
      }
      return answering.openly(speaking, place, `/brief ${words}`, inWords(words));
    },

    async complete(speaking, conversation, line) {
      const place = placeFor(speaking, conversation, places);
      const part = completable(line, place.withBot);
      if (!part) return addressCompletions(line).map((item) => ({ ...item, line: `${item.value} ` }));
      const completions = await dispatcher.complete({
        input: { kind: 'words', words: part.words },
        asker: askerOf(speaking, conversation, places),
        limit: COMPLETIONS,
      });
      return completions.map(({ value, detail, replacement }) => ({
        value,
        detail,
        line: `${part.before}${replacement}`,
      }));
    },

    async examples(speaking) {
      const topics = await dispatcher.complete({
        input: { kind: 'option', command: 'show', option: 'topic', partial: '' },
        asker: askerOf(speaking, '', places),
        limit: EXAMPLES,
      });
      return topics.map(({ value }) => value);
    },
  };
}

function inWords(words: string): Request['input'] {
  return { kind: 'words', words };
}
