/** Characters that Discord's markdown reads anywhere in a line. A backslash before punctuation shows it as typed. */
const ANYWHERE = /[\\`*_~|[\]<>]/g;
/** `:name:` becomes an emoji. */
const EMOJI_NAME = /:(?=[^\s:]+:)/g;
/** Cannot notify (allowed_mentions is empty) but would be drawn as if it had. */
const BROADCAST = /@(?=everyone|here)/g;
/** Discord turns these addresses into an invitation card, also without `https://`. */
const INVITATION = /(discord(?:app)?\.(?:gg|com\/invite))\//gi;
/** Control characters, and direction overrides: these could show an address or a name backwards. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;
/** True of text that has to be escaped at all. */
const MARKED = /[\\`*_~|[\]<>@]|:\S+:|:\/\/|discord/i;
const ADDRESS = /https?:\/\/[^\s<>]+/gi;

/** True of text that `oneLine` would change: most text needs no second look. */
const NOT_ONE_LINE = new RegExp(`${INVISIBLE.source}|[^\\S ]|  `, 'u');

/** One line without invisible controls: no text of an entry or a person can end a list item or a quote. */
export function oneLine(text: string): string {
  return NOT_ONE_LINE.test(text) ? text.replaceAll(INVISIBLE, '').replaceAll(/\s+/gu, ' ') : text;
}

/** Plain text as markdown that shows exactly that text; addresses in it stay links, without a preview. */
export function escapeText(text: string): string {
  const line = oneLine(text);
  if (!MARKED.test(line)) return line;
  let markdown = '';
  let end = 0;
  for (const match of line.matchAll(ADDRESS)) {
    const address = match[0].replace(/[.,;:!?'")\]}]+$/, '');
    const target = linkTarget(address);
    if (target === undefined) continue;
    markdown += `${escapeMarks(line.slice(end, match.index))}<${target}>`;
    end = match.index + address.length;
  }
  return markdown + escapeMarks(line.slice(end));
}

/** A piece of a text that was broken anywhere: every mark is escaped, since its other half may be in the next piece. */
export function escapePiece(text: string): string {
  return oneLine(text).replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');
}

function escapeMarks(text: string): string {
  return text
    .replaceAll(ANYWHERE, '\\$&')
    .replaceAll(EMOJI_NAME, '\\:')
    .replaceAll(BROADCAST, '\\@')
    .replaceAll(INVITATION, '$1\\/')
    .replaceAll(/(https?):\/\//gi, '$1:\\/\\/');
}

/** Headings, lists and small print begin a line; `text` is markdown whose beginning is not meant as one. */
export function guardLineStart(text: string): string {
  return text
    .trimStart()
    .replace(/^[#+-]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** The address as it may stand inside `<…>`; undefined unless it is http(s). Hosts in other scripts become punycode. */
export function linkTarget(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (!parsed || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) return undefined;
  return parsed.href.replaceAll(
    /[<>()[\]*|`\\~\s]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** Words in a fixed-width face, where no markup is read. */
export function inlineCode(words: string): string {
  return `\`${oneLine(words).trim().replaceAll('`', 'ˋ')}\``;
}
