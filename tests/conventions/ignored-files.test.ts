import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const OF_THE_PROJECT = ['src', 'commands', 'tests', 'bench', 'chaos', 'eval', 'fuzz', 'deploy', 'docs'];

/** Lint keeps to `.gitignore` too, so that a room with such a name would neither be linted nor committed. */
test('nothing that git ignores by its name alone is a folder of the project', () => {
  const ignored = new Set(
    readFileSync(join(ROOT, '.gitignore'), 'utf8')
      .split('\n')
      .filter((line) => line.endsWith('/') && !line.startsWith('/'))
      .map((line) => line.slice(0, -1)),
  );
  expect(ignored).toContain('node_modules');
  const folders = OF_THE_PROJECT.flatMap((name) =>
    readdirSync(join(ROOT, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  expect(folders.filter((folder) => ignored.has(basename(folder)))).toEqual([]);
});
