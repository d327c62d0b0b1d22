import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { briefingReply } from '../../src/views/briefing.ts';
import { sampleEntry } from '../entries/sample-entry.ts';
import { actionsOf, blocksOf, buttonWords, type CoreForTests, startCore, textOf } from '../shipped-core.ts';

let core: CoreForTests;
beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core.end());

const headings = async (words: string) =>
  blocksOf((await core.ask(words)).reply, 'heading').map(({ text }) => text);

describe('a briefing on one screen', () => {
  test('has the four parts, in this order, after its title', async () => {
    expect(await headings('iran-talks')).toEqual([
      'US–Iran talks move to Oman',
      'Summary',
      'Key actors',
      'Skepticism',
      'Outlook to 31 March 2026',
      'Next',
    ]);
  });

  test('opens with status and dates, then the bottom line in bold', async () => {
    const { reply } = await core.ask('iran-talks');
    expect(textOf(reply)).toContain('active · as of 5 Feb 2026 · review due 7 Feb 2026');
    expect(blocksOf(reply, 'text')[0]?.spans[0]).toMatchObject({
      strong: true,
      text: expect.stringMatching(/^Washington restored a meeting with Iran/),
    });
    expect(blocksOf(reply, 'notice')).toEqual([]);
  });

  test('names the first actors with their aims, and counts the others', async () => {
    const { reply } = await core.ask('iran-talks');
    expect(blocksOf(reply, 'list')[0]?.items).toHaveLength(4);
    expect(textOf(reply)).toMatch(/• The United States is .* Wants: /);
    expect(textOf(reply)).toContain('2 more: Unnamed US officials, Chinese state media');
  });

  test('shows who doubts what, with the grade in words, and each scenario with term and range', async () => {
    const { reply } = await core.ask('iran-talks');
    expect(blocksOf(reply, 'quote')).toHaveLength(3);
    expect(textOf(reply)).toMatch(/The desk: .* Credibility 3, possibly true\./);
    expect(textOf(reply)).toContain('Symbolic session: likely (55–80 %)');
    expect(textOf(reply)).toMatch(/Confidence: low\. /);
    expect(blocksOf(reply, 'likelihood')).toHaveLength(4);
  });

  test('lists every source that it cites, and cites every source that it lists', async () => {
    const { reply } = await core.ask('iran-talks');
    const cited = new Set(
      Array.from(JSON.stringify(reply.blocks).matchAll(/"citation","number":(\d+)/g), (match) =>
        Number(match[1]),
      ),
    );
    expect([...cited].toSorted()).toEqual(
      blocksOf(reply, 'sources').flatMap(({ items }) => items.map(({ number }) => number)),
    );
  });

  test('leads to each section in full, to a question and to the channel', async () => {
    const { reply } = await core.ask('iran-talks');
    expect(buttonWords(reply)).toEqual(
      ['show', 'actors', 'skepticism', 'outlook', 'timeline', 'sources'].map(
        (section) => `${section} iran-talks`,
      ),
    );
    expect(actionsOf(reply).map(({ kind }) => kind)).toEqual([...Array(6).fill('run'), 'ask', 'share']);
    for (const words of buttonWords(reply)) expect((await core.ask(words)).outcome).toBe('ok');
  });
});

describe('a briefing with much of everything', () => {
  const event = (day: number, text: string) => ({
    date: `2026-02-${String(day).padStart(2, '0')}`,
    text,
    expected: true,
  });
  const { outlook, ...story } = sampleEntry('story', {
    timeline: [
      ...[20, 19, 18, 17].map((day) => event(day, `Ahead on ${day}.`)),
      ...[1, 2].map((day) => event(day, `Overdue since ${day}.`)),
    ],
  });
  if (!outlook) throw new Error('expected an outlook');
  const scenarios = Array.from({ length: 9 }, (_, index) => ({
    name: `Scenario ${index}`,
    likelihood: 'unlikely',
    text: 'It happens.',
    signposts: [],
  }));
  const today = Temporal.PlainDate.from('2026-02-05');

  test('shows the nearest of what is due and the first scenarios, and counts the others', () => {
    const reply = briefingReply({ ...story, outlook: { ...outlook, scenarios } }, today);
    expect(blocksOf(reply, 'likelihood')).toHaveLength(6);
    const said = textOf(reply);
    expect(said).toContain('3 more scenarios');
    expect(said).toMatch(/17 Feb 2026.*\n18 Feb 2026.*\n19 Feb 2026.*\n\n3 more expected or overdue/);
  });

  test('shows what is overdue where less is still to come', () => {
    const timeline = [event(1, 'One.'), event(2, 'Two.'), event(3, 'Three.'), event(17, 'Ahead.')];
    expect(textOf(briefingReply({ ...story, outlook, timeline }, today))).toMatch(
      /Next\n\n2 Feb 2026 \(overdue\): Two\.\n3 Feb 2026 \(overdue\): Three\.\n17 Feb 2026 \(expected\): Ahead\.\n\n1 more/,
    );
  });

  test('leaves out doubts first, then scenarios, and nothing of the summary', () => {
    const long = scenarios.map((each) => ({ ...each, name: `${each.name}: ${'much happens '.repeat(10)}` }));
    const skepticism = Array.from({ length: 4 }, () => ({
      claim: 'It is so. '.repeat(20),
      doubt: 'It may not be.',
      held_by: ['desk'],
      credibility: 3 as const,
    }));
    const summary = ['First. '.repeat(120), 'Second. '.repeat(120), 'Third. '.repeat(120)].map((each) =>
      each.trim(),
    );
    const reply = briefingReply(
      { ...story, summary, skepticism, outlook: { ...outlook, scenarios: long } },
      today,
    );
    expect(blocksOf(reply, 'quote')).toHaveLength(1);
    expect(textOf(reply)).toContain('3 more doubts');
    const left = blocksOf(reply, 'likelihood').length;
    expect(left).toBeLessThan(6);
    expect(left).toBeGreaterThanOrEqual(2);
    expect(textOf(reply)).toContain(`${9 - left} more scenarios`);
    for (const paragraph of summary) expect(textOf(reply)).toContain(paragraph);
    expect(textOf(reply).length).toBeLessThan(4_000);
  });
});

test('a briefing past its review says so on every part, by the asker’s own calendar', async () => {
  const at = Temporal.Instant.from('2026-02-07T18:30:00Z');
  const later = await startCore({ at });
  for (const section of ['show', 'actors', 'skepticism', 'outlook', 'timeline', 'sources']) {
    const ask = async (zone: string) =>
      (
        await later.dispatcher.answer({
          input: { kind: 'words', words: `${section} iran-talks` },
          asker: {
            platform: 'web',
            workspace: 'local',
            channel: 'c',
            person: { id: 'p', name: 'P' },
            zone,
            manager: false,
          },
          audience: 'asker',
        })
      ).reply;
    expect(blocksOf(await ask('Europe/London'), 'notice')).toEqual([]);
    // In Kathmandu it is the eighth already.
    const stale = await ask('Asia/Kathmandu');
    expect(stale.tone).toBe('stale');
    expect(textOf(stale)).toContain(
      'The review is overdue. This is what was known on 5 Feb 2026; later events are not included.',
    );
  }
  await later.end();
});

test('an unknown topic leads to near ones', async () => {
  const { reply, outcome } = await core.ask('iran tolks');
  expect(outcome).toBe('not_found');
  expect(textOf(reply)).toBe('There is no briefing called “iran tolks”. Did you mean one of these?');
  expect(buttonWords(reply)[0]).toBe('show iran-talks');
});

test('the name of an actor leads to it, to the briefings in which it plays, and to a question', async () => {
  expect(buttonWords((await core.ask('tehran')).reply).toSorted()).toEqual([
    'actor Iran',
    'ask tehran',
    'show gulf-leverage',
    'show iran-talks',
  ]);
});

test.each([
  'iran talks',
  'Iran-Talks',
  'US–Iran talks move to Oman',
  '“oman meeting”',
  ' MUSCAT  talks ',
  'show us\u00a0iran\u00a0talks',
])('%j shows it too', async (words) => {
  expect((await core.ask(words)).words).toMatch(/^show /);
  expect(await headings(words)).toContain('Key actors');
});
