import { describe, expect, test } from 'vitest';
import { plainSpans } from '../../src/plain-text.ts';
import { createCitations } from '../../src/views/citations.ts';
import { relationsOf } from '../../src/views/relations.ts';
import { sampleEntry } from '../entries/sample-entry.ts';

const forms = { command: (words: string) => words, time: (at: number) => String(at) };

/** Each actor of a chain presses the next one; the last relation is told in words of its own, with a source. */
function chainOf(relations: number) {
  const ids = Array.from({ length: relations + 1 }, (_, index) => `actor-${index}`);
  return sampleEntry('one', {
    actors: Object.fromEntries(
      ids.map((id) => [id, { name: id, role: 'A role.', kind: 'state', aliases: [], claims: [] }]),
    ),
    relations: ids.slice(1).map((to, index) => ({
      from: `actor-${index}`,
      to,
      kind: 'pressed',
      ...(index === relations - 1 ? { text: 'The last one gave way.[^wire]' } : {}),
    })),
  });
}

function drawn(relations: number) {
  const { map, others } = relationsOf(chainOf(relations), createCitations());
  const [picture, note] = map;
  return {
    mapped: picture?.kind === 'actor-map' ? picture.relations.length : undefined,
    sentences: picture?.kind === 'actor-map' ? picture.alternative.length : undefined,
    note: note?.kind === 'note' ? plainSpans(note.spans, forms) : undefined,
    others: others.flatMap((block) =>
      block.kind === 'list' ? block.items.map((item) => plainSpans(item, forms)) : [],
    ),
  };
}

describe('the relations of a briefing', () => {
  test('are all on the map while it can be read', () => {
    expect(drawn(9)).toEqual({ mapped: 9, sentences: 9, note: undefined, others: [] });
  });

  test('of more actors than that are told in sentences, with their sources, and the map says so', () => {
    expect(drawn(11)).toEqual({
      mapped: 9,
      sentences: 9,
      note: 'The first 9 of 11 relations; the others are listed at the end.',
      others: ['actor-9 pressed actor-10.', 'The last one gave way. [1]'],
    });
  });

  test('are none where the briefing has none', () => {
    expect(relationsOf(sampleEntry('one', { relations: [] }), createCitations())).toEqual({
      map: [],
      others: [],
    });
  });
});
