/** Bot scopes and what each is for; the manifest asks for all of them, and the start names missing ones. */
export const BOT_SCOPES = {
  commands: 'the slash command and the shortcuts',
  'chat:write': 'answers and digests',
  'app_mentions:read': 'questions by mention',
  'im:history': 'questions in direct messages',
  'channels:history': 'questions in threads, and finding out whether a digest was posted, in public channels',
  'groups:history': 'the same in private channels',
  'channels:read': 'names of public channels on the Home tab',
  'groups:read': 'names of private channels on the Home tab',
  'users:read': 'names and time zones of people',
  'assistant:write': 'suggested prompts and status in the agent view',
} as const;

/** Without these nothing works; without the others one thing does not. */
export const NECESSARY_SCOPES = [
  'commands',
  'chat:write',
] as const satisfies readonly (keyof typeof BOT_SCOPES)[];

export interface MissingScopes {
  readonly necessary: readonly string[];
  /** `users:read (names and time zones of people)` */
  readonly useful: readonly string[];
}

/** `granted`: what Slack lists in `x-oauth-scopes`; undefined when it did not say. */
export function missingScopes(granted: readonly string[] | undefined): MissingScopes {
  if (granted === undefined) return { necessary: [], useful: [] };
  const missing = Object.entries(BOT_SCOPES).filter(([scope]) => !granted.includes(scope));
  const isNecessary = (scope: string) => NECESSARY_SCOPES.some((needed) => needed === scope);
  return {
    necessary: missing.filter(([scope]) => isNecessary(scope)).map(([scope]) => scope),
    useful: missing
      .filter(([scope]) => !isNecessary(scope))
      .map(([scope, purpose]) => `${scope} (${purpose})`),
  };
}
