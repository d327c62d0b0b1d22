import type { Chunk, Picture } from './blocks.ts';
import { BUDGET, EMBED, MESSAGE } from './limits.ts';

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
  for (const group of groups(chunks)) {
    if (append(pages, group) || startPage(pages, group)) continue;
    // Headings without end are longer together than a message; then they are broken after all.
    for (const chunk of group) if (!append(pages, [chunk])) startPage(pages, [chunk]);
  }
  return pages;
}

/** A heading with what it stands over. */
function groups(chunks: readonly Chunk[]): readonly (readonly Chunk[])[] {
  const found: Chunk[][] = [];
  let open = false;
  for (const chunk of chunks) {
    if (open) found.at(-1)?.push(chunk);
    else found.push([chunk]);
    open = chunk.kind === 'text' && chunk.keepWithNext === true;
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

function place(page: Page, chunks: readonly Chunk[]): Page {
  const sections = [...page.sections];
  for (const chunk of chunks) {
    const open = sections.at(-1);
    const writable = open && !open.picture ? open : undefined;
    if (chunk.kind === 'picture') {
      // Discord draws an embed's picture below its text, so a picture closes its section.
      if (writable) sections.splice(-1, 1, { text: writable.text, picture: chunk.picture });
      else sections.push({ text: '', picture: chunk.picture });
      continue;
    }
    const joined = writable && `${writable.text}${chunk.spacing === 'line' ? '\n' : '\n\n'}${chunk.markdown}`;
    if (joined !== undefined && joined.length <= EMBED.description) sections.splice(-1, 1, { text: joined });
    else sections.push({ text: chunk.markdown });
  }
  return { lead: page.lead, sections };
}

function fits(page: Page): boolean {
  const total = page.sections.reduce((sum, section) => sum + section.text.length, 0);
  const pictures = page.sections.filter((section) => section.picture).length;
  // One embed is left for a footer.
  return (
    total <= BUDGET.pageText && page.sections.length < MESSAGE.embeds && pictures <= BUDGET.picturesInMessage
  );
}
