/**
 * Slack reads control sequences from a raw `<` wherever text is parsed. These three, and nothing else, are entities.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function escapeText(text: string): string {
  if (!/[&<>]/u.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Control characters, and marks that change the direction of what follows them beyond their own text. */
const UNPRINTABLE = /(?!\n)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const LINE_BREAKS = /\r\n?|[\u2028\u2029]/gu;
/** Most text has nothing to clean: one look is cheaper than three replacements. */
const UNCLEAN = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** Text as it may be shown: well formed, no control characters, nothing that reorders its surroundings. */
export function clean(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  return text.toWellFormed().replaceAll(LINE_BREAKS, '\n').replaceAll('\t', ' ').replaceAll(UNPRINTABLE, '');
}

/** Nothing of it would be seen: Slack refuses a text without visible characters in places. */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Default_Ignorable_Code_Point}]/u.test(text);
}

const REFERENCE = /<([@#!])?([^<>|]*)(?:\|([^<>]*))?>/gu;

/**
 * What a person typed, from the escaped form in which Slack sends it. A reference becomes its label:
 * a link its address, `<@U1|ann>` becomes `@ann`; references to `ownUserId` disappear.
 */
export function readReceived(text: string, ownUserId?: string): string {
  const labelled = text.replaceAll(REFERENCE, (_match, sign, target, label) => {
    if (sign === '@') return target === ownUserId ? ' ' : `@${label ?? target}`;
    if (sign === '#') return `#${label ?? target}`;
    if (sign === '!') return label ?? '';
    return label ?? target;
  });
  return labelled
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/[^\S\n]+/gu, ' ')
    .trim();
}
