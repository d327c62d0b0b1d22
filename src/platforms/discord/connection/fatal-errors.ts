import { DiscordjsError, DiscordjsErrorCodes, GatewayCloseCodes } from 'discord.js';
import { UserError } from '../../../errors.ts';
import { isUnauthorised } from '../api/failures.ts';

/** Close codes after which Discord wants no further attempt (developers/topics/opcodes-and-status-codes). */
const FATAL_CLOSES: ReadonlyMap<number, string> = new Map([
  [GatewayCloseCodes.InvalidShard, 'Discord refuses this number of connections: DISCORD_SHARDS is wrong.'],
  [
    GatewayCloseCodes.ShardingRequired,
    'The bot is in too many servers for one connection: set DISCORD_SHARDS.',
  ],
  [GatewayCloseCodes.InvalidAPIVersion, 'Discord does not speak this version of its gateway any more.'],
  [GatewayCloseCodes.InvalidIntents, 'Discord refuses the events that were asked for.'],
  [GatewayCloseCodes.DisallowedIntents, 'Discord refuses the events that were asked for.'],
]);

/** Why Discord closed a connection for good. */
export function closedForGood(code: number): UserError {
  if (code === GatewayCloseCodes.AuthenticationFailed) return tokenRefused();
  return new UserError(
    'invalid',
    FATAL_CLOSES.get(code) ?? `Discord closed the connection for good (code ${code}).`,
    'Correct the settings in .env, then start again.',
  );
}

/** What no further attempt to connect changes; undefined for everything else. */
export function refusedForGood(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error;
  const isToken = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
  return isToken || isUnauthorised(error) ? tokenRefused() : undefined;
}

export function tokenRefused(): UserError {
  return new UserError(
    'invalid',
    'Discord refuses DISCORD_TOKEN.',
    'Copy the token of your application from the developer portal (Bot, Reset Token) and start again.',
  );
}
