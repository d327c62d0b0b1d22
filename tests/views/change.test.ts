import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/entries/diff/change.ts';
import { plainSpans } from '../../src/plain-text.ts';
import { changeLine, cutSpans, LINE_LENGTH } from '../../src/views/change/change-line.ts';
import { changeSentence } from '../../src/views/change/change-sentence.ts';

const forms = { command: (words: string) => words, time: (at: number) => String(at) };
const unlikely = { term: 'unlikely', low: 20, high: 45 };
const likely = { term: 'likely', low: 55, high: 80 };

const uncited = (text: string) => ({ text, sources: [] });

function moved(...newText: string[]): Change {
  return {
    kind: 'likelihood',
    scenario: 'Symbolic session',
    before: unlikely,
    after: likely,
    newText: newText.map(uncited),
  };
}

const sentence = (change: Change) => plainSpans(changeSentence(change), forms);
const line = (change: Change) => plainSpans(changeLine(change), forms);

describe('a likelihood that moved', () => {
  test('with the reason that the entry gives for its judgement', () => {
    const change = moved('The desk raises this because no agenda was published.');
    expect(sentence(change)).toBe(
      'Outlook: Symbolic session went from unlikely (20–45 %) to likely (55–80 %), because no agenda was published.',
    );
    expect(line(change)).toBe(
      'Symbolic session: unlikely → likely (55–80 %), because no agenda was published',
    );
  });

  test('without a reason where a "because" explains something of the story', () => {
    const change = moved('The envoy left early because his plane was late.');
    expect(sentence(change)).toContain('. New there: “The envoy left early because his plane was late.”');
    expect(line(change)).toBe('Symbolic session: unlikely → likely (55–80 %)');
  });

  test('without a reason where the entry has none', () =>
    expect(sentence(moved())).toBe(
      'Outlook: Symbolic session went from unlikely (20–45 %) to likely (55–80 %).',
    ));

  test('from and to "not assessed"', () => {
    expect(sentence({ kind: 'likelihood', scenario: 'S', after: likely, newText: [] })).toBe(
      'Outlook: S was not assessed and is now likely (55–80 %).',
    );
    expect(line({ kind: 'likelihood', scenario: 'S', before: likely, newText: [] })).toBe(
      'S: likely → not assessed',
    );
  });
});

test('a claim inside a sentence leaves its full stop behind, and keeps every other one', () => {
  const note = { claim: 'The U.S. agreed in Muscat.[^herald]', doubt: 'Nobody saw it.', held_by: [] };
  expect(sentence({ kind: 'doubt-removed', note: { ...note, credibility: 3 }, holders: [] })).toBe(
    'Skepticism no longer has the doubt about “The U.S. agreed in Muscat”.',
  );
});

test('an event is told with its day before it', () => {
  const event = { date: '2026-02-10', text: 'A second round is planned.', expected: true };
  expect(sentence({ kind: 'event-added', event })).toBe(
    'Timeline, now expected for 10 Feb 2026: A second round is planned.',
  );
  expect(sentence({ kind: 'event-removed', event: { ...event, expected: false } })).toBe(
    'Timeline, no longer listed for 10 Feb 2026: A second round is planned.',
  );
});

describe('a rewording quotes what is new and what is gone, in the entry’s words', () => {
  const reworded = (before: string, after: string) => sentence({ kind: 'bottom-line', before, after });

  test.each([
    ['One. Two.', 'One. Two. Three.', 'Bottom line now also says: “Three.”'],
    ['One. Two.', 'One.', 'Bottom line no longer says: “Two.”'],
    ['One. Two.', 'One. Three.', 'Bottom line now says: “Three.” Before: “Two.”'],
    ['One. Two.', 'Two. One.', 'Bottom line: the same sentences in another order.'],
    ['One.[^a]', 'One.[^b]', 'Bottom line: the same words, now citing other sources. One.'],
    ['One.[^a]', 'One.', 'Bottom line: the same words, no longer citing a source.'],
  ])('%s -> %s', (before, after, expected) => expect(reworded(before, after)).toBe(expected));
});

test('a line of a digest is cut between words, with a visible sign', () => {
  const long = line({ kind: 'bottom-line', before: 'Before.', after: 'word '.repeat(200).trim() });
  expect(long.length).toBeLessThanOrEqual(LINE_LENGTH + 2);
  expect(long).toMatch(/word …$/);
  expect(cutSpans([{ kind: 'text', text: 'short' }], 10)).toEqual([{ kind: 'text', text: 'short' }]);
});
