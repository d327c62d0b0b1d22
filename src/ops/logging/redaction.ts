/**
 * Tokens that are nobody's setting: of Slack workspaces that installed the app, of Discord interactions, and addresses
 * that let whoever has them speak as the bot.
 */
const TOKENS =
  /\bx(?:ox[a-z]|app|oxe\.xox[a-z])-[\w-]+|(?<=\/(?:webhooks|interactions)\/\d{1,20}\/)[\w.-]+|(?<=hooks\.slack\.com\/)[^\s"]+/gu;
/** Shorter values are words that occur anyway; no secret that is worth its name is so short. */
const SHORTEST = 6;

/** Takes secrets out of lines of JSON, whole or as they are written within a string or an address. */
export function createRedactor(secrets: readonly string[]): (line: string) => string {
  const forms = new Set(
    secrets
      .filter((secret) => secret.length >= SHORTEST)
      .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]),
  );
  // The longest first: one may be part of another.
  const ordered = [...forms].sort((one, other) => other.length - one.length);
  return (line) =>
    ordered
      .reduce((text, form) => text.replaceAll(form, '[redacted]'), line)
      .replaceAll(TOKENS, '[redacted]');
}
