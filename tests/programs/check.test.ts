import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { VALID_FILE } from '../entries/entry-file.ts';
import { createPlace, run } from '../program.ts';

let place: Awaited<ReturnType<typeof createPlace>>;
let folder: string;
beforeEach(async () => {
  place = await createPlace();
  folder = join(place.folder, 'briefings');
  await mkdir(folder);
});
afterEach(() => place.remove());

const check = (...files: readonly string[]) =>
  run('check', files, place.folder, { BRIEFINGS_DIR: 'briefings' });
const write = (name: string, text: string) => writeFile(join(folder, name), text);
/** Never overdue, whenever the test runs. */
const GOOD = VALID_FILE.replace('active', 'closed');

test('good files: nothing but their number, exit 0', async () => {
  await write('good.yaml', GOOD);
  await write('notes.txt', 'not ours');
  expect(await check()).toEqual({ code: 0, stdout: '1 file: 0 errors, 0 warnings\n', stderr: '' });
});

test('warnings are told, exit 0', async () => {
  await write(
    'overdue.yaml',
    VALID_FILE.replace('2026-02-05', '2020-02-05').replace('review_by: 2026-02-07', 'review_by: 2020-02-07'),
  );
  const { code, stdout } = await check();
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^briefings\/overdue\.yaml:6:12: warning: review_by: the review was due on 2020-02-07/,
  );
  expect(stdout).toContain('1 file: 0 errors, 1 warning\n');
});

test('errors of all files are told with their places, exit 1', async () => {
  await write('a.yaml', GOOD.replace('kind: state', 'kind: stat'));
  await write('b.yaml', GOOD.replace('[^gazette]', '[^nobody]'));
  await write('c.yml', GOOD);
  const { code, stdout } = await check();
  expect(code).toBe(1);
  expect(stdout.split('\n').map((line) => line.split(':').slice(0, 4).join(':'))).toEqual([
    'briefings/a.yaml:13:11: error',
    'briefings/b.yaml:19:12: error',
    'briefings/c.yml:1:1: error',
    '3 files: 3 errors, 0 warnings',
    '',
  ]);
});

test('only the files named are checked', async () => {
  await write('a.yaml', 'title: [');
  await write('b.yaml', GOOD);
  expect((await check('briefings/b.yaml')).code).toBe(0);
  expect((await check('briefings/a.yaml')).code).toBe(1);
});

test('a file that is not there is an error', async () => {
  const { code, stdout } = await check('briefings/gone.yaml');
  expect(code).toBe(1);
  expect(stdout).toContain('briefings/gone.yaml:1:1: error: there is no such file');
});

test('a folder that is not there is told with the setting to mend', async () => {
  const { code, stderr } = await run('check', [], place.folder, { BRIEFINGS_DIR: 'nowhere' });
  expect(code).toBe(1);
  expect(stderr).toContain('The briefings folder “nowhere” cannot be read');
  expect(stderr).toContain('BRIEFINGS_DIR');
});

test('a pipe of such a name is no file, and nobody waits for what it may say', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
  const { code, stdout } = await check();
  expect(code).toBe(1);
  expect(stdout).toContain('briefings/pipe.yaml:1:1: error: is not a file; name a YAML file');
});
