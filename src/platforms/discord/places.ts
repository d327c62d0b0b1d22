import type { BaseInteraction, Channel, Message } from 'discord.js';
import type { Asker } from '../../command.ts';
import { mayManage, missingToPost } from './permissions.ts';

/** Who asks and where, from an interaction. */
export function askerOf(interaction: BaseInteraction, zone: string): Asker {
  const { user, channel, guildId } = interaction;
  return {
    platform: 'discord',
    workspace: guildId ?? user.id,
    ...channelAndThread(channel, interaction.channelId ?? user.id),
    person: { id: user.id, name: displayName(interaction.member, user.displayName) },
    zone,
    manager: guildId === null || mayManage(interaction.memberPermissions),
    ...cannotPost(interaction),
  };
}

/** Who asks and where, from a message that mentions us or stands in a direct conversation. */
export function askerOfMessage(message: Message, zone: string): Asker {
  const permissions = message.inGuild() ? message.channel.permissionsFor(message.author) : null;
  const own = message.inGuild() ? message.channel.permissionsFor(message.client.user) : null;
  const missing = own ? missingToPost(own, message.channel.isThread()) : [];
  return {
    platform: 'discord',
    workspace: message.guildId ?? message.author.id,
    ...channelAndThread(message.channel, message.channelId),
    person: { id: message.author.id, name: displayName(message.member, message.author.displayName) },
    zone,
    manager: !message.inGuild() || mayManage(permissions),
    ...(missing.length > 0 ? { cannotPost: lacking(missing) } : {}),
  };
}

/** In a thread the channel is its parent, so that both have one set of subscriptions and each its own memory. */
function channelAndThread(channel: Channel | null, id: string): Pick<Asker, 'channel' | 'thread'> {
  if (!channel?.isThread()) return { channel: id };
  return { channel: channel.parentId ?? id, thread: id };
}

function displayName(member: unknown, fallback: string): string {
  if (typeof member !== 'object' || member === null) return fallback;
  if ('displayName' in member && typeof member.displayName === 'string') return member.displayName;
  if ('nick' in member && typeof member.nick === 'string') return member.nick;
  return fallback;
}

/**
 * Answers to an interaction need no permission of ours, so a subscription would be confirmed and then fail at
 * eight in the morning. What Discord says about our permissions here is passed on before that.
 */
function cannotPost(interaction: BaseInteraction): Pick<Asker, 'cannotPost'> {
  if (interaction.guildId === null) return {};
  if (!interaction.client.guilds.cache.has(interaction.guildId))
    return {
      cannotPost: {
        reason: 'Rapporteur is installed for you, but is not a member of this server',
        remedy: 'Somebody who manages the server has to invite it first.',
      },
    };
  const missing = missingToPost(interaction.appPermissions, interaction.channel?.isThread() === true);
  return missing.length > 0 ? { cannotPost: lacking(missing) } : {};
}

function lacking(missing: readonly string[]): NonNullable<Asker['cannotPost']> {
  const names = missing.join(', ');
  return {
    reason: `Rapporteur may not post here: it lacks ${names}`,
    remedy: `Give it ${names} in this channel’s settings.`,
  };
}
