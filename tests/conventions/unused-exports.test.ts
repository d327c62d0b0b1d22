import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** Whoever may need what the program exports. Tests are not among them: what only a test needs is no part of a program. */
const USERS = ['src', 'commands', 'bench', 'chaos', 'eval', 'fuzz'];
const EXPORT = /^export (?:async )?(?:function\*?|const|class|abstract class|type|interface) (\w+)/gm;
const IMPORT = /(?:from |import\()'(\.[^']+)'/g;

const texts = new Map(
  globSync(USERS.map((folder) => `${folder}/**/*.ts`)).map((file) => [
    normalize(file),
    readFileSync(file, 'utf8'),
  ]),
);

const importers = Map.groupBy(
  Array.from(texts, ([file, text]) =>
    Array.from(text.matchAll(IMPORT), ([, target = '']) => ({
      target: normalize(join(dirname(file), target)),
      text,
    })),
  ).flat(),
  ({ target }) => target,
);

/** By the text alone: what a comment names passes for used, and nothing that is used can seem unused. */
function mentions(text: string, name: string): number {
  return Array.from(text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))).length;
}

test('whatever is exported is used in its own file, or by one that imports it', () => {
  const unused = Array.from(texts)
    .filter(([file]) => file.startsWith('src/') || file.startsWith('commands/'))
    .flatMap(([file, text]) => Array.from(text.matchAll(EXPORT), ([, name = '']) => ({ file, text, name })))
    .filter(({ file, text, name }) => {
      const elsewhere = importers.get(file) ?? [];
      return mentions(text, name) < 2 && !elsewhere.some((importer) => mentions(importer.text, name) > 0);
    });
  expect(unused.map(({ file, name }) => `${file} exports ${name}`)).toEqual([]);
});
