import type { Asker, CannotPost } from '../../../dispatch/dispatcher.ts';
import { UserError } from '../../../errors.ts';
import type { ResponseTimer } from '../../platform.ts';
import type { Directory, Person } from '../directory.ts';

/** Who speaks in a request, and from where in the world. */
export interface Speaking {
  readonly person: Person;
  /** IANA zone. */
  readonly zone: string;
  /** Ends when whoever speaks has an answer. */
  readonly timer?: ResponseTimer;
}

/** The speaker that a request names; without a name, the first person of the list. */
export function speakerOf(
  who: { readonly as?: string | undefined; readonly zone: string },
  places: Directory,
): Speaking {
  const id = who.as ?? places.people()[0]?.id ?? '';
  const person = places.person(id);
  if (!person) {
    throw new UserError(
      'not_found',
      `There is nobody called “${id}” here.`,
      'Choose a speaker from the list.',
    );
  }
  return { person, zone: who.zone };
}

/** The speaker as the dispatcher sees whoever asks. */
export function askerOf({ person, zone }: Speaking, conversation: string, places: Directory): Asker {
  return {
    platform: 'web',
    workspace: 'local',
    channel: conversation,
    person: { id: person.id, name: person.name },
    zone,
    manager: person.manager,
    cannotPost: async () => (places.canPost(conversation) ? undefined : BETWEEN_PEOPLE),
  };
}

const BETWEEN_PEOPLE: CannotPost = {
  reason: 'Rapporteur takes no part in a conversation between two people.',
  remedy: 'Subscribe a channel, or your own conversation with Rapporteur.',
};
