import { plainProse } from '../../entries/prose.ts';
import { type Spans, text } from '../../reply.ts';

/**
 * Draws prose of the entry: with numbered citations where the reply lists the sources, else plain. What an entry no
 * longer says is always plain: it needs no source, and its source may be gone.
 */
export type DrawProse = (prose: string) => Spans;

/** Prose without markup and citations. */
export const drawPlain: DrawProse = (prose) => {
  const plain = plainProse(prose);
  return plain === '' ? [] : [text(plain)];
};
