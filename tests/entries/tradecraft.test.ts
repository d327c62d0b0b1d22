import { describe, expect, test } from 'vitest';
import { parseText, problemsIn, VALID_FILE, withChange } from './entry-file.ts';

/** The problems of the valid file after one change, as `line severity field`. */
function faultsAfter(passage: string, replacement: string): readonly string[] {
  return parseText(withChange(passage, replacement)).problems.map(
    ({ line, severity, field }) => `${line} ${severity} ${field}`,
  );
}

describe('everything named exists', () => {
  test('a citation names a source', () => {
    expect(problemsIn(withChange('meet again.[^wire]', 'meet again.[^wires]'))).toEqual([
      'border-talks.yaml:7:14: error: bottom_line: cites [^wires], which is not one of the sources (wire, gazette); add it under sources, or correct the citation',
    ]);
  });

  test.each([
    ['to: north', 'to: south', '16 error relations[0].to'],
    ['from: north', 'from: south', '16 error relations[0].from'],
    ['held_by: [desk, north]', 'held_by: [desk, south]', '20 error skepticism[0].held_by[1]'],
  ])('an actor is one of the actors: %s → %s', (passage, replacement, fault) => {
    expect(faultsAfter(passage, replacement)).toEqual([fault]);
    expect(problemsIn(withChange(passage, replacement)).join()).toContain(
      'names the actor “south”, who is not one of the actors (north)',
    );
  });

  test('the desk doubts without being an actor', () => {
    expect(faultsAfter('held_by: [desk, north]', 'held_by: [desk]')).toEqual([]);
  });
});

describe('likelihood keeps to one scale', () => {
  test('a term of no scale is told with those that could be meant', () => {
    expect(problemsIn(withChange('likelihood: unlikely', 'likelihood: maybe')).join()).toContain(
      'expected a term of the scale icd-203 (almost no chance, very unlikely, unlikely, roughly even chance, likely, very likely, almost certain), found “maybe”',
    );
  });

  test('a term of the other scale is told as a mixture', () => {
    expect(problemsIn(withChange('likelihood: unlikely', 'likelihood: highly likely')).join()).toContain(
      '“highly likely” belongs to the scale phia, this entry uses icd-203; scales are never mixed',
    );
    const phia = withChange('likelihood: unlikely', 'likelihood: highly likely').replace(
      'status:',
      'scale: phia\nstatus:',
    );
    expect(problemsIn(phia)).toEqual([]);
  });

  test('no likelihood at all means not assessed', () => {
    expect(faultsAfter('      likelihood: unlikely\n', '')).toEqual([]);
  });

  test('scenarios need a horizon', () => {
    expect(faultsAfter('  horizon: to 31 March 2026\n', '')).toEqual(['23 error outlook.horizon']);
    expect(faultsAfter('to 31 March 2026', '" "')).toContain('23 error outlook.horizon');
  });
});

describe('grade 1 means confirmed by independent sources', () => {
  test('two outlets that repeat one official are one origin, however they spell it', () => {
    expect(problemsIn(withChange('credibility: 3', 'credibility: 1'))).toEqual([
      'border-talks.yaml:21:18: error: skepticism[0].credibility: grade 1 means confirmed by other independent sources: expected citations of at least two origins, found 1; cite another, or grade it 2 or lower',
    ]);
  });

  test('two origins confirm', () => {
    const text = withChange('origin: an official', 'origin: A second official').replace(
      'credibility: 3',
      'credibility: 1',
    );
    expect(problemsIn(text)).toEqual([]);
  });

  test('a source that is not cited confirms nothing', () => {
    const text = withChange('origin: an official', 'origin: A second official')
      .replace('credibility: 3', 'credibility: 1')
      .replace('[^gazette]', '');
    expect(problemsIn(text).join()).toContain('found 1');
  });
});

describe('a likelihood and a confidence in one sentence are a warning', () => {
  test.each([
    ['basis: One source.', 'basis: We say with high confidence that a pause is unlikely.', 'outlook.basis'],
    [
      'text: The sides agree to a pause.',
      'text: A pause is almost certain, with a low degree of confidence.',
      'outlook.scenarios[0].text',
    ],
    ['The two sides meet again.', 'It is likely, and our confidence is moderate.', 'bottom_line'],
    [
      '- They met in March.',
      '- They met. A highly likely result (moderate confidence) is a pause.',
      'summary[0]',
    ],
  ])('%s → %s', (passage, replacement, field) => {
    const { entry, problems } = parseText(withChange(passage, replacement));
    expect(problems.map((problem) => `${problem.severity} ${problem.field}`)).toEqual([`warning ${field}`]);
    expect(entry).toBeDefined();
  });

  test.each([
    'Our confidence in this is moderate, so a pause is likely.',
    'Confidence in this judgement remains rather low, though a pause is likely.',
    'A pause is likely, and we rate our confidence in that as high.',
    '"A pause is likely (confidence: low)."',
    'We are fairly confident that a pause is unlikely.',
  ])('in whatever words: %s', (basis) => {
    expect(faultsAfter('basis: One source.', `basis: ${basis}`)).toEqual(['25 warning outlook.basis']);
  });

  test.each([
    'Measures to raise confidence are likely to be high on the agenda.',
    'A pause is likely. Our confidence is low.',
    'A pause is likely.[^wire] We have low confidence.[^gazette]',
    'U.S. officials called it likely. They have high confidence in it.',
    'Confidence building is likely.',
  ])('not when each has its own: %s', (basis) => {
    expect(faultsAfter('basis: One source.', `basis: ${basis}`)).toEqual([]);
  });
});

describe('dates', () => {
  test('a review that was due is a warning, and the entry is served', () => {
    const { entry, problems } = parseText(withChange('review_by: 2026-02-07', 'review_by: 2026-02-05'));
    expect(problems).toMatchObject([{ severity: 'warning', line: 6, field: 'review_by' }]);
    expect(entry).toBeDefined();
  });

  test('on its day a review is not yet overdue; a closed entry never is', () => {
    expect(faultsAfter('review_by: 2026-02-07', 'review_by: 2026-02-06')).toEqual([]);
    expect(problemsIn(VALID_FILE.replace('active', 'closed').replace('2026-02-07', '2026-02-05'))).toEqual(
      [],
    );
  });

  test('a state of knowledge from tomorrow, or reviewed before it was known, is a warning', () => {
    expect(faultsAfter('as_of: 2026-02-05', 'as_of: 2026-02-07')).toEqual(['5 warning as_of']);
    expect(faultsAfter('as_of: 2026-02-05', 'as_of: 2026-02-08')).toEqual([
      '5 warning as_of',
      '6 warning review_by',
    ]);
  });
});

test('the rules are checked even where the schema is broken elsewhere', () => {
  const text = withChange('[^gazette]', '[^nobody]')
    .replace('kind: state', 'kind: 5')
    .replace('status: active', 'status: [1]');
  expect(parseText(text).problems.map(({ field }) => field)).toEqual([
    'status',
    'actors.north.kind',
    'skepticism[0].doubt',
  ]);
});
