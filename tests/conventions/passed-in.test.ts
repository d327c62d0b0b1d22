import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Time, chance, settings and files, which the domain is given. */
const READS =
  /\b(?:Temporal\.Now|Date\.now|new Date\(\)|performance\.now|Math\.random|process\.env)|'node:fs/;

/** Reading a folder and following it is this room's work. */
const READERS = 'src/entries/files/';

test('the domain reads no clock, chance, environment or disk', () => {
  const domain = globSync([
    'src/{entries,search,answers,digests,views,desk,pictures}/**/*.ts',
    'src/{reply,errors,plain-text}.ts',
    'commands/*.ts',
  ]).filter((file) => !file.startsWith(READERS));
  expect(domain.length).toBeGreaterThan(100);
  expect(domain.filter((file) => READS.test(readFileSync(file, 'utf8')))).toEqual([]);
});
