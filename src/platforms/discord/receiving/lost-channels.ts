import { type Client, Events } from 'discord.js';
import type { LostPlace, OnLost } from '../../platform.ts';

/**
 * Tells when a place is gone, so that what posts there can stop and say so. A server that is merely unavailable
 * (an outage) comes as another event, `guildUnavailable`, and is no loss.
 */
export function followLostChannels(client: Client, onLost: OnLost): void {
  const lost = (place: LostPlace) => void onLost(place);
  client.on(Events.GuildDelete, (guild) => {
    lost({ workspace: guild.id, reason: 'Rapporteur was removed from the server' });
  });
  client.on(Events.ChannelDelete, (channel) => {
    if (channel.isDMBased()) return;
    lost({ workspace: channel.guildId, channel: channel.id, reason: 'the channel was deleted' });
  });
  client.on(Events.ThreadDelete, (thread) => {
    lost({
      workspace: thread.guildId,
      channel: thread.parentId ?? thread.id,
      thread: thread.id,
      reason: 'the thread was deleted',
    });
  });
}
