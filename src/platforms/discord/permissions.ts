import { PermissionFlagsBits, type PermissionsBitField } from 'discord.js';

/** What a posted digest needs, and `ReadMessageHistory` to find it again after an unknown outcome. */
const TO_POST = {
  ViewChannel: 'View Channel',
  SendMessages: 'Send Messages',
  EmbedLinks: 'Embed Links',
  AttachFiles: 'Attach Files',
  ReadMessageHistory: 'Read Message History',
} as const satisfies Partial<Record<keyof typeof PermissionFlagsBits, string>>;

const IN_THREADS = { SendMessagesInThreads: 'Send Messages in Threads' } as const;

type Needed = keyof typeof TO_POST | keyof typeof IN_THREADS;

/** Exactly what Rapporteur asks for when it is invited. */
export const INVITED_PERMISSIONS: readonly Needed[] = [
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'SendMessagesInThreads',
];

/** Names, as Discord's settings show them, of what is missing to post here later. */
export function missingToPost(
  permissions: Readonly<PermissionsBitField>,
  isThread: boolean,
): readonly string[] {
  // In a thread, Send Messages has no effect (developers/topics/threads).
  const { SendMessages, ...elsewhere } = TO_POST;
  const needed: Record<string, string> = isThread
    ? { ...elsewhere, ...IN_THREADS }
    : { ...elsewhere, SendMessages };
  return INVITED_PERMISSIONS.flatMap((name) => {
    const label = needed[name];
    return label !== undefined && !permissions.has(PermissionFlagsBits[name]) ? [label] : [];
  });
}

/** May change what a whole channel receives. Checked at each use, since servers can override who sees a command. */
export function mayManage(permissions: Readonly<PermissionsBitField> | null | undefined): boolean {
  // `has` counts administrators as having everything.
  return (
    permissions?.has(PermissionFlagsBits.ManageChannels) === true ||
    permissions?.has(PermissionFlagsBits.ManageGuild) === true
  );
}
