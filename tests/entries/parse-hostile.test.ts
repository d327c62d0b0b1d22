import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENTRY_LIMITS } from '../../src/entries/entry.ts';
import { parseEntryFile } from '../../src/entries/files/parse.ts';
import { parseText, TODAY, VALID_FILE } from './entry-file.ts';
import { YAML_PIECES } from './yaml-pieces.ts';

/** Repeats `piece` (numbered where it says N) up to the largest file. Ends only if reading is not much worse than linear. */
function filled(piece: string, start = ''): string {
  const parts = [start];
  for (let size = start.length, n = 0; ; n += 1) {
    const next = piece.replaceAll('N', String(n));
    size += next.length;
    if (size > ENTRY_LIMITS.fileSize) return parts.join('');
    parts.push(next);
  }
}

describe('the largest hopeless files are read to the end, and say at most a hundred things', () => {
  test.each([
    ['unknown keys', filled('kN: 1\n')],
    ['actors', filled('  aN: 1\n', 'actors:\n')],
    ['the same key', filled('a: 1\n')],
    ['closing brackets', filled(']\n')],
    ['commas', filled(',', 'summary: [')],
    ['anchors', filled('&a ')],
    ['relations', filled('{from: a, to: b},', 'relations: [')],
    ['marks of emphasis', filled('_a*', 'bottom_line: ')],
    ['citations', filled('[^aN]', 'bottom_line: ')],
  ])('%s', (_, text) => {
    const { entry, problems } = parseText(text);
    expect(entry).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(101);
    for (const { message } of problems) expect(message.length).toBeLessThan(7000);
  });
});

test('a hundred problems and more say how many there are', () => {
  expect(parseText(filled('kN: 1\n')).problems.at(-1)?.message).toMatch(
    /found \d+ problems; these are 100 of them/,
  );
});

test('aliases that multiply are refused before they do', () => {
  const bomb =
    'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\n';
  expect(parseText(bomb).problems[0]?.message).toContain(
    'write the text out instead of using anchors and aliases',
  );
});

test.each([
  ['brackets', '['.repeat(50_000)],
  ['braces', '{a: '.repeat(30_000)],
  ['dashes', '- '.repeat(50_000)],
  ['questions', '? '.repeat(50_000)],
  ['indentation', Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
])('nesting without end is refused: %s', (_, text) => {
  expect(parseText(text).problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('levels of nesting'),
  ]);
});

test.each([
  '../secrets.yaml',
  '..yaml',
  '.yaml',
  'a/../../b c.yaml',
  '%2e%2e.yaml',
  'a\\u0000.yaml',
  '__proto__.yaml',
  'A.yaml',
])('no id leads out of the folder: %j', (name) => {
  const { entry, problems } = parseText(VALID_FILE, name);
  if (entry) expect(entry.id).toMatch(/^[a-z0-9-]+$/);
  else expect(problems[0]?.message).toContain('id');
});

test.each([
  ['UTF-16', Buffer.from(`\ufeff${VALID_FILE}`, 'utf16le')],
  ['Latin-1', Buffer.from(VALID_FILE.replace('Border', 'Frontière'), 'latin1')],
  ['UTF-32', Buffer.from([...VALID_FILE].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0]))],
])('a file in %s is refused, and told how to save it', (_, bytes) => {
  const { entry, problems } = parseEntryFile('border-talks.yaml', bytes, TODAY);
  expect(entry).toBeUndefined();
  expect(problems.length).toBeGreaterThan(0);
});

test('keys that every object has are refused, and change no object', () => {
  for (const key of ['__proto__', 'constructor', 'prototype'])
    expect(parseText(`${VALID_FILE}${key}: {polluted: true}\n`).entry).toBeUndefined();
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

test('whatever the bytes, there is an entry or an error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const { entry, problems } = parseEntryFile('a.yaml', bytes, TODAY);
      expect(entry === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
    }),
    { numRuns: 300 },
  );
});

test('a valid file with passages cut out, doubled or put in is read or explained, at places that exist', () => {
  const edit = fc.record({
    at: fc.nat(VALID_FILE.length),
    cut: fc.nat(40),
    put: fc.oneof(fc.constantFrom(...YAML_PIECES), fc.string({ maxLength: 6 })),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const text = edits.reduce(
        (now, { at, cut, put }) => now.slice(0, at) + put + now.slice(at + cut),
        VALID_FILE,
      );
      const { entry, problems } = parseText(text);
      expect(entry === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
      const lines = text.split('\n').length;
      for (const { line, column } of problems) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines + 1);
        expect(column).toBeGreaterThanOrEqual(1);
      }
    }),
    { numRuns: 400 },
  );
});
