import type { Message } from 'discord.js';
import { withoutPrefix } from '../../../dispatch/command-prefix.ts';
import { COMMAND_NAME } from '../registration/commands.ts';
import { oneLine } from '../rendering/escape.ts';

/**
 * What a message asks of us: one that mentions us, replies to us, or is direct. Undefined for any other, and
 * for one whose content we cannot see (a reply with its ping switched off).
 */
export function wordsForUs(received: Message): string | undefined {
  if (received.author.bot || received.system) return undefined;
  const own = received.client.user?.id;
  const mentioned = own !== undefined && received.mentions.users.has(own);
  if (!mentioned && received.inGuild()) return undefined;
  const said = oneLine(received.content.replaceAll(`<@${own}>`, ' ').replaceAll(`<@!${own}>`, ' ')).trim();
  if (said !== '') return withoutPrefix(said, `/${COMMAND_NAME}`);
  return received.content === '' ? undefined : 'help';
}
