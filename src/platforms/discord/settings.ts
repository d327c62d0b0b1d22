import { z } from 'zod';
import { idsIn, idsSetting, secretSetting } from '../../config/setting-forms.ts';
import { UserError } from '../../errors.ts';

const SNOWFLAKE = /^\d{17,20}$/u;

/** Discord's part of the environment. Without a token, Discord is not used. */
export const discordVariables = z.object({
  DISCORD_TOKEN: secretSetting.optional().describe('Token of the bot: developer portal, Bot, Reset Token'),
  DISCORD_APPLICATION_ID: z
    .string()
    .regex(SNOWFLAKE, 'expected an id of 17 to 20 digits')
    .optional()
    .describe('Id of the application: developer portal, General Information'),
  DISCORD_GUILD_ID: z
    .string()
    .regex(SNOWFLAKE, 'expected an id of 17 to 20 digits')
    .optional()
    .describe('Registers the commands in this server only, where they appear at once'),
  DISCORD_ALLOWED_GUILDS: idsSetting(SNOWFLAKE, 'expected ids of 17 to 20 digits, separated by commas')
    .optional()
    .describe(
      'Ids of the only servers it answers in, separated by commas, and whose members it answers in direct messages; by default any',
    ),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/u, error: 'expected an http(s) address' })
    .default('https://discord.com/api')
    .describe('REST API without its version, such as that of a proxy'),
  DISCORD_SHARDS: z
    .string()
    .refine(
      (value) => value === 'auto' || readShards(value) !== undefined,
      'expected auto, or ids and total as in 0,1/4',
    )
    .default('auto')
    .describe('Gateway connections of this process: auto, or which of how many, as in 0,1/4'),
});

/** What a person sets to bring Rapporteur to Discord. */
export interface DiscordConfig {
  /** The bot's token; a secret. */
  readonly token: string;
  readonly applicationId: string;
  /** Registers the commands in this one server, where they appear at once, instead of everywhere. */
  readonly guildId?: string;
  /** Ids of the servers it answers in, and whose members elsewhere. Absent: all of them, and everybody. */
  readonly allowedGuilds?: readonly string[];
  /** Where the REST API is reached, without version and without a slash at its end; for proxies. */
  readonly apiUrl?: string;
  /** Which of how many gateway connections this process holds; by default as many as Discord recommends. */
  readonly shards?: Shards;
  readonly replyVisibility: 'private' | 'channel';
}

export interface Shards {
  readonly ids: readonly number[];
  readonly total: number;
}

/** Undefined where Discord is not wanted. Throws a `UserError` when only half of what it needs is set. */
export function discordConfig(
  settings: z.output<typeof discordVariables>,
  replyVisibility: DiscordConfig['replyVisibility'],
): DiscordConfig | undefined {
  const { DISCORD_TOKEN: token, DISCORD_APPLICATION_ID: applicationId } = settings;
  if (token === undefined && applicationId === undefined) return undefined;
  if (token === undefined || applicationId === undefined) {
    const missing = token === undefined ? 'DISCORD_TOKEN' : 'DISCORD_APPLICATION_ID';
    throw new UserError(
      'invalid',
      `${missing} is not set, and Discord needs both DISCORD_TOKEN and DISCORD_APPLICATION_ID.`,
      'Copy both from the developer portal: the id from General Information, the token from Bot.',
    );
  }
  const shards = readShards(settings.DISCORD_SHARDS);
  return {
    token,
    applicationId,
    apiUrl: settings.DISCORD_API_URL.replace(/\/+$/, ''),
    replyVisibility,
    ...(settings.DISCORD_GUILD_ID === undefined ? {} : { guildId: settings.DISCORD_GUILD_ID }),
    ...(settings.DISCORD_ALLOWED_GUILDS === undefined
      ? {}
      : { allowedGuilds: idsIn(settings.DISCORD_ALLOWED_GUILDS) }),
    ...(shards ? { shards } : {}),
  };
}

/** `0,1/4`: this process holds connections 0 and 1 of 4. Undefined when it reads otherwise. */
export function readShards(value: string): Shards | undefined {
  const match = /^(\d{1,5}(?:,\d{1,5})*)\/(\d{1,5})$/.exec(value.replaceAll(/\s/g, ''));
  const ids = [...new Set((match?.[1] ?? '').split(',').map(Number))];
  const total = Number(match?.[2] ?? 0);
  return match && ids.every((id) => id < total) ? { ids, total } : undefined;
}
