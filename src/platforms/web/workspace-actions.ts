import type { Dispatcher, Request } from '../../dispatch/dispatcher.ts';
import { UserError } from '../../errors.ts';
import type { Action, Reply } from '../../reply.ts';
import { askerOf, createAnswering, type Speaking } from './answering.ts';
import { BOT, type Directory } from './directory.ts';
import type { EventLog } from './event-log.ts';
import { COMPLETIONS, EXAMPLES } from './limits.ts';
import { addressCompletions, completable, parseMessage } from './parse-message.ts';
import { actionsOf } from './render.ts';
import type { CompletionView, ConversationView } from './view-model.ts';
import type { MessageBody, WorkspaceMessage, WorkspaceMessages } from './workspace-history.ts';

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

  function placeOf(speaking: Speaking, conversation: string): ConversationView {
    const place = places.conversationsOf(speaking.person).find(({ id }) => id === conversation);
    if (!place) {
      throw new UserError(
        'not_found',
        `${speaking.person.name} has no conversation “${conversation}”.`,
        'Load the page again and choose one from the list.',
      );
    }
    return place;
  }

  /** The message with the button that was pressed, which must still be there. */
  async function pressed<K extends Action['kind']>(
    speaking: Speaking,
    id: number,
    kind: K,
    matches: (action: ActionOf<K>) => boolean,
  ): Promise<{ message: WorkspaceMessage; place: ConversationView; action: ActionOf<K> }> {
    const message = await history.get(id);
    const visible = message && (message.visibleTo ?? speaking.person.id) === speaking.person.id;
    if (!message || !visible || !places.canSee(message.conversation, speaking.person.id)) {
      throw new UserError('not_found', `There is no message ${id} to answer.`, 'Load the page again.');
    }
    const reply = replyOf(message.body);
    const action =
      reply &&
      actionsOf(reply)
        .filter((candidate): candidate is ActionOf<K> => candidate.kind === kind)
        .find(matches);
    if (!action) {
      throw new UserError(
        'conflict',
        'This button is no longer there.',
        'The message has changed, perhaps in another window. Press a button it has now.',
      );
    }
    return { message, place: placeOf(speaking, message.conversation), action };
  }

  return {
    async say(speaking, conversation, text) {
      const place = placeOf(speaking, conversation);
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

    async press(speaking, id, words) {
      const { message, place, action } = await pressed(
        speaking,
        id,
        'run',
        (button) => button.words === words,
      );
      // Only an answer turns into another one; a digest stays what it was, for everyone.
      if (action.where === 'below' || message.body.kind !== 'answer') {
        return answer(speaking, place, `/brief ${words}`, inWords(words));
      }
      const audience = message.visibleTo === undefined ? 'channel' : 'asker';
      const replacement = await answering.asks(speaking, place.id, inWords(words), audience);
      const staysSeen = audience === 'asker' || replacement.visibility === 'channel';
      if (replacement.outcome !== 'ok' || !staysSeen) {
        // A failure must not take away what was readable before, and nothing private goes to everyone.
        const body: MessageBody = { kind: 'answer', answer: replacement };
        await answering.append(place.id, BOT.id, body, place.withBot ? undefined : speaking.person.id);
      } else {
        const replaced = await history.replace(id, { kind: 'answer', answer: replacement });
        if (replaced) events.publish(replaced);
      }
      speaking.timer?.answered();
    },

    async ask(speaking, id, topic, question) {
      const { place } = await pressed(speaking, id, 'ask', (button) => button.topic === topic);
      const options = { question, ...(topic === undefined ? {} : { topic }) };
      return answer(speaking, place, question, { kind: 'options', command: 'ask', options });
    },

    async share(speaking, id, words) {
      const { message, place } = await pressed(speaking, id, 'share', (button) => button.words === words);
      if (message.visibleTo === undefined) {
        throw new UserError(
          'conflict',
          'Everyone here sees this reply already.',
          'Nothing needs to be done.',
        );
      }
      return answering.openly(speaking, place, `/brief ${words}`, inWords(words));
    },

    async complete(speaking, conversation, line) {
      const place = placeOf(speaking, conversation);
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

type ActionOf<K extends Action['kind']> = Extract<Action, { kind: K }>;

function replyOf(body: MessageBody): Reply | undefined {
  switch (body.kind) {
    case 'said':
      return undefined;
    case 'answer':
      return body.answer.reply;
    case 'posted':
      return body.reply;
  }
}
