import { describe, expect, test } from 'vitest';
import { answersOver, NOON, shippedEntry } from './shipped-answers.ts';

const entry = shippedEntry('iran-talks');

async function nearestTo(question: string): Promise<readonly string[]> {
  const { parts } = await answersOver([entry]).ask({
    question,
    topic: entry.id,
    place: { platform: 'web', workspace: 'local', channel: 'desk', person: 'ann' },
    now: NOON,
    zone: 'UTC',
  });
  return parts.flatMap(({ outcome }) => {
    if (outcome.kind !== 'not-covered') throw new Error(`expected “${question}” not to be covered`);
    return outcome.nearest.map(({ text }) => text);
  });
}

describe('what comes nearest to a question that is not covered', () => {
  test.each([
    'casualties?',
    'How many soldiers does Iran have?',
    'Who won the world cup?',
    'What is the price of oil?',
  ])('is nothing where only what the briefing is about is shared: %s', async (question) => {
    expect(await nearestTo(question)).toEqual([]);
  });

  test('is what is said of others, where the question names somebody the briefing does not', async () => {
    const nearest = await nearestTo('Did Saudi Arabia pressure the US?');
    expect(nearest.length).toBeGreaterThan(0);
    expect(nearest.join()).toMatch(/Middle Eastern governments/);
  });

  test('is at most three statements', async () => {
    expect((await nearestTo('Has Russia sent troops?')).length).toBeLessThanOrEqual(3);
  });
});
