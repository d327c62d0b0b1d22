import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/answers/answered.ts';
import { type Meaning, standingOut } from '../../src/answers/vectors/meaning.ts';
import { answersOver, NOON, shippedEntry } from './shipped-answers.ts';

const talks = shippedEntry('iran-talks');
const place = { platform: 'web', workspace: 'local', channel: 'desk', person: 'ann' } as const;

async function outcomesOf(questions: readonly string[], meaning?: Meaning): Promise<readonly Outcome[]> {
  const answers = answersOver([talks], meaning);
  const outcomes: Outcome[] = [];
  for (const question of questions) {
    const { parts } = await answers.ask({ question, topic: 'iran-talks', place, now: NOON, zone: 'UTC' });
    outcomes.push(...parts.map(({ outcome }) => outcome));
  }
  return outcomes;
}

async function ledBy(meaning: Meaning | undefined, ...questions: readonly string[]) {
  const outcome = (await outcomesOf(questions, meaning)).at(-1);
  return outcome && (outcome.kind === 'not-covered' ? outcome.nearest : outcome.cited)[0]?.id;
}

/** To the question, one statement is near and all others are far; of other questions nothing is known. */
function nearTo(id: string, asked: string): Meaning {
  return {
    nearness: async (question, statements) =>
      question === asked ? statements.map((statement) => (statement.id === id ? 0.9 : 0.1)) : undefined,
  };
}

describe('meaning chooses among statements', () => {
  const question = 'Who restored the meeting?';
  const near = 'iran-talks/bottom_line/0';

  test('one near in meaning goes before one that has a few more words', async () => {
    expect(await ledBy(undefined, question)).toBe('iran-talks/summary.0/1');
    expect(await ledBy(nearTo(near, question), question)).toBe(near);
  });

  test('not where the answer stands in a field of its own', async () => {
    const ofTheField = 'What are the limits of the sourcing?';
    expect(await ledBy(nearTo('iran-talks/outlook.basis/1', ofTheField), ofTheField)).toBe(
      'iran-talks/outlook.basis/0',
    );
  });

  test('not in the middle of a conversation', async () => {
    const following = 'and who moved it?';
    expect(await ledBy(nearTo(near, following), question, following)).toBe(
      'iran-talks/actors.united-states.role/1',
    );
  });

  test('not without vectors in time', async () => {
    expect(await ledBy({ nearness: async () => undefined }, question)).toBe('iran-talks/summary.0/1');
  });
});

test('whatever the vectors say, words decide what is covered and what is known', async () => {
  const questions = [
    'Is there any movement on the venue?',
    'Who pressed Washington?',
    'How many governments pressed?',
    'If Iran leaves the talks, what will Oman do?',
    'What did Brazil offer?',
    'What does Oman want?',
    'Why were officials skeptical?',
    'What was the original date?',
  ];
  // Each for itself: what was cited before may change what a question means.
  const kindsWith = async (meaning?: Meaning) => {
    const answers = answersOver([talks], meaning);
    const kinds: (string | undefined)[] = [];
    for (const question of questions) {
      const alone = { ...place, channel: question };
      const { parts } = await answers.ask({
        question,
        topic: 'iran-talks',
        place: alone,
        now: NOON,
        zone: 'UTC',
      });
      kinds.push(parts[0]?.outcome.kind);
    }
    return kinds;
  };
  const words = await kindsWith();
  expect(new Set(words)).toEqual(new Set(['not-covered', 'answered', 'unknown', 'doubted']));
  const cosines = fc.array(fc.option(fc.double({ min: -1, max: 1, noNaN: true }), { nil: undefined }), {
    minLength: 1,
    maxLength: 80,
  });
  await fc.assert(
    fc.asyncProperty(cosines, async (values) => {
      const meaning: Meaning = {
        nearness: async (_, statements) => statements.map((_statement, at) => values[at % values.length]),
      };
      expect(await kindsWith(meaning)).toEqual(words);
    }),
    { numRuns: 20 },
  );
});

describe('standing out', () => {
  test('is told in standard deviations above the mean', () => {
    expect(standingOut([0.2, 0.4, 0.6, 0.8])).toEqual([
      0,
      0,
      expect.closeTo(0.447, 3),
      expect.closeTo(1.342, 3),
    ]);
  });

  test('is the same with a model whose cosines all lie close together', () => {
    const wide = standingOut([0.1, 0.3, 0.9]);
    const narrow = standingOut([0.91, 0.93, 0.99]);
    narrow.forEach((value, at) => {
      expect(value).toBeCloseTo(wide[at] ?? Number.NaN);
    });
  });

  test('a statement of which nothing is known neither stands out nor sets the mark for others', () => {
    expect(standingOut([0.91, undefined, 0.93, undefined])).toEqual([0, 0, expect.closeTo(1), 0]);
  });

  test.each([
    ['none', []],
    ['one', [0.5]],
    ['equal ones', [0.5, 0.5, 0.5]],
    ['unknown ones', [undefined, undefined]],
  ])('nothing stands out among %s', (_, nearness) => {
    expect(standingOut(nearness)).toEqual(nearness.map(() => 0));
  });

  test('one among hundreds counts as three deviations at most', () => {
    expect(standingOut([1, ...Array.from({ length: 300 }, () => 0)])[0]).toBe(3);
  });

  test('never gives anything but a number from 0 to 3', () => {
    const cosines = fc.array(fc.option(fc.double({ min: -1, max: 1, noNaN: true }), { nil: undefined }));
    fc.assert(
      fc.property(cosines, (nearness) => {
        const standing = standingOut(nearness);
        expect(standing).toHaveLength(nearness.length);
        for (const value of standing) expect(value >= 0 && value <= 3).toBe(true);
      }),
    );
  });
});
