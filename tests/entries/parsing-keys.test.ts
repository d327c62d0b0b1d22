import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { PARSING_RULES } from '../../src/entries/files/parsing-keys.ts';

const FOLDER = 'src/entries/files';

/** The modules of the program that run when `file` does, itself among them. */
function running(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file)) return found;
  found.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/^import (?!type\b)[^']*from '(\.[^']+)'/gmu);
  for (const [, target = ''] of imports) running(join(dirname(file), target), found);
  return found;
}

test('remembered files are read anew after a change to any module that takes part in reading them', () => {
  const modules = [...running(join(FOLDER, 'parse.ts'))].map((file) => relative(FOLDER, file));
  expect([...PARSING_RULES].sort()).toEqual(modules.sort());
});
