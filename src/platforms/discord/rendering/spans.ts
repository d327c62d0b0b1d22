import { byKind } from '../../../by-kind.ts';
import { formatDay } from '../../../plain-text.ts';
import type { Span, Spans } from '../../../reply.ts';
import { cut, graphemesOf } from '../../cut.ts';
import { BUDGET } from '../limits.ts';
import { escapePiece, escapeText, guardLineStart, inlineCode, linkTarget, oneLine } from './escape.ts';

/** How words are shown as something to type: `iran-talks` -> `/brief show iran-talks`. */
export type CommandForm = (words: string) => string;

/** The smallest piece of a line: breaking inside it would break its markup. */
interface Atom {
  readonly markdown: string;
  readonly style: '' | '*' | '**' | '***';
}

/** A word without spaces is broken every so often: escaped, this still fits any part of a message. */
const LONGEST_WORD = 150;
/** An address as typed; encoded it may be three times as long. */
const LONGEST_ADDRESS = BUDGET.url / 3;
/** Room for the backslash before what would begin a heading or a list; bold text may begin with one of its own. */
const GUARD = 1;

/** A paragraph as one or more lines of markdown, each at most `limit` long. */
export function markdownLines(spans: Spans, command: CommandForm, limit: number): readonly string[] {
  const lines: string[] = [];
  let line: Atom[] = [];
  let length = GUARD;
  for (const atom of spans.flatMap((span, index) => byKind(spanAtoms, span, command, spans[index - 1]))) {
    // At worst an atom brings its own marks on both sides and a space to keep them apart.
    const cost =
      atom.markdown.length + (atom.style === line.at(-1)?.style ? 0 : 2 * atom.style.length + 1 + GUARD);
    if (line.length > 0 && length + cost > limit) {
      lines.push(join(line));
      line = [];
      length = 2 * GUARD + 2 * atom.style.length + 1;
    }
    line.push(atom);
    length += cost;
  }
  lines.push(join(line));
  return lines.filter((text) => text !== '');
}

type SpanAtoms = {
  readonly [K in Span['kind']]: (
    span: Extract<Span, { kind: K }>,
    command: CommandForm,
    before: Span | undefined,
  ) => readonly Atom[];
};

const TIME_STYLE = { 'date-time': 'f', time: 't', relative: 'R' } as const;

const spanAtoms: SpanAtoms = {
  text: (span) => {
    const style = styleOf(span);
    return words(span.text).map((markdown) => ({ markdown, style }));
  },
  link: (span) => [...words(span.text).map(plain), ...(span.text === span.url ? [] : [plain(target(span))])],
  citation: (span) => [plain(`\\[${span.number}\\]`)],
  // A date goes on in the style of the words that lead to it.
  day: (span, _command, before) => [{ markdown: formatDay(span.day), style: styleOf(before) }],
  time: (span) => [plain(`<t:${Math.floor(span.at / 1000)}:${TIME_STYLE[span.style]}>`)],
  command: (span, command) => [plain(inlineCode(cut(command(oneLine(span.words)), BUDGET.commandWords)))],
};

function styleOf(span: Span | undefined): Atom['style'] {
  if (span?.kind !== 'text') return '';
  return span.strong ? (span.emphasis ? '***' : '**') : span.emphasis ? '*' : '';
}

function plain(markdown: string): Atom {
  return { markdown, style: '' };
}

/**
 * The host stands outside the link's label: labels have no escaping, a label that looks like an address is
 * not drawn as a link, and foreign words as a label could promise another place than they lead to.
 */
function target(span: { readonly url: string }): string {
  const address = linkTarget(span.url);
  const host = escapeText(URL.parse(span.url)?.host ?? '');
  if (address === undefined) return ` (${escapePiece(cut(span.url, LONGEST_WORD))})`;
  return address.length > BUDGET.url
    ? ` (${host}, address too long to link)`
    : ` (${host} · [open](<${address}>))`;
}

/** A few words at a time, whole where they are not endless, with the white space around them. */
const WORDS = new RegExp(`[^]{1,${LONGEST_WORD}}(?=\\s|$)\\s*|\\S+\\s*|\\s+`, 'gu');

/** Escaped text in pieces that a line may be broken between; addresses stay whole, endless words do not. */
function words(text: string): readonly string[] {
  return (oneLine(text).match(WORDS) ?? []).flatMap((part) => {
    if (part.length <= LONGEST_WORD + 1) return [escapeText(part)];
    const isAddress = part.length <= LONGEST_ADDRESS && /https?:\/\//i.test(part);
    return isAddress ? [escapeText(part)] : pieces(part).map(escapePiece);
  });
}

function pieces(word: string): readonly string[] {
  const found: string[] = [];
  let piece = '';
  for (const segment of graphemesOf(word)) {
    if (piece.length + segment.length > LONGEST_WORD) {
      found.push(piece);
      piece = '';
    }
    // One character with endless combining marks is not writing; its first part is kept.
    piece += segment.slice(0, LONGEST_WORD);
  }
  return [...found, piece].filter((part) => part !== '');
}

/** Neighbours of one style share its marks; white space goes outside, where marks are read. */
function join(atoms: readonly Atom[]): string {
  let markdown = '';
  let run = '';
  let style: Atom['style'] = '';
  const close = () => {
    const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(run) ?? [];
    // Marks of two styles that touch would be read as one longer mark: an invisible space keeps them apart.
    const apart = style !== '' && markdown.endsWith('*') && before === '' ? '\u200b' : '';
    markdown +=
      inner === ''
        ? run
        : `${before}${apart}${style}${style === '' ? inner : guardLineStart(inner)}${style}${after}`;
  };
  for (const atom of atoms) {
    if (atom.style !== style) {
      close();
      run = '';
      style = atom.style;
    }
    run += atom.markdown;
  }
  close();
  return guardLineStart(markdown).trimEnd();
}
