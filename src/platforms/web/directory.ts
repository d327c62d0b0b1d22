import type { ConversationView, PersonView, Speaker } from './view-model.ts';

/** Where people talk and as whom. The workspace is for one machine: whoever sits there chooses the speaker. */
export interface Channel {
  /** What follows the `#`: lower case, `[a-z0-9-]`. */
  readonly id: string;
  readonly topic: string;
}

export interface Person {
  /** `[a-z0-9-]`. */
  readonly id: string;
  readonly name: string;
  /** What they do, in a word or two. */
  readonly role: string;
  /** May change what a whole channel receives. */
  readonly manager: boolean;
}

export const DEFAULT_CHANNELS: readonly Channel[] = [
  { id: 'general', topic: 'Everything that has no channel of its own' },
  { id: 'middle-east', topic: 'Talks, ceasefires and go-betweens' },
  { id: 'morning-digest', topic: 'What changed overnight' },
];

export const DEFAULT_PEOPLE: readonly Person[] = [
  { id: 'amina', name: 'Amina', role: 'desk editor', manager: true },
  { id: 'jonas', name: 'Jonas', role: 'analyst', manager: false },
  { id: 'mei', name: 'Mei', role: 'reporter', manager: false },
];

export const BOT: Speaker = { id: 'rapporteur', name: 'Rapporteur', kind: 'bot' };

export interface Directory {
  person(id: string): Person | undefined;
  speaker(id: string): Speaker;
  people(): readonly PersonView[];
  /** Those that this person may see, channels first. */
  conversationsOf(person: Person): readonly ConversationView[];
  /** Whether a message of this conversation concerns the person. */
  canSee(conversation: string, personId: string): boolean;
  /** Whether the program may post there: a channel, or somebody's direct messages with the bot. */
  canPost(conversation: string): boolean;
}

export function createDirectory(channels: readonly Channel[], people: readonly Person[]): Directory {
  const personById = new Map(people.map((person) => [person.id, person]));
  const channelIds = new Set(channels.map((channel) => channel.id));
  const membersByDirect = new Map(
    [...people, BOT].flatMap((one) =>
      people
        .filter((other) => other.id !== one.id)
        .map((other) => [directId(one.id, other.id), [one.id, other.id]]),
    ),
  );
  return {
    person: (id) => personById.get(id),
    speaker: (id) => {
      if (id === BOT.id) return BOT;
      // A person who has left the list has still said what they said.
      return { id, name: personById.get(id)?.name ?? id, kind: 'person' };
    },
    people: () => people.map(({ id, name, role }) => ({ id, name, role, kind: 'person' })),
    conversationsOf: (person) => [
      ...channels.map(
        ({ id, topic }): ConversationView => ({ id, kind: 'channel', name: id, topic, withBot: false }),
      ),
      direct(person, BOT, 'Ask here in your own words'),
      ...people.filter((other) => other.id !== person.id).map((other) => direct(person, other, other.role)),
    ],
    canSee: (conversation, personId) =>
      channelIds.has(conversation) || (membersByDirect.get(conversation)?.includes(personId) ?? false),
    canPost: (conversation) =>
      channelIds.has(conversation) || (membersByDirect.get(conversation)?.includes(BOT.id) ?? false),
  };
}

function direct(
  person: Person,
  other: { readonly id: string; readonly name: string },
  topic: string,
): ConversationView {
  return {
    id: directId(person.id, other.id),
    kind: 'direct',
    name: other.name,
    topic,
    withBot: other.id === BOT.id,
  };
}

/** The same for both members. `:` and `+` occur in no channel's or person's id. */
function directId(one: string, other: string): string {
  return `dm:${[one, other].sort().join('+')}`;
}
