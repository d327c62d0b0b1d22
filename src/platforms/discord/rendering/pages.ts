import { BUDGET, EMBED, MESSAGE } from '../limits.ts';
import type { Chunk, Picture } from './blocks.ts';

/** The text of one message: a lead that notifications show, then sections, each with at most one picture. */
export interface Page {
  readonly lead: string;
  readonly sections: readonly Section[];
}

/** Becomes one embed. */
export interface Section {
  readonly text: string;
  readonly picture?: Picture;
}

/** Fills messages one after the other; each keeps every limit of a message's text. Never empty. */
export function paginate(lead: string, chunks: readonly Chunk[]): readonly Page[] {
  const pages: Page[] = [{ lead, sections: [] }];
  for (const group of groups(chunks, ['always', 'where-it-fits'])) {
    if (append(pages, group) || startPage(pages, group)) continue;
    for (const part of groups(group, ['always'])) {
      if (append(pages, part) || startPage(pages, part)) continue;
      // Headings without end are longer together than a message; then they are broken after all.
      for (const chunk of part) if (!append(pages, [chunk])) startPage(pages, [chunk]);
    }
  }
  return pages;
}

type Keep = NonNullable<Extract<Chunk, { kind: 'text' }>['keepWithNext']>;

/** A heading with what it stands over, and what else stays together. */
function groups(chunks: readonly Chunk[], kept: readonly Keep[]): readonly (readonly Chunk[])[] {
  const found: Chunk[][] = [];
  let open = false;
  for (const chunk of chunks) {
    if (open) found.at(-1)?.push(chunk);
    else found.push([chunk]);
    open = chunk.kind === 'text' && chunk.keepWithNext !== undefined && kept.includes(chunk.keepWithNext);
  }
  return found;
}

function append(pages: Page[], chunks: readonly Chunk[]): boolean {
  const last = pages.at(-1);
  const grown = last && place(last, chunks);
  if (!grown || !fits(grown)) return false;
  pages[pages.length - 1] = grown;
  return true;
}

function startPage(pages: Page[], chunks: readonly Chunk[]): boolean {
  const page = place({ lead: '', sections: [] }, chunks);
  if (!fits(page)) return false;
  pages.push(page);
  return true;
}

/** Chunks placed together begin a new section together, so that a heading stays with its text. */
function place(page: Page, chunks: readonly Chunk[]): Page {
  const sections = [...page.sections];
  let open = sections.at(-1);
  const length = chunks.reduce(
    (sum, chunk) => sum + (chunk.kind === 'text' ? chunk.markdown.length + 2 : 0),
    0,
  );
  if (!open || open.picture || open.text.length + length > EMBED.description) {
    open = { text: '' };
    sections.push(open);
  }
  for (const chunk of chunks) {
    if (
      open.picture ||
      (chunk.kind === 'text' && open.text.length + chunk.markdown.length + 2 > EMBED.description)
    ) {
      open = { text: '' };
      sections.push(open);
    }
    open =
      chunk.kind === 'text'
        ? { text: joined(open.text, chunk) }
        : { text: open.text, picture: chunk.picture };
    sections[sections.length - 1] = open;
  }
  return { lead: page.lead, sections };
}

function joined(text: string, chunk: Extract<Chunk, { kind: 'text' }>): string {
  if (text === '') return chunk.markdown;
  return `${text}${chunk.spacing === 'line' ? '\n' : '\n\n'}${chunk.markdown}`;
}

function fits(page: Page): boolean {
  const total = page.sections.reduce((sum, section) => sum + section.text.length, 0);
  const pictures = page.sections.filter((section) => section.picture).length;
  // One embed is left for a footer.
  return (
    total <= BUDGET.pageText && page.sections.length < MESSAGE.embeds && pictures <= BUDGET.picturesInMessage
  );
}
