import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import type { DiscordConfig } from '../settings.ts';

const gatewayInformation = z.object({
  shards: z.number(),
  session_start_limit: z.object({ remaining: z.number(), reset_after: z.number() }),
});

/**
 * Asks before a connection is tried: a wrong token shows here, and so does a used-up day's allowance of connections.
 * @throws UserError `too_many` when fewer are left than would be opened
 */
export async function requireSessions(
  rest: REST,
  shards: DiscordConfig['shards'],
  signal: AbortSignal,
): Promise<void> {
  const answer = gatewayInformation.parse(await rest.get(Routes.gatewayBot(), { signal }));
  const { remaining, reset_after } = answer.session_start_limit;
  if (remaining >= (shards?.ids.length ?? answer.shards)) return;
  throw new UserError(
    'too_many',
    'Discord allows no more connections of this bot today.',
    `Something restarts it too often; start it again in ${Math.ceil(reset_after / 60_000)} minutes.`,
  );
}
