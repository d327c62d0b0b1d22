import { sentenceRanges } from '../entries/statements/sentences.ts';

const CITATION = /\[\^[a-z0-9-]+\]/g;

/** Marks that there is more; the section's button leads to it. */
const MORE = ' …';

/**
 * The first sentences of prose, markup and citations kept, as many as fit into `length` characters but at least one.
 * Whole sentences only: half of one can say the opposite.
 */
export function excerpt(prose: string, length: number): string {
  // Citations stand after the full stop; as blanks of the same length they neither hide it nor move anything.
  const ranges = sentenceRanges(prose.replaceAll(CITATION, (citation) => ' '.repeat(citation.length)));
  let end = ranges[0]?.end ?? prose.length;
  for (const range of ranges) if (range.end <= length) end = Math.max(end, range.end);
  const citations = /^(?:\[\^[a-z0-9-]+\])*/.exec(prose.slice(end))?.[0] ?? '';
  const kept = prose.slice(0, end) + citations;
  return kept.length < prose.trimEnd().length ? kept + MORE : kept;
}
