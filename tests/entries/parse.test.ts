import { describe, expect, test } from 'vitest';
import { parseEntryFile } from '../../src/entries/files/parse.ts';
import { parseText, problemsIn, TODAY, VALID_FILE, withChange } from './entry-file.ts';

describe('a valid file', () => {
  test('gives the entry, whose id is the name of the file', () => {
    const { entry, problems } = parseText(VALID_FILE, 'some/folder/border-talks.yaml');
    expect(problems).toEqual([]);
    expect(entry).toMatchObject({ id: 'border-talks', title: 'Border talks', scale: 'icd-203' });
  });

  test.each([
    ['Windows line ends', VALID_FILE.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${VALID_FILE}`],
    ['a document marker and comments', `---\n# ours\n${VALID_FILE}`],
  ])('may have %s', (_, text) => {
    expect(parseText(text)).toEqual(parseText(VALID_FILE));
  });

  test('takes likelihoods whatever their case', () => {
    const { entry } = parseText(withChange('likelihood: unlikely', 'likelihood: Unlikely'));
    expect(entry?.outlook?.scenarios[0]?.likelihood).toBe('unlikely');
  });
});

describe('a problem names file, line, column, field, what was expected and what was found', () => {
  test.each([
    [
      'kind: state',
      'kind: stat',
      '13:11: error: actors.north.kind: expected state, government, organisation, group, person or media, found “stat”',
    ],
    [
      'status: active',
      'state: active',
      '4:1: error: state: unknown key “state”; check the spelling, or remove it',
    ],
    [
      'as_of: 2026-02-05',
      'as_of: 2026-02-30',
      '5:8: error: as_of: expected a day that exists, as YYYY-MM-DD, found “2026-02-30”',
    ],
    [
      'date: 2026-02-06',
      'date: 6 Feb 2026',
      '31:12: error: timeline[0].date: expected YYYY-MM-DD, YYYY-MM or YYYY, found “6 Feb 2026”',
    ],
    ['    role: North hosts.\n', '', '12:5: error: actors.north.role: expected text, found nothing; add it'],
    [
      'credibility: 3',
      'credibility: 7',
      '21:18: error: skepticism[0].credibility: expected 1, 2, 3, 4, 5 or 6, found number 7',
    ],
    [
      'title: Border talks',
      'title: 2026',
      '1:8: error: title: expected text, found number 2026; write it in quotes: "2026"',
    ],
    [
      'title: Border talks',
      `title: ${'x'.repeat(151)}`,
      '1:8: error: title: expected at most 150 characters, found 151',
    ],
    ['title: Border talks', 'title: ""', '1:8: error: title: expected at least 1 character, found 0'],
    [
      '  north:\n',
      '  North Side:\n',
      '11:3: error: actors.North Side: expected lower-case letters, digits and hyphens (at most 64) as the id, found “North Side”',
    ],
    [
      'reliability: C',
      'reliability: C, url: "javascript:alert(1)"',
      'sources.wire.url: expected an http(s) address, found “javascript:alert(1)”',
    ],
    ['tags: [borders]', 'tags: borders', '3:7: error: tags: expected a list, found “borders”'],
    [
      'summary:\n  - They met in March.[^wire]',
      'summary: []',
      '8:10: error: summary: expected at least 1 item, found 0',
    ],
  ])('%s → %s', (passage, replacement, expected) => {
    const problems = problemsIn(withChange(passage, replacement));
    expect(problems.join('\n')).toContain(expected);
    for (const line of problems) expect(line).toMatch(/^border-talks\.yaml:\d+:\d+: (error|warning): /);
  });

  test('all of them at once, in the order of the file', () => {
    const text = [
      ['status: active', 'status: open'],
      ['kind: state', 'kind: stat'],
      ['[^gazette]', '[^gazete]'],
      ['likelihood: unlikely', 'likelihood: perhaps'],
    ].reduce(
      (changed, [passage = '', replacement = '']) => withChange(passage, replacement, changed),
      VALID_FILE,
    );
    const fields = parseText(text).problems.map(({ line, field }) => `${line} ${field}`);
    expect(fields).toEqual([
      '4 status',
      '13 actors.north.kind',
      '19 skepticism[0].doubt',
      '28 outlook.scenarios[0].likelihood',
    ]);
    expect(parseText(text).entry).toBeUndefined();
  });
});

describe('a file as a whole', () => {
  const inBytes = (bytes: Uint8Array, file = 'a.yaml') =>
    parseEntryFile(file, bytes, TODAY).problems.map(({ message }) => message);

  test('must be text in UTF-8', () => {
    expect(inBytes(new Uint8Array([0x74, 0xe9, 0x3a]))).toEqual([
      expect.stringContaining('expected UTF-8 text'),
    ]);
  });

  test('must not be empty', () => {
    expect(problemsIn(' \n')).toEqual([expect.stringContaining('found an empty file')]);
  });

  test('must not be endless', () => {
    expect(inBytes(new Uint8Array(2_000_000).fill(0x20))).toEqual([
      expect.stringMatching(/expected at most \d+ bytes, found 2000000/),
    ]);
  });

  test.each([
    'Iran Talks.yaml',
    'iran_talks.yaml',
    '-a.yaml',
    `${'a'.repeat(65)}.yaml`,
    'iran-talks.yml',
    '.yaml',
  ])('is not called %s', (name) => {
    expect(problemsIn(VALID_FILE, name).join()).toContain(`found “${name}”; rename the file`);
  });

  test.each([
    ['a list', '- one\n- two\n'],
    ['a text', 'just words\n'],
  ])('has keys: not %s', (_, text) => {
    expect(problemsIn(text).join()).toContain('expected keys such as “title:”');
  });
});

describe('YAML', () => {
  test('a fault in it is told with its place', () => {
    expect(
      problemsIn(withChange('aliases: [North–South talks]', 'aliases: [North–South talks')).join('\n'),
    ).toMatch(/border-talks\.yaml:\d+:\d+: error: YAML: /);
  });

  test('a tab as indentation is a fault, as YAML has it', () => {
    expect(problemsIn('title: a\nactors:\n\tnorth: 1\n').join()).toContain(
      'border-talks.yaml:3:1: error: YAML: ',
    );
  });

  test('a key that stands twice is an error at the second, instead of a silent loss of the first', () => {
    expect(problemsIn(withChange('tags: [borders]', 'title: Other talks'))).toEqual([
      'border-talks.yaml:3:1: error: YAML: the key “title” appears here twice; keep one of them',
    ]);
  });

  test('the key __proto__ is refused wherever it stands, and changes nothing', () => {
    expect(
      problemsIn(withChange('  north:\n', '  __proto__: {polluted: true}\n  north:\n')).join(),
    ).toContain('11:3: error: YAML: the key “__proto__” cannot be used');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('ids that objects know already are ids like any other', () => {
    const { entry } = parseText(
      withChange('  north:\n', '  constructor:\n').replaceAll('north', 'constructor'),
    );
    expect(entry?.actors['constructor']?.name).toBe('North');
    expect(problemsIn(withChange('[^gazette]', '[^constructor]')).join()).toContain(
      'cites [^constructor], which is not one of the sources',
    );
  });

  test('a few anchors may be used', () => {
    const text = withChange('origin: An official', 'origin: &origin An official').replace(
      'origin: an official',
      'origin: *origin',
    );
    expect(parseText(text).entry?.sources['gazette']?.origin).toBe('An official');
  });
});
