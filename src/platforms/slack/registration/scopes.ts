/** Bot scopes and what each is for; the manifest asks for all of them, and the start names missing ones. */
export const BOT_SCOPES = [
  { scope: 'commands', purpose: 'the slash command and the shortcuts' },
  { scope: 'chat:write', purpose: 'answers and digests' },
  { scope: 'app_mentions:read', purpose: 'questions by mention' },
  { scope: 'im:history', purpose: 'questions in direct messages' },
  {
    scope: 'channels:history',
    purpose: 'questions in threads, and finding out whether a digest was posted, in public channels',
  },
  { scope: 'groups:history', purpose: 'the same in private channels' },
  { scope: 'mpim:history', purpose: 'the same in group messages' },
  {
    scope: 'channels:read',
    purpose: 'names of public channels on the Home tab, and whether a digest can be posted',
  },
  { scope: 'groups:read', purpose: 'the same of private channels' },
  { scope: 'users:read', purpose: 'names and time zones of people' },
  { scope: 'assistant:write', purpose: 'suggested prompts and status in the agent view' },
] as const;

/** Without these nothing works; without the others one thing does not. */
const NECESSARY_SCOPES = [
  'commands',
  'chat:write',
] as const satisfies readonly (typeof BOT_SCOPES)[number]['scope'][];

export interface MissingScopes {
  readonly necessary: readonly string[];
  /** `users:read (names and time zones of people)` */
  readonly useful: readonly string[];
}

/** `granted`: what Slack lists in `x-oauth-scopes`; undefined when it did not say. */
export function missingScopes(granted: readonly string[] | undefined): MissingScopes {
  if (granted === undefined) return { necessary: [], useful: [] };
  const missing = BOT_SCOPES.filter(({ scope }) => !granted.includes(scope));
  const isNecessary = (scope: string) => NECESSARY_SCOPES.some((needed) => needed === scope);
  return {
    necessary: missing.filter(({ scope }) => isNecessary(scope)).map(({ scope }) => scope),
    useful: missing
      .filter(({ scope }) => !isNecessary(scope))
      .map(({ scope, purpose }) => `${scope} (${purpose})`),
  };
}
