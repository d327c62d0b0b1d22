import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPlace, run } from '../program.ts';

let place: Awaited<ReturnType<typeof createPlace>>;
let file: string;
beforeEach(async () => {
  place = await createPlace();
  file = join(place.folder, 'backup.jsonl');
});
afterEach(() => place.remove());

const exportTo = (...words: readonly string[]) => run('export', words, place.folder);
const importInto = (data: string, ...words: readonly string[]) =>
  run('import', words, place.folder, { DATA_DIR: join(place.folder, data) });
const ask = (question: string) => run('brief', ['ask', question], place.folder);
const UNANSWERED = 'how many camels crossed?';

describe('npm run export', () => {
  test('writes a file that npm run import makes the same database of', async () => {
    await ask(UNANSWERED);
    expect(await exportTo(file)).toEqual({ code: 0, stdout: '', stderr: '' });
    const { code, stdout } = await importInto('moved', file);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^The SQLite database .*moved\/rapporteur\.db now holds what was exported at 20.*: \d+ rows\.\n$/,
    );
    const { stdout: findings } = await run('feedback', [], place.folder, {
      DATA_DIR: join(place.folder, 'moved'),
    });
    expect(findings).toContain(UNANSWERED);
  });

  test('writes for the owner’s eyes, and leaves nothing else', async () => {
    await ask(UNANSWERED);
    await exportTo(file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readdir(place.folder)).sort()).toEqual(['backup.jsonl', 'data']);
  });

  test('writes to standard output when asked to, and import reads standard input', async () => {
    await ask(UNANSWERED);
    const { stdout } = await exportTo('-');
    expect(stdout.split('\n')[0]).toContain('"rapporteur_export":1');
    expect((await importInto('moved', '-')).stderr).toContain('The export is empty.');
  });

  test('leaves the backup before it alone when it fails', async () => {
    await writeFile(file, 'the backup of yesterday');
    const { code, stdout, stderr } = await exportTo(file);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('There is no database at');
    expect(await readFile(file, 'utf8')).toBe('the backup of yesterday');
    expect(await readdir(place.folder)).toEqual(['backup.jsonl']);
  });

  test('says so when the file cannot be written', async () => {
    await ask(UNANSWERED);
    const { code, stderr } = await exportTo(join(place.folder, 'nowhere', 'backup.jsonl'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/nowhere\/backup\.jsonl cannot be written to: ENOENT.*\nName a file in a folder/);
  });
});

describe('npm run import', () => {
  test('says so when the file is not there, or is a folder', async () => {
    await mkdir(file);
    for (const name of [file, join(place.folder, 'gone.jsonl')]) {
      const { code, stderr } = await importInto('moved', name);
      expect(code).toBe(1);
      expect(stderr).toMatch(/cannot be read: (EISDIR|ENOENT).*\nName a file that/);
    }
    expect(await readdir(place.folder)).toEqual(['backup.jsonl']);
  });
});

test.each(['export', 'import'])('npm run %s says how it is used', async (script) => {
  for (const words of [[], ['a', 'b'], ['--all']]) {
    const { code, stderr } = await run(script, words, place.folder);
    expect(code).toBe(1);
    expect(stderr).toContain(`npm run ${script} -- backup.jsonl`);
  }
});
