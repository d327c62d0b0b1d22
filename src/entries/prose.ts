import { Lexer, Marked, type Token } from 'marked';

/** A piece of a prose field: inline Markdown (bold, italic, links) and citations, nothing else. */
export type ProsePart =
  | { readonly kind: 'text'; readonly text: string; readonly strong?: boolean; readonly emphasis?: boolean }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'citation'; readonly source: string };

const CITATION = /\[\^([a-z0-9-]{1,64})\]/;

const markdown = new Marked({
  extensions: [
    {
      name: 'citation',
      level: 'inline',
      start: (source) => source.indexOf('[^'),
      tokenizer: (source) => {
        const match = CITATION.exec(source);
        return match?.index === 0 ? { type: 'citation', raw: match[0], source: match[1] } : undefined;
      },
    },
  ],
});

/** Marks of emphasis and links in one field beyond which it is shown as it was typed. */
const MAXIMUM_MARKS = 500;

/** Reads a prose field. Whatever is not bold, italic, a web link or a citation comes back as the text it was. */
export function parseProse(prose: string): readonly ProsePart[] {
  // Most prose has no markup: skip the parser, which costs a hundred times the test.
  if (!/[[*_\\<`~]|https?:|www\./.test(prose)) return prose === '' ? [] : [{ kind: 'text', text: prose }];
  // Emphasis costs the square of its marks; nobody writes this many, and citations are still read.
  if ((prose.match(/[*_[]/g)?.length ?? 0) > MAXIMUM_MARKS) return joinTexts(withCitations(prose, {}));
  return joinTexts(markedParts(prose, {}));
}

function markedParts(prose: string, style: Style): ProsePart[] {
  return partsOf(new Lexer(markdown.defaults).inlineTokens(prose), style);
}

/** Prose as it is read aloud: no markup, no citations. */
export function plainProse(prose: string): string {
  // The sentences of a statement index are mostly plain, and there are hundreds of thousands.
  if (!MAY_CHANGE.test(prose)) return prose;
  return parseProse(prose)
    .map((part) => (part.kind === 'citation' ? '' : part.text))
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Markup, a link, or white space other than single spaces between words. */
const MAY_CHANGE = /[[*_\\<`~]|https?:|www\.|\s\s|[^\S ]|^ | $/;

/** Ids of the cited sources, each once, in order of appearance. */
export function citationsIn(prose: string): readonly string[] {
  return [...new Set(Array.from(prose.matchAll(new RegExp(CITATION, 'g')), (match) => match[1] ?? ''))];
}

interface Style {
  readonly strong?: boolean;
  readonly emphasis?: boolean;
}

function partsOf(tokens: readonly Token[], style: Style): ProsePart[] {
  return tokens.flatMap((token): ProsePart[] => {
    switch (token.type) {
      case 'strong':
        return partsOf(token.tokens ?? [], { ...style, strong: true });
      case 'em':
        return partsOf(token.tokens ?? [], { ...style, emphasis: true });
      case 'citation':
        return [{ kind: 'citation', source: String(token['source']) }];
      case 'link': {
        // A bare address takes in all that follows it without a space.
        const citation = token.raw === textOf(token) ? token.raw.search(CITATION) : -1;
        if (citation > 0) {
          return [
            ...markedParts(token.raw.slice(0, citation), style),
            ...markedParts(token.raw.slice(citation), style),
          ];
        }
        return /^https?:\/\//.test(token['href'])
          ? [
              { kind: 'link', text: labelOf(token, token['href']), url: token['href'] },
              ...citationsAfter(token),
            ]
          : withCitations(token.raw, style);
      }
      case 'br':
        return [{ kind: 'text', text: ' ', ...style }];
      case 'escape':
      case 'text':
        return [{ kind: 'text', text: textOf(token), ...style }];
      default:
        return withCitations(token.raw, style);
    }
  });
}

/** Text that is no markup of ours, in which a citation is one all the same: no reader should lose a source. */
function withCitations(raw: string, style: Style): ProsePart[] {
  return raw.split(new RegExp(CITATION, 'g')).flatMap((part, index): ProsePart[] => {
    if (index % 2 === 1) return [{ kind: 'citation', source: part }];
    return part === '' ? [] : [{ kind: 'text', text: part, ...style }];
  });
}

/** A label holds no citations, so those in it follow the link. */
function citationsAfter(link: Token): ProsePart[] {
  return citationsIn(link.raw).map((source) => ({ kind: 'citation', source }));
}

function textOf(token: Token): string {
  return 'text' in token && typeof token.text === 'string' ? token.text : token.raw;
}

/** A link's label without its own markup: platforms differ too much in what they allow inside one. Never empty. */
function labelOf(link: Token, url: string): string {
  const parts = 'tokens' in link && link.tokens ? partsOf(link.tokens, {}) : [];
  return parts.map((part) => (part.kind === 'citation' ? '' : part.text)).join('') || url;
}

function joinTexts(parts: readonly ProsePart[]): readonly ProsePart[] {
  const joined: ProsePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (
      part.kind === 'text' &&
      last?.kind === 'text' &&
      last.strong === part.strong &&
      last.emphasis === part.emphasis
    ) {
      joined[joined.length - 1] = { ...last, text: last.text + part.text };
    } else {
      joined.push(part);
    }
  }
  return joined;
}
