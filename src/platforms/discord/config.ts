import type { UserError } from '../../errors.ts';

/** What a person sets to bring Rapporteur to Discord. */
export interface DiscordConfig {
  /** The bot's token; a secret. */
  readonly token: string;
  readonly applicationId: string;
  /** Registers the commands in this one server, where they appear at once, instead of everywhere. */
  readonly guildId?: string;
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

/** `0,1/4`: this process holds connections 0 and 1 of 4. Undefined when it reads otherwise. */
export function readShards(value: string): Shards | undefined {
  const match = /^(\d{1,5}(?:,\d{1,5})*)\/(\d{1,5})$/.exec(value.replaceAll(/\s/g, ''));
  const ids = [...new Set((match?.[1] ?? '').split(',').map(Number))];
  const total = Number(match?.[2] ?? 0);
  return match && ids.every((id) => id < total) ? { ids, total } : undefined;
}

/** A place where nothing can be posted any more. Without a channel it is the whole server. */
export interface LostPlace {
  readonly workspace: string;
  readonly channel?: string;
  readonly thread?: string;
  readonly reason: string;
}

/** What the rest of the program has to know about and cannot ask for. */
export interface DiscordEvents {
  /** Discord refuses us for good (a wrong token, a connection it does not allow): only a person can mend it. */
  readonly fatal: (error: UserError) => void;
  readonly lost: (place: LostPlace) => void;
}
