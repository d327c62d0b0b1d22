import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../chaos/random.ts';
import type { Statement } from '../../src/entries/statements/statement.ts';
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

describe('among thousands of statements, where long lists are skipped', () => {
  // Each word is in about as many statements as its place in the list says: in all of them, in four fifths, in two thirds …
  const words = ['talks', 'venue', 'host', 'press', 'nine', 'delay', 'envoy', 'quota', 'tariff', 'reactor'];
  const random = seededRandom(1);
  const corpus = Array.from({ length: 60 }, (_, entry) =>
    statementsOf(
      `entry-${entry}`,
      Array.from({ length: 80 }, () =>
        words
          .flatMap((word, rank) =>
            random() * (1 + rank / 4) < 1 ? Array(1 + Math.floor(random() * 2)).fill(word) : [],
          )
          .concat('filler '.repeat(Math.floor(random() * 6)))
          .join(' '),
      ),
    ),
  );
  const index = createStatementIndex();
  for (const [number, statements] of corpus.entries()) index.put(`entry-${number}`, statements);
  const all = corpus.flat();
  const naive = naiveScorer(all);

  test('the hits are those of BM25 over all, each with its own score', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 12 }),
        (queried, limit) => {
          const query = queried.join(' ');
          const hits = index.search(query, { limit });
          const best = all.map((statement) => naive(statement, query)).sort((a, b) => b - a);
          hits.forEach(({ statement, score }, at) => {
            expect(score).toBeCloseTo(best[at] ?? Number.NaN, 4);
            expect(score).toBeCloseTo(naive(statement, query), 4);
          });
          expect(hits.length).toBe(Math.min(limit, best.filter((score) => score > 0).length));
        },
      ),
    );
  });
});

/** All scores above 0, highest first. */
function naiveScores(statements: readonly Statement[], query: string): readonly number[] {
  const scoreOf = naiveScorer(statements);
  return statements
    .map((statement) => scoreOf(statement, query))
    .filter((score) => score > 0)
    .sort((a, b) => b - a);
}

/** BM25 as it is written in the paper, over all these statements. */
function naiveScorer(statements: readonly Statement[]): (statement: Statement, query: string) => number {
  const documents = new Map(statements.map((statement) => [statement, termsOf(statement.text)]));
  const total = [...documents.values()].reduce((sum, terms) => sum + terms.length, 0);
  const containing = new Map<string, number>();
  for (const terms of documents.values())
    for (const term of new Set(terms)) containing.set(term, (containing.get(term) ?? 0) + 1);
  return (statement, query) => {
    const terms = documents.get(statement) ?? [];
    return [...new Set(termsOf(query))].reduce((score, term) => {
      const occurrences = terms.filter((other) => other === term).length;
      return (
        score +
        inverseFrequency(containing.get(term) ?? 0, statements.length) *
          saturation(occurrences, terms.length, total / statements.length)
      );
    }, 0);
  };
}
