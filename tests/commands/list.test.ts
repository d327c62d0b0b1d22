import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PAGE_SIZE } from '../../src/views/list.ts';
import { sampleEntry } from '../entries/sample-entry.ts';
import { asker, blocksOf, buttonWords, type CoreForTests, startCore, textOf } from '../shipped-core.ts';

let core: CoreForTests;
beforeEach(async () => {
  core = await startCore();
});
afterEach(() => core.end());

const listed = async (words: string) => textOf((await core.ask(words)).reply);

test.each(['', 'list', ' LIST '])(
  '%j lists the briefings, active ones first, each with status, date and how to open it',
  async (words) => {
    expect((await listed(words)).split('\n').filter((line) => line.startsWith('•'))).toEqual([
      '• US–Iran talks move to Oman · /brief iran-talks · active · as of 5 Feb 2026',
      '• Regional leverage over Washington · /brief gulf-leverage · watching · as of 5 Feb 2026',
    ]);
  },
);

test('a stale briefing is marked', async () => {
  core.library.put(sampleEntry('old', { title: 'Old', review_by: '2026-02-05' }));
  expect(await listed('list')).toMatch(/• Old .* · stale$/m);
});

describe('a tag narrows the list', () => {
  test.each(['list middle-east', 'list Middle East', 'list gulf'])('%s', async (words) => {
    expect(await listed(words)).toContain('gulf-leverage');
  });

  test('also when a platform gives it as an option', async () => {
    const { outcome } = await core.dispatcher.answer({
      input: { kind: 'options', command: 'list', options: { tag: 'middle east' } },
      asker,
      audience: 'asker',
    });
    expect(outcome).toBe('ok');
  });

  test('one that nobody uses leads to those in use', async () => {
    const { reply, outcome } = await core.ask('list space');
    expect(outcome).toBe('not_found');
    expect(buttonWords(reply)).toContain('list middle-east');
  });
});

describe('pages', () => {
  beforeEach(() => {
    for (let n = 0; n < PAGE_SIZE + 3; n += 1)
      core.library.put(sampleEntry(`entry-${n}`, { title: `Entry ${n}`, tags: ['many'] }));
  });
  const lines = async (words: string) => blocksOf((await core.ask(words)).reply, 'list')[0]?.items.length;

  test('hold what fits on a screen; buttons turn them', async () => {
    expect([await lines('list many'), await lines('list many 2')]).toEqual([PAGE_SIZE, 3]);
    expect(await listed('list many')).toContain(`${PAGE_SIZE + 3} briefings · page 1 of 2`);
    expect(buttonWords((await core.ask('list many')).reply)).toContain('list many 2');
    expect(buttonWords((await core.ask('list many 2')).reply)).toContain('list many 1');
  });

  test('beyond the last are the last, and say so', async () => {
    expect(await listed('list 99')).toContain('There is no page 99; there are only 2.');
    expect(await listed('list 2')).not.toContain('no page');
    expect(await listed('list 99')).toContain('page 2 of 2');
    expect(await lines('list many 99')).toBe(3);
  });
});

describe('files with errors', () => {
  const problem = {
    file: 'x.yaml',
    line: 3,
    column: 9,
    field: 'status',
    severity: 'error',
    message: 'expected this',
  } as const;

  test('are named with line and field, and whether an older version is served', async () => {
    core.library.reject('iran-talks', [problem, problem]);
    core.library.reject('fresh', [problem]);
    const text = await listed('list');
    expect(text).toContain(
      'iran-talks: a newer version of this briefing has errors; the last good one is shown. x.yaml, line 3: status: expected this (and 1 more; “npm run check” names them)',
    );
    expect(text).toContain('fresh: this briefing has errors and cannot be shown.');
  });

  test('are counted beyond a few, so that the list stays a list', async () => {
    for (let n = 0; n < 40; n += 1) core.library.reject(`bad-${n}`, [problem]);
    expect(blocksOf((await core.ask('list')).reply, 'notice')).toHaveLength(6);
    expect(await listed('list')).toContain('35 more files have errors; “npm run check” names them.');
  });
});

test('without any briefing the list says how to begin', async () => {
  const empty = await startCore({ empty: true });
  expect(textOf((await empty.ask('list')).reply)).toContain(
    'There are no briefings yet. Write one in the briefings folder',
  );
  expect((await empty.ask('actor oman')).outcome).toBe('not_found');
  await empty.end();
});

test('what moved lately is told in the line of its briefing', async () => {
  const entry = core.library.find('iran-talks');
  const outlook = entry.outlook && {
    ...entry.outlook,
    scenarios: entry.outlook.scenarios.map((scenario, index) =>
      index === 0 ? { ...scenario, likelihood: 'very likely' } : scenario,
    ),
  };
  await core.ready();
  await core.store.revisions.recordAll(
    [{ ...entry, outlook }],
    Temporal.Instant.from('2026-02-06T13:00:00Z'),
  );
  core.library.put({ ...entry, outlook });
  expect(await listed('list')).toContain(
    'changed recently: Symbolic session: likely → very likely (80–95 %)',
  );
});

test('what moved lately is all that did within the week, a judgement before a comma mended after it', async () => {
  const entry = core.library.find('iran-talks');
  const outlook = entry.outlook && {
    ...entry.outlook,
    scenarios: entry.outlook.scenarios.map((scenario, index) =>
      index === 0 ? { ...scenario, likelihood: 'very likely' } : scenario,
    ),
  };
  const monday = { ...entry, outlook };
  const tuesday = { ...monday, summary: [`${entry.summary[0]} Again.`, ...entry.summary.slice(1)] };
  await core.store.revisions.recordAll([entry], Temporal.Instant.from('2026-01-20T11:00:00Z'));
  await core.store.revisions.recordAll([monday], Temporal.Instant.from('2026-02-02T11:00:00Z'));
  await core.store.revisions.recordAll([tuesday], Temporal.Instant.from('2026-02-03T11:00:00Z'));
  core.library.put(tuesday);
  expect(await listed('list')).toContain(
    'changed recently: Symbolic session: likely → very likely (80–95 %) (and 1 more)',
  );
});

test('the list does not depend on the store', async () => {
  await core.ready();
  expect(await listed('list')).not.toContain('cannot be looked up');
  await core.store.close();
  const said = await listed('list');
  expect(said).toContain('iran-talks');
  expect(said).toContain('Recent changes cannot be looked up right now.');
});

test('a briefing added to the folder is listed once it is read', async () => {
  await writeFile(
    join(core.folder, 'new.yaml'),
    'title: New\nstatus: active\nas_of: 2026-02-06\nbottom_line: New.\nsummary: [New.]\n',
  );
  await core.reload('new.yaml');
  expect(await listed('list')).toMatch(/• New · \/brief new · active/);
});
