import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  actionsOf,
  blocksOf,
  buttonWords,
  type CoreForTests,
  NOON,
  startCore,
  textOf,
} from '../shipped-core.ts';

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
      'All briefings: below',
      'Last 30 days: below',
    ]);
  });

  test.each(['yesterday', '3 days', 'last week', 'monday', '2026-04-04', '4 Feb'])(
    'a time without a topic is one of all briefings: %s',
    async (time) => {
      const { reply } = await core.ask(`changes ${time}`);
      expect(textOf(reply)).toBe(textOf((await core.ask(`changes since ${time}`)).reply));
    },
  );

  test('offers none where the look back is as long already', async () => {
    expect(await labelsFor('changes gulf-leverage 30 days')).toEqual([
      'Briefing: below',
      'All briefings: below',
    ]);
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
    expect(said).toContain('3 changes since 2026-02-06T12:00:00Z, when this briefing was first seen here.');
    // Due that day, before it was seen.
    expect(said).not.toContain('not yet reported');
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

describe('what changed in all briefings', () => {
  let core: CoreForTests;

  beforeAll(async () => {
    core = await startCore();
    await core.ready();
    const file = join(core.folder, 'iran-talks.yaml');
    const written = await readFile(file, 'utf8');
    await writeFile(file, written.replace('likelihood: likely\n', 'likelihood: very likely\n'));
    await core.reload('iran-talks.yaml');
    await core.ready();
  });

  afterAll(() => core?.end());

  test.each([
    'changes since yesterday',
    'ask what changed since yesterday?',
    'What changed since yesterday?',
  ])('“%s” tells those that did, the most changes first', async (words) => {
    const { reply } = await core.ask(words);
    const said = textOf(reply);
    expect(said).toContain('3 changes since 2026-02-05T00:00:00Z.');
    expect(said).toContain(
      'US–Iran talks move to Oman\nactive · as of 5 Feb 2026 · first seen here since then',
    );
    expect(said).toContain('• Symbolic session: likely → very likely (80–95 %)');
    expect(buttonWords(reply)).toEqual([
      'changes iran-talks since 2026-02-05',
      'changes gulf-leverage since 2026-02-05',
    ]);
  });

  test.each([
    ['What changed this morning?', '2026-02-06'],
    ['What changed since yesterday evening?', '2026-02-05'],
    ['What changed since January?', '2026-01-01'],
  ])('“%s” is told from the start of that day or month', async (words, day) => {
    expect(textOf((await core.ask(words)).reply)).toContain(` since ${day}T00:00:00Z.`);
  });

  test.each(['changes since 3 hours', 'What changed since 3 hours?'])(
    'buttons count the hours that “%s” does, not the day',
    async (words) => {
      const { reply } = await core.ask(words);
      expect(buttonWords(reply)).toContain('changes iran-talks since 3 hours');
      const { reply: one } = await core.ask('changes iran-talks since 3 hours');
      expect(buttonWords(one)).toContain('changes since 3 hours');
    },
  );

  test('tells what earlier saves changed too, however often a file is saved', async () => {
    const entry = core.library.find('gulf-leverage');
    const saved = (summary: string) => ({ ...entry, summary: [summary] });
    const { revisions } = core.store;
    await revisions.recordAll([{ ...saved('One.'), status: 'closed' }], NOON.add({ hours: 1 }));
    await revisions.recordAll([{ ...saved('Two.'), status: 'closed' }], NOON.add({ hours: 2 }));
    core.library.put({ ...saved('Two.'), status: 'closed' });
    expect(textOf((await core.ask('changes since yesterday')).reply)).toContain(
      '• Status went from watching to closed.',
    );
    core.library.put(entry);
    await revisions.recordAll([entry], NOON.add({ hours: 3 }));
  });

  test('names those first seen since then, and those that did not change', async () => {
    const story =
      'title: Harbour strike\nstatus: active\nas_of: 2026-02-05\nbottom_line: It goes on.\nsummary: [It began.]\n';
    await writeFile(join(core.folder, 'harbour-strike.yaml'), `${story}actors: {}\nsources: {}\n`);
    await core.reload('harbour-strike.yaml');
    const since = async (words: string) => textOf((await core.ask(`changes since ${words}`)).reply);
    expect(await since('yesterday')).toContain(
      'First seen here since then, so there is nothing to compare with: Harbour strike.',
    );
    await core.ready();
    expect(await since('0 hours')).toMatch(/No change: .*Harbour strike/);
  });

  test('what else was asked is one press away', async () => {
    const both = 'ask what changed since yesterday in all briefings, and who pressed Washington?';
    expect(buttonWords((await core.ask(both)).reply)[0]).toBe('ask who pressed Washington?');
    const ofOne = 'ask iran-talks what changed since yesterday, and who pressed Washington?';
    expect(buttonWords((await core.ask(ofOne)).reply)[0]).toBe('ask iran-talks who pressed Washington?');
  });

  test('an answer that is none of the revisions can be judged', async () => {
    const { reply } = await core.ask('ask what has changed in Iran’s position since the ultimatum?');
    const wrong = buttonWords(reply).find((words) => words.startsWith('feedback wrong')) ?? '';
    expect((await core.ask(wrong)).outcome).toBe('ok');
  });
});

describe('who moved', () => {
  let core: CoreForTests;

  beforeAll(async () => {
    core = await startCore();
    await core.ready();
    const file = join(core.folder, 'iran-talks.yaml');
    const written = await readFile(file, 'utf8');
    await writeFile(
      file,
      written.replace(
        /( {4}claims:\n)/,
        '$1      - {date: 2026-02-06, text: "The governments fell silent.[^article]"}\n      - {date: 2026-02, text: "Some time in February they spoke.[^article]"}\n',
      ),
    );
    await core.reload('iran-talks.yaml');
  });

  afterAll(() => core?.end());

  test('tells the positions taken in the time asked about, with their sources, before what was edited', async () => {
    const said = textOf((await core.ask('ask iran-talks who moved since yesterday?')).reply);
    expect(said).toMatch(
      /Who moved: US–Iran talks.*Positions taken\s+• Middle Eastern governments, 6 Feb 2026: The governments fell silent\. \[1\]\s+Changes in the text.*2 changes since/su,
    );
    expect(said).not.toMatch(/4 Feb 2026: Middle Eastern governments privately/);
    expect(said).toMatch(/\n\[1\] /);
  });

  test('without a time, tells the last position of each actor, over all briefings with where it stands', async () => {
    const said = textOf((await core.ask('who moved in all briefings?')).reply);
    expect(said).toContain('Each actor’s last known position:');
    expect(said).toMatch(/Middle Eastern governments, 6 Feb 2026: .* iran-talks/);
    expect(said).toMatch(/, 4 Feb 2026: .* gulf-leverage/);
  });

  test('where nobody took one in that time, says so and tells the last ones before', async () => {
    const said = textOf((await core.ask('ask gulf-leverage who moved since yesterday?')).reply);
    expect(said).toContain('None is certainly dated after 5 Feb 2026. Each actor’s last known position:');
  });
});

test('changes of a stale briefing warn that it is, however long it has been', async () => {
  const core = await startCore({ at: Temporal.Instant.from('2026-05-01T12:00:00Z') });
  try {
    const { reply } = await core.ask('changes iran-talks since yesterday');
    expect(reply.tone).toBe('stale');
    expect(textOf(reply)).toContain('The review is overdue.');
    expect(textOf(reply)).toContain('No change since');
  } finally {
    await core.end();
  }
});
