import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPlace, type Outcome, run } from '../program.ts';

let place: Awaited<ReturnType<typeof createPlace>>;
beforeAll(async () => {
  place = await createPlace();
});
afterAll(() => place.remove());

const brief = (...words: readonly string[]): Promise<Outcome> => run('brief', words, place.folder);

test('an answer is printed, wrapped and without colours where nobody looks, and the exit is 0', async () => {
  const { code, stdout, stderr } = await brief('iran-talks', 'actors');
  expect(code).toBe(0);
  expect(stderr).toBe('');
  expect(stdout).toContain('Actors: US–Iran talks move to Oman');
  expect(stdout).not.toContain('\u001b');
  // Eighty columns where there is no terminal to tell; letters here are one column wide.
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test('without words where nobody types, the list is printed', async () => {
  expect((await brief()).stdout).toContain('iran-talks');
});

test('an unknown topic goes to standard error with what to type instead, and the exit is 2', async () => {
  const { code, stdout, stderr } = await brief('iran', 'tolks');
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(
    /There is no briefing called “iran tolks”[\s\S]*npm run --silent brief -- show iran-talks/,
  );
});

test('--json prints the reply tree, also of an error', async () => {
  const good = await brief('--json', 'iran-talks');
  expect(JSON.parse(good.stdout)).toMatchObject({
    tone: expect.any(String),
    blocks: expect.arrayContaining([expect.objectContaining({ kind: 'heading', level: 1 })]),
  });
  const bad = await brief('nothing-like-it', '--json');
  expect(bad.code).toBe(2);
  expect(JSON.parse(bad.stderr)).toMatchObject({ tone: 'error' });
});

test('a wrong setting is named, and the exit is 1', async () => {
  const { code, stderr } = await run('brief', ['list'], place.folder, { TIME_ZONE: 'Mars/Olympus' });
  expect(code).toBe(1);
  expect(stderr).toContain(
    'TIME_ZONE: expected an IANA time zone such as Europe/London, or UTC: digests keep a place’s time; found “Mars/Olympus”',
  );
});

test.each(['', 'Nowhere/Unknown'])('a machine whose zone is “%s” answers in UTC', async (TZ) => {
  const { code, stdout } = await run('brief', ['iran-talks'], place.folder, { TZ });
  expect(code).toBe(0);
  expect(stdout).toContain('Key actors');
});

test('what is wrong with some briefing is told in the reply, not in the log that a person would read', async () => {
  const folder = join(place.folder, 'with-errors');
  await mkdir(folder);
  await writeFile(join(folder, 'unfinished.yaml'), 'title: Unfinished\n');
  const asked = (words: string, settings = {}) =>
    run('brief', [words], place.folder, { BRIEFINGS_DIR: folder, ...settings });
  const { stdout, stderr } = await asked('list');
  expect(stdout).toContain('unfinished: this briefing has errors');
  expect(stderr).toBe('');
  expect((await asked('list', { LOG_LEVEL: 'warn' })).stderr).toContain('unfinished.yaml:1:1: error');
});

test('a briefings folder that is not there is named, with the setting to mend', async () => {
  const { stderr } = await run('brief', ['list'], place.folder, { BRIEFINGS_DIR: 'nowhere' });
  expect(stderr).toMatch(/nowhere.*cannot be read.*set BRIEFINGS_DIR/u);
});

test('a database that cannot be used keeps nobody from reading', async () => {
  const { code, stdout, stderr } = await run('brief', ['iran-talks'], place.folder, {
    DATA_DIR: '/dev/null/data',
  });
  expect(code).toBe(0);
  expect(stdout).toContain('Key actors');
  expect(stderr).toContain('nothing is remembered over a restart');
});
