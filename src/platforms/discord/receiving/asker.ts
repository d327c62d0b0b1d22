import {
  type BaseInteraction,
  type Channel,
  ChannelFlags,
  ChannelType,
  InteractionContextType,
  type Message,
  type PermissionsBitField,
} from 'discord.js';
import type { Asker, CannotPost } from '../../../dispatch/dispatcher.ts';
import { mayManage, missingToPost } from '../permissions.ts';

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
    cannotPost: async () => hindrance(interaction),
  };
}

/** Who asks and where, from a message that mentions us or stands in a direct conversation. */
export function askerOfMessage(message: Message, zone: string): Asker {
  const permissions = message.inGuild() ? message.channel.permissionsFor(message.author) : null;
  const own = message.inGuild() ? message.channel.permissionsFor(message.client.user) : null;
  return {
    platform: 'discord',
    workspace: message.guildId ?? message.author.id,
    ...channelAndThread(message.channel, message.channelId),
    person: { id: message.author.id, name: displayName(message.member, message.author.displayName) },
    zone,
    manager: !message.inGuild() || mayManage(permissions),
    cannotPost: async () => (own ? hindranceIn(message.channel, own) : undefined),
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
function hindrance(interaction: BaseInteraction): CannotPost | undefined {
  if (interaction.context === InteractionContextType.PrivateChannel)
    return {
      reason: 'Rapporteur is installed for you, and takes no part in this conversation.',
      remedy: 'Subscribe in a direct message with it, or in a server that it is a member of.',
    };
  if (interaction.guildId === null) return undefined;
  if (!interaction.client.guilds.cache.has(interaction.guildId))
    return {
      reason: 'Rapporteur is installed for you, but is not a member of this server.',
      remedy: 'Somebody who manages the server has to invite it first.',
    };
  return hindranceIn(interaction.channel, interaction.appPermissions);
}

/** Digests go to the channel of a thread, and to a forum as posts of their own. */
function hindranceIn(
  channel: Channel | null,
  permissions: Readonly<PermissionsBitField>,
): CannotPost | undefined {
  const parent = channel?.isThread() ? channel.parent : null;
  const isForum = parent?.type === ChannelType.GuildForum || parent?.type === ChannelType.GuildMedia;
  const missing = missingToPost(permissions, isForum ? 'forum' : 'channel');
  if (missing.length > 0) return lacking(missing);
  if (!isForum || !parent.flags.has(ChannelFlags.RequireTag)) return undefined;
  return {
    reason: 'Posts in this forum need a tag, which Rapporteur cannot choose.',
    remedy: 'Make tags optional in the forum’s settings, or subscribe another channel.',
  };
}

export function lacking(missing: readonly string[]): CannotPost {
  const names = missing.join(', ');
  return {
    reason: `Rapporteur may not post here: it lacks ${names}.`,
    remedy: `Give it ${names} in this channel’s settings.`,
  };
}
