import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { ENTRY_LIMITS } from '../src/entries/entry.ts';
import { parseEntryFile } from '../src/entries/files/parse.ts';
import { formatProblem } from '../src/entries/problem.ts';
import { statementsOf } from '../src/entries/statements/statements-of.ts';
import { TODAY, VALID_FILE } from '../tests/entries/entry-file.ts';
import { YAML_PIECES } from '../tests/entries/yaml-pieces.ts';
import { arbitraryEntryFile } from '../tests/entry-arbitrary.ts';
import { mutated } from './json-mutation.ts';
import { defineTarget } from './target.ts';

const edit = fc.record({
  at: fc.nat(),
  cut: fc.nat(60),
  put: fc.oneof(fc.constantFrom(...YAML_PIECES), fc.string({ unit: 'binary', maxLength: 8 })),
});

/** An author's file with passages cut out, doubled and put in. */
const editedText = fc
  .tuple(
    fc.oneof(
      fc.constant(VALID_FILE),
      arbitraryEntryFile.map((content) => stringify(content)),
      mutated(arbitraryEntryFile.map((content) => JSON.parse(JSON.stringify(content)))).map((content) =>
        stringify(content),
      ),
    ),
    fc.array(edit, { maxLength: 4 }),
  )
  .map(([text, edits]) =>
    edits.reduce((now, { at, cut, put }) => {
      const start = at % (now.length + 1);
      return now.slice(0, start) + put + now.slice(start + cut);
    }, text),
  );

const ENCODINGS: readonly ((text: string) => Uint8Array)[] = [
  (text) => Buffer.from(text, 'utf8'),
  (text) => Buffer.from(text, 'utf8'),
  (text) => Buffer.from(text, 'utf8'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf8'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(text, 'utf16le').swap16(),
  (text) => Buffer.from(text, 'latin1'),
];

const file = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(editedText, fc.constantFrom(...ENCODINGS))
      .map(([text, encode]): Uint8Array => encode(text)),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 600 }) },
);

const fileName = fc.oneof(
  { weight: 6, arbitrary: fc.constant('border-talks.yaml') },
  fc.constantFrom(
    '../etc/passwd.yaml',
    '..yaml',
    '.yaml',
    'A.yaml',
    'a/b.yaml',
    'a\\b.yaml',
    'CON.yaml',
    'a.yml',
  ),
  fc.constantFrom(
    '__proto__.yaml',
    'constructor.yaml',
    `${'a'.repeat(65)}.yaml`,
    '%2e%2e.yaml',
    'a\u0000.yaml',
  ),
  fc.string({ maxLength: 12 }).map((name) => `${name}.yaml`),
);

/** The entry loader, on files that went wrong on the way and files that were made to do harm. */
export const entryFiles = defineTarget({
  name: 'entry-files',
  what: 'files in the briefings folder: broken, hostile, in odd encodings',
  share: 25,
  arbitrary: fc.tuple(fileName, file),
  open: () => ({
    check([name, bytes]) {
      const { entry, problems } = parseEntryFile(name, bytes, TODAY);
      assert.equal(
        entry === undefined,
        problems.some(({ severity }) => severity === 'error'),
      );
      assert.ok(problems.length <= 101);
      for (const problem of problems) {
        assert.ok(problem.line >= 1 && problem.column >= 1, formatProblem(problem));
        assert.ok(formatProblem(problem).length < 8000, 'a message that nobody would read');
      }
      if (!entry) return;
      assert.match(entry.id, /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/u);
      assert.ok(bytes.byteLength <= ENTRY_LIMITS.fileSize);
      statementsOf(entry);
      assert.equal(Reflect.get({}, 'polluted'), undefined);
    },
  }),
});
