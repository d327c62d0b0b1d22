import { byId } from '../entries/by-id.ts';
import type { Entry, Source } from '../entries/entry.ts';
import { parseProse } from '../entries/prose.ts';
import { type Block, type Span, type Spans, text } from '../reply.ts';
import { sourceLine } from './source-line.ts';

/**
 * Numbers the sources of one reply in the order in which they are first cited. Made anew for each reply;
 * `block` comes last, when everything that cites has been drawn.
 */
export interface Citations {
  /** Prose with its citations as numbers. */
  prose(entry: Entry, prose: string): Spans;
  number(entry: Entry, sourceId: string): number | undefined;
  /** The cited sources, or nothing when none was cited. */
  block(): readonly Block[];
}

export function createCitations(): Citations {
  const cited = new Map<string, { readonly source: Source; readonly entryId: string }>();

  function number(entry: Entry, sourceId: string): number | undefined {
    const source = byId(entry.sources, sourceId);
    if (!source) return undefined;
    // The same id names another source in another entry.
    const key = `${entry.id}/${sourceId}`;
    if (!cited.has(key)) cited.set(key, { source, entryId: entry.id });
    return [...cited.keys()].indexOf(key) + 1;
  }

  return {
    number,
    prose(entry, prose) {
      const spans: Span[] = [];
      for (const part of parseProse(prose)) {
        if (part.kind !== 'citation') {
          spans.push(part);
          continue;
        }
        const cite = number(entry, part.source);
        if (cite !== undefined) spans.push({ kind: 'citation', number: cite });
      }
      return spans;
    },
    block() {
      if (cited.size === 0) return [];
      const several = new Set([...cited.values()].map(({ entryId }) => entryId)).size > 1;
      // Two briefings may describe one source in the same words.
      const items = [...cited.values()].map(({ source, entryId }, index) => ({
        number: index + 1,
        spans: several ? [...sourceLine(source), text(` · in ${entryId}`)] : sourceLine(source),
      }));
      return [{ kind: 'sources', items }];
    },
  };
}
