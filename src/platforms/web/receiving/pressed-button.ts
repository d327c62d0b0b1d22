import { UserError } from '../../../errors.ts';
import type { Action, Reply } from '../../../reply.ts';
import type { Directory } from '../directory.ts';
import { actionsOf } from '../render.ts';
import type { ConversationView } from '../view-model.ts';
import type { MessageBody, WorkspaceMessage, WorkspaceMessages } from '../workspace-history.ts';
import type { Speaking } from './speaking.ts';

export type ActionOf<K extends Action['kind']> = Extract<Action, { kind: K }>;

/** Which button: the message it is on, its kind, and what tells it from the others there. */
export interface Button<K extends Action['kind']> {
  readonly message: number;
  readonly kind: K;
  readonly matches: (action: ActionOf<K>) => boolean;
}

export interface PressedButton<K extends Action['kind']> {
  readonly message: WorkspaceMessage;
  readonly place: ConversationView;
  readonly action: ActionOf<K>;
}

/** The button that somebody pressed, which they must be able to see and which must still be there. */
export async function findPressed<K extends Action['kind']>(
  speaking: Speaking,
  { message: id, kind, matches }: Button<K>,
  { history, places }: { readonly history: WorkspaceMessages; readonly places: Directory },
): Promise<PressedButton<K>> {
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
  return { message, place: placeFor(speaking, message.conversation, places), action };
}

/** The conversation of this name, which the speaker must have. */
export function placeFor(speaking: Speaking, conversation: string, places: Directory): ConversationView {
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
