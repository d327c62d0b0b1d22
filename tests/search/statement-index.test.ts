import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Statement } from '../../src/entries/statement.ts';
import { inverseFrequency, saturation } from '../../src/search/bm25.ts';
import { createStatementIndex } from '../../src/search/statement-index.ts';
import { termsOf } from '../../src/search/terms.ts';

function statementsOf(entryId: string, texts: readonly string[]): readonly Statement[] {
  return texts.map((text, order) => ({
    id: `${entryId}/${order}`,
    entryId,
    field: 'summary',
    text,
    sources: [],
    actors: [],
    order,
  }));
}

function found(index: ReturnType<typeof createStatementIndex>, query: string, entryId?: string) {
  const hits = index.search(query, { limit: 10, ...(entryId === undefined ? {} : { entryId }) });
  return hits.map(({ statement }) => statement.id);
}

describe('the statement index', () => {
  const index = createStatementIndex();
  index.put(
    'talks',
    statementsOf('talks', ['Oman hosts the negotiations.', 'The U.S. lobbied for 1,000 days.']),
  );
  index.put(
    'trade',
    statementsOf('trade', ['Tariffs were negotiated in Oman and Qatar.', '会议在阿曼举行。']),
  );

  test.each([
    ['negotiation', ['talks/0', 'trade/0']],
    ['host', ['talks/0']],
    ['us lobbying', ['talks/1']],
    ['1000', ['talks/1']],
    ['阿曼', ['trade/1']],
    ['qatr', ['trade/0']],
    ['tarfifs', ['trade/0']],
    ['lobb*', ['talks/1']],
    ['nothing of the kind', []],
    ['', []],
  ])('%j finds %j', (query, expected) => {
    expect(found(index, query)).toEqual(expected);
  });

  test('narrows to one entry', () => {
    expect(found(index, 'oman', 'trade')).toEqual(['trade/0']);
    expect(found(index, 'oman', 'unknown')).toEqual([]);
  });

  test('a heading is part of what its statement says', () => {
    const headed = createStatementIndex();
    headed.put(
      'e',
      statementsOf('e', ['Wants neutral ground.']).map((statement) => ({ ...statement, heading: 'Oman' })),
    );
    expect(found(headed, 'oman')).toEqual(['e/0']);
  });
});

const word = fc.constantFrom('oman', 'iran', 'talks', 'host', 'venue', 'press', 'nine', 'qatar');
const sentence = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
const step = fc.record({
  entryId: fc.constantFrom('a', 'b', 'c', 'd'),
  texts: fc.array(sentence, { maxLength: 20 }),
});

describe('against a naive oracle', () => {
  test('any sequence of changes leaves the scores of BM25 over what is there', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 12 }),
        sentence,
        fc.integer({ min: 1, max: 15 }),
        (steps, query, limit) => {
          const index = createStatementIndex();
          const kept = new Map<string, readonly Statement[]>();
          for (const { entryId, texts } of steps) {
            const statements = statementsOf(entryId, texts);
            if (texts.length === 0) index.remove(entryId);
            else index.put(entryId, statements);
            kept.set(entryId, statements);
          }
          const all = [...kept.values()].flat();
          const expected = naiveScores(all, query).slice(0, limit);
          const actual = index.search(query, { limit }).map(({ score }) => score);
          expect(index.size).toBe(all.length);
          expect(actual.length).toBe(expected.length);
          actual.forEach((score, at) => {
            expect(score).toBeCloseTo(expected[at] ?? Number.NaN, 4);
          });
        },
      ),
    );
  });
});

/** All scores above 0, highest first. */
function naiveScores(statements: readonly Statement[], query: string): readonly number[] {
  const documents = statements.map(({ text }) => termsOf(text));
  const average = documents.reduce((sum, terms) => sum + terms.length, 0) / documents.length;
  return documents
    .map((terms) =>
      [...new Set(termsOf(query))].reduce((score, term) => {
        const containing = documents.filter((other) => other.includes(term)).length;
        const occurrences = terms.filter((other) => other === term).length;
        return (
          score +
          inverseFrequency(containing, documents.length) * saturation(occurrences, terms.length, average)
        );
      }, 0),
    )
    .filter((score) => score > 0)
    .sort((a, b) => b - a);
}
