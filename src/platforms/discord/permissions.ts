import { type Message, PermissionFlagsBits, type PermissionsBitField } from 'discord.js';

/** What Rapporteur needs, by the names that Discord's settings show. */
const LABELS = {
  ViewChannel: 'View Channel',
  SendMessages: 'Send Messages',
  EmbedLinks: 'Embed Links',
  AttachFiles: 'Attach Files',
  // To find a digest again after an unknown outcome.
  ReadMessageHistory: 'Read Message History',
  SendMessagesInThreads: 'Send Messages in Threads',
} as const satisfies Partial<Record<keyof typeof PermissionFlagsBits, string>>;

type Needed = keyof typeof LABELS;

/** Exactly what Rapporteur asks for when it is invited. */
export const INVITED_PERMISSIONS: readonly Needed[] = [
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'SendMessagesInThreads',
];

/**
 * What does not apply there. In a thread, Send Messages has no effect (developers/topics/threads); a post in a
 * forum is opened by Send Messages and goes on as a thread.
 */
const NOT_NEEDED: Readonly<Record<'channel' | 'thread' | 'forum', readonly Needed[]>> = {
  channel: ['SendMessagesInThreads'],
  thread: ['SendMessages'],
  forum: [],
};

/** Names of what is missing to post in such a place. */
export function missingToPost(
  permissions: Readonly<PermissionsBitField>,
  place: keyof typeof NOT_NEEDED,
): readonly string[] {
  return missing(
    permissions,
    INVITED_PERMISSIONS.filter((name) => !NOT_NEEDED[place].includes(name)),
  );
}

/** Names of what is missing to answer a message where it stands. */
export function missingToWrite({ channel, client }: Message): readonly string[] {
  if (channel.isDMBased() || !client.user) return [];
  const own = channel.permissionsFor(client.user);
  const write = channel.isThread() ? 'SendMessagesInThreads' : 'SendMessages';
  return own ? missing(own, ['ViewChannel', write]) : [];
}

export function mayReadHistory(permissions: Readonly<PermissionsBitField>): boolean {
  return permissions.has(PermissionFlagsBits.ReadMessageHistory);
}

function missing(permissions: Readonly<PermissionsBitField>, needed: readonly Needed[]): readonly string[] {
  return needed.filter((name) => !permissions.has(PermissionFlagsBits[name])).map((name) => LABELS[name]);
}

/** May change what a whole channel receives. Checked at each use, since servers can override who sees a command. */
export function mayManage(permissions: Readonly<PermissionsBitField> | null | undefined): boolean {
  // `has` counts administrators as having everything.
  return (
    permissions?.has(PermissionFlagsBits.ManageChannels) === true ||
    permissions?.has(PermissionFlagsBits.ManageGuild) === true
  );
}
