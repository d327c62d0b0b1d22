import type { Answer, Dispatcher, Request } from '../../../dispatch/dispatcher.ts';
import { BOT, type Directory } from '../directory.ts';
import type { Draft, EventLog } from '../event-log.ts';
import type { ConversationView } from '../view-model.ts';
import type { MessageBody, WorkspaceMessages } from '../workspace-history.ts';
import { askerOf, type Speaking } from './speaking.ts';

/** Puts words to the dispatcher, and what comes of them into a conversation, where every window learns it. */
export interface Answering {
  /** Adds a message to a conversation, for everyone there or for one person alone. */
  append(conversation: string, authorId: string, body: MessageBody, visibleTo?: string): Promise<void>;
  /** What the dispatcher answers; no message comes of it. */
  asks(
    speaking: Speaking,
    conversation: string,
    input: Request['input'],
    audience: Request['audience'],
  ): Promise<Answer>;
  /** Question and answer where everybody sees them; the question at once, since an answer may take its time. */
  openly(speaking: Speaking, place: ConversationView, said: string, input: Request['input']): Promise<void>;
  /** The answer decides who sees it, and then the question is seen by the same people. */
  aside(speaking: Speaking, place: ConversationView, said: string, input: Request['input']): Promise<void>;
}

export function createAnswering(parts: {
  readonly dispatcher: Dispatcher;
  readonly history: WorkspaceMessages;
  readonly places: Directory;
  readonly events: EventLog;
  readonly now: () => Temporal.Instant;
}): Answering {
  const { dispatcher, history, places, events, now } = parts;
  let nextDraft = -1;

  async function append(
    conversation: string,
    authorId: string,
    body: MessageBody,
    visibleTo?: string,
    draft?: number,
  ): Promise<void> {
    const message = await history.append({
      conversation,
      authorId,
      sentAt: now(),
      body,
      ...(visibleTo === undefined ? {} : { visibleTo }),
    });
    events.publish(message, draft);
  }

  /** Shows an answer while it is being written, until `finish` has put the whole of it in its place. */
  async function answered(
    speaking: Speaking,
    conversation: string,
    input: Request['input'],
    audience: 'asker' | 'channel',
    finish: (answer: Answer, draft: number | undefined) => Promise<void>,
  ): Promise<void> {
    let draft: Draft | undefined;
    const answer = await asks(speaking, conversation, input, audience, ({ reply, visibility }) => {
      draft = {
        id: draft?.id ?? nextDraft--,
        conversation,
        authorId: BOT.id,
        ...(visibility === 'private' ? { visibleTo: speaking.person.id } : {}),
        reply,
      };
      events.sketch(draft);
    });
    try {
      await finish(answer, draft?.id);
    } catch (error) {
      if (draft) events.sketch(withdrawn(draft));
      throw error;
    }
    speaking.timer?.answered();
  }

  function asks(
    speaking: Speaking,
    conversation: string,
    input: Request['input'],
    audience: 'asker' | 'channel',
    onBeginning?: Request['onBeginning'],
  ): Promise<Answer> {
    return dispatcher.answer({
      input,
      asker: askerOf(speaking, conversation, places),
      audience,
      ...(onBeginning ? { onBeginning } : {}),
    });
  }

  async function openly(
    speaking: Speaking,
    place: ConversationView,
    said: string,
    input: Request['input'],
  ): Promise<void> {
    await append(place.id, speaking.person.id, { kind: 'said', text: said });
    await answered(speaking, place.id, input, 'channel', (answer, draft) =>
      append(place.id, BOT.id, { kind: 'answer', answer }, undefined, draft),
    );
  }

  async function aside(
    speaking: Speaking,
    place: ConversationView,
    said: string,
    input: Request['input'],
  ): Promise<void> {
    await answered(speaking, place.id, input, 'asker', async (answer, draft) => {
      const visibleTo = answer.visibility === 'private' ? speaking.person.id : undefined;
      await append(place.id, speaking.person.id, { kind: 'said', text: said }, visibleTo);
      await append(place.id, BOT.id, { kind: 'answer', answer }, visibleTo, draft);
    });
  }

  return { append, asks, openly, aside };
}

/** Nothing comes of it. */
function withdrawn({ reply: _reply, ...draft }: Draft): Draft {
  return draft;
}
