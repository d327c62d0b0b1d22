import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionsOf, blocksOf, type CoreForTests, startCore, textOf } from '../shipped-core.ts';

describe('changes, where nothing has changed', () => {
  let core: CoreForTests;

  beforeAll(async () => {
    core = await startCore({ at: Temporal.Instant.from('2026-05-01T12:00:00Z') });
  });

  afterAll(() => core?.end());

  const labelsFor = async (words: string) =>
    actionsOf((await core.ask(words)).reply).flatMap((action) =>
      action.kind === 'run' ? [`${action.label}: ${action.where}`] : [],
    );

  test('offers a longer look back, as a reply of its own', async () => {
    expect(await labelsFor('changes gulf-leverage since yesterday')).toEqual([
      'Briefing: below',
      'Last 30 days: below',
    ]);
  });

  test('offers none where the look back is as long already', async () => {
    expect(await labelsFor('changes gulf-leverage 30 days')).toEqual(['Briefing: below']);
  });
});

describe('changes, after an editor has worked on the briefing', () => {
  let core: CoreForTests;

  beforeAll(async () => {
    core = await startCore();
    await core.ready();
    const file = join(core.folder, 'iran-talks.yaml');
    const written = await readFile(file, 'utf8');
    const edited = written
      .replace('likelihood: likely\n', 'likelihood: very likely\n')
      .replace(
        'text: >-\n        The desk means a meeting at which',
        'text: >-\n        The desk raised this because no second date was set.[^oman-news] The desk means a meeting at which',
      )
      .replace(
        'position: >-\n      The article carries no statement from Oman, and',
        'position: >-\n      Oman called the meeting useful.[^oman-news] The article carries no statement from Oman, and',
      )
      .replace(
        'sources:\n',
        'sources:\n  oman-news: {publisher: Oman News, published: 2026-02-06, reliability: B, origin: Foreign ministry}\n',
      );
    await writeFile(file, edited);
    await core.reload('iran-talks.yaml');
  });

  afterAll(() => core?.end());

  test('tells each of them, since when, and the source of what is said now', async () => {
    const said = textOf((await core.ask('changes iran-talks since yesterday')).reply);
    expect(said).toContain('4 changes since 2026-02-06T12:00:00Z, when this briefing was first seen here.');
    expect(said).toContain(
      'Symbolic session went from likely (55–80 %) to very likely (80–95 %), because no second date was set. [1]',
    );
    expect(said).toContain('Oman, position now also says: “Oman called the meeting useful. [1]”');
    expect(said).toContain('New source: Oman News, B (usually reliable).');
    expect(said).toMatch(/1\W+Oman News, 6 Feb 2026 · B/u);
  });

  test('cites nothing that is not in its list of sources, and lists nothing that is not cited', async () => {
    const { reply } = await core.ask('changes iran-talks');
    const cited = blocksOf(reply, 'list')
      .flatMap(({ items }) => items.flat())
      .flatMap((span) => (span.kind === 'citation' ? [span.number] : []));
    const listed = blocksOf(reply, 'sources').flatMap(({ items }) => items.map(({ number }) => number));
    expect(new Set(cited)).toEqual(new Set(listed));
  });
});

test('changes of a stale briefing warn that it is, however long it has been', async () => {
  const core = await startCore({ at: Temporal.Instant.from('2026-05-01T12:00:00Z') });
  try {
    const { reply } = await core.ask('changes iran-talks since yesterday');
    expect(reply.tone).toBe('stale');
    expect(textOf(reply)).toContain('Not reviewed since it was due.');
    expect(textOf(reply)).toContain('No change since');
  } finally {
    await core.end();
  }
});
