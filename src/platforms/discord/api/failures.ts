import {
  RESTJSONErrorCodes as Code,
  DiscordAPIError,
  DiscordjsError,
  HTTPError,
  RateLimitError,
} from 'discord.js';
import { UserError } from '../../../errors.ts';
import { NEVER_CONNECTED } from '../../never-connected.ts';
import type { PostOutcome } from '../../platform.ts';

export type Failure = Exclude<PostOutcome, { kind: 'posted' }>;

/** The interaction is over: answered by another instance, or too old. Nobody is waiting any more. */
const OVER: ReadonlySet<number | string> = new Set([
  Code.UnknownInteraction,
  Code.InteractionHasAlreadyBeenAcknowledged,
]);

/** The token of the interaction has run out, or the message it belongs to is gone. */
const EXPIRED: ReadonlySet<number | string> = new Set([
  Code.UnknownWebhook,
  Code.InvalidWebhookToken,
  Code.UnknownMessage,
]);

export function isOver(error: unknown): boolean {
  return error instanceof DiscordAPIError && OVER.has(error.code);
}

/** Discord did not wait any longer. */
export function isTooLate(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === Code.UnknownInteraction;
}

export function isExpired(error: unknown): boolean {
  return error instanceof DiscordAPIError && EXPIRED.has(error.code);
}

/** The token is wrong or was reset. @discordjs/rest forgets a refused token and then refuses by itself. */
export function isUnauthorised(error: unknown): boolean {
  if (error instanceof DiscordAPIError || error instanceof HTTPError) return error.status === 401;
  return error instanceof Error && error.message.startsWith('Expected token to be set');
}

/** May succeed at once when repeated: the connection was cut, or Discord stumbled. */
export function isPassing(error: unknown): boolean {
  if (error instanceof HTTPError) return error.status >= 500;
  return error instanceof Error && (error.name === 'AbortError' || errorCode(error) !== undefined);
}

interface Refusal {
  readonly scope: 'target' | 'workspace';
  readonly reason: string;
  readonly remedy: string;
}

const GONE: Refusal = {
  scope: 'target',
  reason: 'the channel does not exist any more',
  remedy: 'Subscribe another channel.',
};
const NO_ACCESS: Refusal = {
  scope: 'target',
  reason: 'Rapporteur may not see or write in this channel',
  remedy:
    'Give it View Channel, Send Messages (in threads: Send Messages in Threads) and Embed Links there, then resume.',
};
const WRONG_CHANNEL: Refusal = {
  scope: 'target',
  reason: 'this kind of channel takes no such message',
  remedy: 'Subscribe a text channel, a thread or a forum.',
};
const BLOCKED: Refusal = {
  scope: 'target',
  reason: 'the server’s moderation rules refuse the message',
  remedy: 'Exempt Rapporteur from AutoMod and the link filter in this channel, then resume.',
};
const CLOSED_DM: Refusal = {
  scope: 'target',
  reason: 'the person takes no direct messages from here',
  remedy: 'Allow direct messages from this server’s members, then resume.',
};

/** developers/topics/opcodes-and-status-codes: what no second attempt changes until a person acts. */
const REFUSALS: ReadonlyMap<number, Refusal> = new Map<number, Refusal>([
  [Code.UnknownChannel, GONE],
  [Code.UnknownMessage, GONE],
  [
    Code.UnknownGuild,
    {
      scope: 'workspace',
      reason: 'Rapporteur is not in this server any more',
      remedy: 'Invite it again, then resume.',
    },
  ],
  [Code.MissingAccess, NO_ACCESS],
  [Code.MissingPermissions, NO_ACCESS],
  [
    Code.CannotReplyWithoutPermissionToReadMessageHistory,
    {
      scope: 'target',
      reason: 'Rapporteur may not read this channel’s history',
      remedy: 'Give it Read Message History there, then resume.',
    },
  ],
  [Code.CannotSendMessagesInNonTextChannel, WRONG_CHANNEL],
  [Code.CannotExecuteActionOnThisChannelType, WRONG_CHANNEL],
  [
    Code.InvalidActionOnArchivedThread,
    {
      scope: 'target',
      reason: 'the thread is archived and locked',
      remedy: 'Open the thread again, then resume.',
    },
  ],
  [
    Code.TagRequiredToCreateAForumPostInThisChannel,
    {
      scope: 'target',
      reason: 'posts in this forum need a tag',
      remedy: 'Make tags optional in the forum’s settings, then resume.',
    },
  ],
  [Code.MessageWasBlockedByAutomaticModeration, BLOCKED],
  [Code.MessageBlockedByHarmfulLinksFilter, BLOCKED],
  [Code.CannotSendMessagesToThisUser, CLOSED_DM],
  [Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds, CLOSED_DM],
]);

/** Slow mode and write limits come without a time; a minute is past most of them. */
const DEFAULT_PAUSE_MS = 60_000;
const PAUSES: ReadonlySet<number> = new Set([
  Code.ActionCannotBePerformedDueToSlowmodeRateLimit,
  Code.ChannelSendRateLimit,
  Code.ServerSendRateLimit,
  Code.OpeningDirectMessagesTooFast,
]);

const TOKEN_REFUSED = {
  kind: 'refused',
  scope: 'workspace',
  reason: 'Discord refuses the bot’s token',
  remedy: 'Set DISCORD_TOKEN to the token in the developer portal and start again.',
} as const satisfies Failure;

/** What a failed attempt to post means for the next one. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RateLimitError) return { kind: 'limited', retryAfter: Math.ceil(error.retryAfter) };
  if (isUnauthorised(error)) return TOKEN_REFUSED;
  if (error instanceof DiscordAPIError) return refusalOf(error);
  const code = errorCode(error);
  if (code !== undefined && NEVER_CONNECTED.has(code))
    return { kind: 'failed', reason: `Discord cannot be reached (${code})` };
  const status = error instanceof HTTPError ? `Discord answered ${error.status}` : 'the connection was cut';
  return { kind: 'unknown', reason: status };
}

/** Why the commands could not be written, for the person who runs `npm run register`. */
export function registrationFailure(error: unknown): UserError {
  if (isUnauthorised(error))
    return new UserError('invalid', 'Discord refuses DISCORD_TOKEN.', TOKEN_REFUSED.remedy);
  if (error instanceof DiscordAPIError && Number(error.code) === Code.MissingAccess)
    return new UserError(
      'not_allowed',
      'Discord lets this bot register no commands there.',
      'Check DISCORD_APPLICATION_ID and DISCORD_GUILD_ID, and invite the bot to that server first.',
    );
  if (error instanceof DiscordAPIError)
    return new UserError(
      'invalid',
      `Discord refuses the commands: ${error.message} (error ${error.code}).`,
      'Check DISCORD_APPLICATION_ID; it belongs to the same application as the token.',
    );
  const failure = failureOf(error);
  const reason = failure.kind === 'limited' ? 'it asks to wait' : failure.reason;
  return new UserError('unavailable', `Discord could not be asked: ${reason}.`, 'Try again in a moment.');
}

function refusalOf(error: DiscordAPIError): Failure {
  const code = Number(error.code);
  if (PAUSES.has(code)) return { kind: 'limited', retryAfter: DEFAULT_PAUSE_MS };
  if (code === Code.APIResourceOverloaded) return { kind: 'unknown', reason: 'Discord is overloaded' };
  const known =
    REFUSALS.get(code) ?? (error.status === 403 ? NO_ACCESS : error.status === 404 ? GONE : undefined);
  if (known) return { kind: 'refused', ...known };
  return {
    kind: 'refused',
    scope: 'target',
    reason: `Discord refuses the message (error ${error.code})`,
    remedy: 'This is a fault of Rapporteur; its log has the details.',
  };
}

/** The code of a network error. `cause` counts as well: fetch wraps the error of the socket. */
function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof DiscordAPIError || error instanceof DiscordjsError) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return errorCode(error.cause);
}
