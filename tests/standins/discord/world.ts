/** The server, channels and people of the stand-in. Ids look like Discord's, since libraries read them. */
export const WORLD = {
  token: 'discord.test.token',
  applicationId: '100000000000000001',
  botId: '100000000000000001',
  guildId: '200000000000000001',
  otherGuildId: '200000000000000002',
  general: '300000000000000001',
  forum: '300000000000000002',
  announcements: '300000000000000003',
  thread: '300000000000000004',
  direct: '300000000000000005',
  private: '300000000000000006',
  forumPost: '300000000000000007',
  person: '400000000000000001',
  manager: '400000000000000002',
  everyoneRole: '200000000000000001',
} as const;

/** View Channel, Send Messages, Send Messages in Threads, Embed Links, Attach Files, Read Message History. */
export const ALL_NEEDED = (1n << 10n) | (1n << 11n) | (1n << 38n) | (1n << 14n) | (1n << 15n) | (1n << 16n);
export const MANAGE_GUILD = 1n << 5n;

export function user(id: string, name: string, bot = false) {
  return { id, username: name, discriminator: '0', global_name: name, avatar: null, bot };
}

export const BOT_USER = user(WORLD.botId, 'Rapporteur', true);

export function member(id: string, name: string, permissions = ALL_NEEDED) {
  return {
    user: user(id, name),
    nick: null,
    roles: [],
    joined_at: '2026-01-01T00:00:00.000Z',
    deaf: false,
    mute: false,
    flags: 0,
    permissions: String(permissions),
  };
}

export function channel(
  id: string,
  type: number,
  name: string,
  extra: Readonly<Record<string, unknown>> = {},
) {
  return { id, type, name, guild_id: WORLD.guildId, position: 0, permission_overwrites: [], ...extra };
}

export const FORUM = channel(WORLD.forum, 15, 'forum', { available_tags: [] });
export const THREAD = thread(WORLD.thread, WORLD.general, 'a thread');
export const FORUM_POST = thread(WORLD.forumPost, WORLD.forum, 'a post');

function thread(id: string, parent: string, name: string) {
  return channel(id, 11, name, {
    parent_id: parent,
    owner_id: WORLD.person,
    thread_metadata: {
      archived: false,
      auto_archive_duration: 1440,
      archive_timestamp: '2026-01-01T00:00:00.000Z',
      locked: false,
    },
    member: { id, user_id: WORLD.botId, join_timestamp: '2026-01-01T00:00:00.000Z', flags: 0 },
  });
}

export function guild(id: string) {
  return {
    id,
    name: 'Dispatcher',
    owner_id: WORLD.manager,
    roles: [
      {
        id,
        name: '@everyone',
        permissions: String(ALL_NEEDED),
        position: 0,
        color: 0,
        hoist: false,
        managed: false,
        mentionable: false,
        flags: 0,
      },
    ],
    emojis: [],
    stickers: [],
    features: [],
    channels:
      id === WORLD.guildId
        ? [channel(WORLD.general, 0, 'general'), FORUM, channel(WORLD.announcements, 5, 'announcements')]
        : [],
    threads: id === WORLD.guildId ? [THREAD, FORUM_POST] : [],
    members: [{ ...member(WORLD.botId, 'Rapporteur'), user: BOT_USER }],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    member_count: 3,
    large: false,
    unavailable: false,
    joined_at: '2026-01-01T00:00:00.000Z',
  };
}
