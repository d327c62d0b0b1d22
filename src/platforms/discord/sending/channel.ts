import { type Channel, ChannelType, type Client } from 'discord.js';
import { mayReadHistory } from '../permissions.ts';

/** What posting has to know about a channel. */
export interface ChannelDescription {
  /** A forum or media channel: it holds threads and takes no message itself. */
  readonly threadOnly: boolean;
  /** False only where we know that we may not; another process's channels do not tell. */
  readonly historyReadable: boolean;
}

/**
 * From what the gateway told, else from Discord: the channel may belong to the shard of another process.
 * @throws what the request for it throws
 */
export async function describeChannel(client: Client, channelId: string): Promise<ChannelDescription> {
  const channel = await client.channels.fetch(channelId, { allowUnknownGuild: true });
  return {
    threadOnly: channel?.type === ChannelType.GuildForum || channel?.type === ChannelType.GuildMedia,
    historyReadable: channel === null || mayRead(channel, client),
  };
}

function mayRead(channel: Channel, client: Client): boolean {
  // The server of another process's channel is not known here.
  if (channel.isDMBased() || !client.user || !client.guilds.cache.has(channel.guildId)) return true;
  const own = channel.permissionsFor(client.user);
  return own === null || mayReadHistory(own);
}
