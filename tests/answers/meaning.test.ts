import { expect, test } from 'vitest';
import type { Meaning } from '../../src/answers/vectors/meaning.ts';
import { answersOver, NOON, shippedEntry } from './shipped-answers.ts';

const QUESTION = 'Is there any movement on the venue?';

async function ledBy(meaning: Meaning | undefined): Promise<string | undefined> {
  const { parts } = await answersOver([shippedEntry('iran-talks')], meaning).ask({
    question: QUESTION,
    topic: 'iran-talks',
    place: { platform: 'web', workspace: 'local', channel: 'desk', person: 'ann' },
    now: NOON,
  });
  const outcome = parts[0]?.outcome;
  return outcome && (outcome.kind === 'not-covered' ? outcome.nearest : outcome.cited)[0]?.id;
}

test('a statement near in meaning goes before one that has as many words', async () => {
  const plain = await ledBy(undefined);
  const near = 'iran-talks/relations.4/0';
  expect(plain).not.toBe(near);
  const meaning: Meaning = {
    nearness: async (_, statements) => statements.map(({ id }) => (id === near ? 1 : 0)),
  };
  expect(await ledBy(meaning)).toBe(near);
});

test('without vectors in time the words alone decide', async () => {
  expect(await ledBy({ nearness: async () => undefined })).toBe(await ledBy(undefined));
});
