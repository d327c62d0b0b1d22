import { describe, expect, test } from 'vitest';
import { followUpsOf } from '../../src/answers/composing/follow-ups.ts';
import type { Entry } from '../../src/entries/entry.ts';
import { sampleEntry } from '../entries/sample-entry.ts';
import { answersOver, NOON } from './shipped-answers.ts';

const past = { date: '2026-02-01', text: 'The union called the strike.', expected: false };
const due = { date: '2026-03-01', text: 'The third round of talks begins.', expected: true };
const outlook: Entry['outlook'] = {
  horizon: 'to 31 March 2026',
  confidence: 'low',
  basis: 'The desk’s own judgement.',
  scenarios: [{ name: 'Settlement', likelihood: 'likely', text: 'Both sides settle.', signposts: [] }],
};
const { outlook: _, ...story } = sampleEntry('strike', { timeline: [past] });
const NEXT = 'What comes next?';

describe('“What comes next?”', () => {
  test.each([
    ['an event is due', { ...story, timeline: [past, due] }],
    ['there are scenarios', { ...story, outlook }],
  ])('is offered where %s, and has an answer', async (_, entry) => {
    expect(followUpsOf(entry, [], [])).toContain(NEXT);
    const { parts } = await answersOver([entry]).ask({
      question: NEXT,
      topic: 'strike',
      place: { platform: 'web', workspace: 'local', channel: 'desk', person: 'ann' },
      now: NOON,
      zone: 'UTC',
    });
    expect(parts.map(({ outcome }) => outcome.kind)).toEqual(['answered']);
  });

  test('is not offered where all that is told lies in the past', () => {
    expect(followUpsOf(story, [], [])).not.toContain(NEXT);
  });
});
