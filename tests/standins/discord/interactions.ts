import { ALL_NEEDED, BOT_USER, channel, FORUM_POST, member, THREAD, user, WORLD } from './world.ts';

/** Where an interaction happens. */
export interface Scene {
  /** `private` is a conversation between people in which a person uses the app they installed for themselves. */
  readonly where?: 'guild' | 'thread' | 'forum-post' | 'direct' | 'private' | 'foreign-guild';
  /** Instead of the world's own server. */
  readonly guildId?: string;
  readonly permissions?: bigint;
  readonly appPermissions?: bigint;
  readonly person?: string;
  readonly name?: string;
  /** Milliseconds ago at which it happened: events wait where a connection or a process is busy. */
  readonly age?: number;
}

export type InteractionKind = 2 | 3 | 4 | 5;

/** The fields that every interaction has. */
export function envelope(type: InteractionKind, id: string, token: string, data: unknown, scene: Scene) {
  const { where = 'guild', person = WORLD.person, name = 'Ada' } = scene;
  const base = {
    id,
    application_id: WORLD.applicationId,
    type,
    token,
    version: 1,
    data,
    locale: 'en-GB',
    entitlements: [],
    app_permissions: String(scene.appPermissions ?? ALL_NEEDED),
    authorizing_integration_owners: { '0': WORLD.guildId },
    attachment_size_limit: 10_485_760,
  };
  if (where === 'direct')
    return {
      ...base,
      context: 1,
      user: user(person, name),
      channel_id: WORLD.direct,
      channel: { id: WORLD.direct, type: 1, recipients: [BOT_USER], flags: 0 },
    };
  if (where === 'private')
    return {
      ...base,
      context: 2,
      authorizing_integration_owners: { '1': person },
      user: user(person, name),
      channel_id: WORLD.private,
      channel: { id: WORLD.private, type: 3, recipients: [], flags: 0 },
    };
  const guildId = where === 'foreign-guild' ? '200000000000000009' : (scene.guildId ?? WORLD.guildId);
  const place =
    where === 'thread' ? THREAD : where === 'forum-post' ? FORUM_POST : channel(WORLD.general, 0, 'general');
  return {
    ...base,
    ...(where === 'foreign-guild' ? { authorizing_integration_owners: { '1': person } } : {}),
    context: 0,
    guild_id: guildId,
    guild: { id: guildId, locale: 'en-GB', features: [] },
    guild_locale: 'en-GB',
    channel_id: place.id,
    channel: { ...place, guild_id: guildId },
    member: member(person, name, scene.permissions),
  };
}

export function slashData(subcommand: string, options: Readonly<Record<string, string>>, focused?: string) {
  return {
    id: '500000000000000001',
    name: 'brief',
    type: 1,
    options: [
      {
        name: subcommand,
        type: 1,
        options: Object.entries(options).map(([name, value]) => ({
          name,
          type: 3,
          value,
          ...(name === focused ? { focused: true } : {}),
        })),
      },
    ],
  };
}

export function messageCommandData(content: string) {
  const id = '600000000000000001';
  return {
    id: '500000000000000002',
    name: 'Ask the briefings',
    type: 3,
    target_id: id,
    resolved: { messages: { [id]: plainMessage(id, WORLD.general, user(WORLD.manager, 'Bo'), content) } },
  };
}

export function modalData(customId: string, field: string, value: string) {
  return {
    custom_id: customId,
    components: [{ type: 18, id: 1, component: { type: 4, id: 2, custom_id: field, value } }],
    resolved: {},
  };
}

export function plainMessage(id: string, channelId: string, author: unknown, content: string) {
  return {
    id,
    channel_id: channelId,
    author,
    content,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [] as unknown[],
    mention_roles: [],
    attachments: [],
    embeds: [] as unknown[],
    components: [] as unknown[],
    pinned: false,
    type: 0,
    flags: 0,
  };
}
