import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/entries/entry.ts';
import { sampleEntry } from '../entries/sample-entry.ts';
import { answersOver, NOON, shippedEntry } from './shipped-answers.ts';

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
const place = { platform: 'web', workspace: 'local', channel: 'desk', person: 'ann' } as const;

/** What is offered after each of these questions, asked one after the other about one briefing. */
async function offeredAfter(entry: Entry, ...questions: readonly string[]): Promise<readonly string[]> {
  const answers = answersOver([entry]);
  let offered: readonly string[] = [];
  for (const question of questions)
    offered = (await answers.ask({ question, topic: entry.id, place, now: NOON, zone: 'UTC' })).followUps;
  return offered;
}

describe('“What comes next?”', () => {
  test.each([
    ['an event is due', { ...story, timeline: [past, due] }],
    ['there are scenarios', { ...story, outlook }],
  ])('is offered where %s', async (_, entry) => {
    expect(await offeredAfter(entry, 'What is the bottom line?')).toContain(NEXT);
  });

  test('is not offered where all that is told lies in the past', async () => {
    expect(await offeredAfter(story, 'What is the bottom line?')).not.toContain(NEXT);
  });
});

describe('what is offered', () => {
  const talks = shippedEntry('iran-talks');

  test.each([
    ['What is the leverage of the United States?', /^What is the aim of the United States\?$/],
    ['How likely is a symbolic session?', /signs of Symbolic session/],
    [
      'Is it true that nine countries called?',
      /^What would settle this: At least nine countries .{1,40} …\?$/,
    ],
    ['When did the governments press Washington?', /^What comes next\?$|Middle Eastern/],
    ['What is the role of Oman?', /^What is the leverage of Oman\?$/],
  ])('after “%s” goes on from what was cited', async (question, first) => {
    expect((await offeredAfter(talks, question))[0]).toMatch(first);
  });

  test('after what is not covered goes on from what comes nearest; from nothing near, nothing', async () => {
    expect((await offeredAfter(talks, 'Did Turkey lobby Washington?')).length).toBeGreaterThan(1);
    expect(await offeredAfter(talks, 'casualties?')).toEqual([]);
  });

  test('is neither what was just asked nor what the conversation has had', async () => {
    const asked = ['What is in doubt?', 'How likely is each scenario?', 'What is the leverage of Oman?'];
    const offered = await offeredAfter(talks, ...asked, 'When is the meeting?');
    for (const question of asked) expect(offered).not.toContain(question);
  });

  test.each([
    'What does Oman want?',
    'What is in doubt?',
    'How likely is each scenario?',
    'Who pressed Washington?',
  ])('after “%s” is answered by the briefing, two or three of it', async (question) => {
    const answers = answersOver([talks]);
    const { followUps } = await answers.ask({ question, topic: talks.id, place, now: NOON, zone: 'UTC' });
    expect(followUps.length).toBeGreaterThanOrEqual(2);
    expect(followUps.length).toBeLessThanOrEqual(3);
    for (const next of followUps) {
      const { parts } = await answers.ask({ question: next, topic: talks.id, place, now: NOON, zone: 'UTC' });
      expect(parts.map(({ outcome }) => outcome.kind)).not.toContain('not-covered');
    }
  });
});
