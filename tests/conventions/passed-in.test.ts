import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Time, chance, settings and files, which the domain is given. */
const READS =
  /\b(?:Temporal\.Now|Date\.now|new Date\(\)|performance\.now|Math\.random|process\.env)|'node:fs/;

/** Reading a folder and following it is the work of the first; the others read constants that are too large to be code. */
const READERS = [
  'src/entries/files/',
  'src/answers/language/word-embeddings.ts',
  'src/answers/language/kindred/synonyms.ts',
];

test('the domain reads no clock, chance, environment or disk', () => {
  const domain = globSync([
    'src/{entries,search,answers,digests,views,dispatcher,pictures}/**/*.ts',
    'src/{reply,errors,plain-text}.ts',
    'commands/*.ts',
  ]).filter((file) => !READERS.some((reader) => file.startsWith(reader)));
  expect(domain.length).toBeGreaterThan(100);
  expect(domain.filter((file) => READS.test(readFileSync(file, 'utf8')))).toEqual([]);
});
