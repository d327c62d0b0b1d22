import { describe, expect, test } from 'vitest';
import { type DigestFacts, digestContent } from '../../src/digests/content/digest-content.ts';
import { digestReply } from '../../src/digests/content/digest-reply.ts';
import type { Entry } from '../../src/entries/entry.ts';
import { plainText } from '../../src/plain-text.ts';
import { sampleEntry } from '../entries/sample-entry.ts';

const today = Temporal.PlainDate.from('2026-02-05');
const yesterday = Temporal.PlainDate.from('2026-02-04');
const quiet = sampleEntry('quiet', { title: 'Quiet story', timeline: [] });

/** What a channel hears that knew `before` yesterday, when `entries` are what is served today. */
function digest(
  entries: readonly Entry[],
  before: readonly Entry[] = entries,
  changed: Partial<DigestFacts> = {},
) {
  const content = digestContent({
    entries,
    missing: [],
    unreadable: [],
    before: new Map(before.map((entry) => [entry.id, entry])),
    toldOf: new Set(before.map(({ id }) => id)),
    same: new Set(),
    since: yesterday,
    today,
    zone: 'Europe/London',
    ...changed,
  });
  const reply = digestReply(content);
  const said = plainText(reply, {
    command: (words) => `/brief ${words}`,
    time: (at) => new Date(at).toISOString(),
  });
  return { reply, said };
}

/** With the likelihood of its first scenario raised. */
function raised(entry: Entry): Entry {
  const copy = structuredClone(entry);
  const [scenario] = copy.outlook?.scenarios ?? [];
  if (scenario) scenario.likelihood = 'likely';
  return copy;
}

describe('a digest', () => {
  test('opens with its day, its zone and the number of changes', () =>
    expect(digest([raised(quiet)], [quiet]).said).toMatch(
      /^Digest\n5 Feb 2026 · Europe\/London · 1 change since 4 Feb 2026\n/,
    ));

  test('tells what changed first, with an arrow for a likelihood, and the rest in one line', () => {
    const { said } = digest(
      [quiet, raised(sampleEntry('moved', { timeline: [] }))],
      [quiet, sampleEntry('moved', { timeline: [] })],
    );
    expect(said).toContain('• Pause: unlikely → likely (55–80 %)');
    expect(said.indexOf('Pause')).toBeLessThan(said.indexOf('No change: Quiet story.'));
  });

  test('a briefing that went stale says so once', () => {
    const entry = sampleEntry('late', { review_by: '2026-02-04', timeline: [] });
    const { said } = digest([entry], [entry]);
    expect(said.match(/review was due/g)).toHaveLength(1);
  });

  test('a judgement that moved comes before any number of other changes', () => {
    const busy = sampleEntry('busy', { title: 'Busy story', timeline: [] });
    const edited: Entry = { ...busy, title: 'Busier story', bottom_line: 'Something else altogether.' };
    const { said } = digest([edited, raised(quiet)], [busy, quiet]);
    expect(said.indexOf('Quiet story')).toBeLessThan(said.indexOf('Busier story'));
  });

  describe('without a change is one line and the buttons', () => {
    const talks = sampleEntry('talks');
    const stale = sampleEntry('old', { title: 'Old story', review_by: '2026-02-01', timeline: [] });
    const calm = Array.from({ length: 40 }, (_, index) =>
      sampleEntry(`story-${index}`, { title: `Story ${index}`, timeline: [], review_by: '2026-03-01' }),
    );

    test.each([
      ['names the only briefing', [quiet], 'No change in Quiet story since 4 Feb 2026.'],
      [
        'marks it where it is stale',
        [stale],
        'No change in Old story since 4 Feb 2026 (stale: review was due 1 Feb 2026).',
      ],
      ['counts several', calm, 'No change in 40 briefings since 4 Feb 2026.'],
      [
        'counts the stale among them',
        [stale, ...calm],
        'No change in 41 briefings since 4 Feb 2026; 1 is stale.',
      ],
      [
        'says what comes next',
        [talks, quiet],
        'No change in 2 briefings since 4 Feb 2026. Next, 6 Feb 2026: Second session of the talks. (Border talks)',
      ],
      ['says so of nothing at all', [], 'No change since 4 Feb 2026.'],
    ])('%s', (_, entries, line) => {
      const { said, reply } = digest(entries);
      expect(said).toBe(line);
      expect(reply.blocks.map(({ kind }) => kind)).toEqual(['text', 'actions']);
    });

    test('and whatever else there is to say', () =>
      expect(digest([quiet], [quiet], { missing: ['lost'] }).said).toBe(
        'No change in Quiet story since 4 Feb 2026.\n\nSubscribed to, but no longer available: lost.',
      ));
  });

  test('marks a stale briefing, changed or not', () => {
    const stale = sampleEntry('old', { title: 'Old story', review_by: '2026-02-01', timeline: [] });
    const moved = sampleEntry('moved', { timeline: [] });
    const { said } = digest([stale, quiet, raised(moved)], [stale, quiet, moved]);
    expect(said).toContain('Stale, no change: Old story (review was due 1 Feb 2026).');
    expect(said).toContain('No change: Quiet story.');
    expect(digest([raised(stale)], [stale]).said).toContain('(stale: review was due 1 Feb 2026)');
  });

  test('marks a stale briefing also where only its name is told', () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      sampleEntry(`story-${index}`, { title: `Story ${index}`, review_by: '2026-02-01' }),
    );
    const moved = digest(many.map(raised), many).said;
    expect(moved).toMatch(/Also changed: Story \d+ \(1, stale\), /);
    expect(moved).toContain('Second session of the talks. (Story 0, stale)');
    expect(digest(many, []).said).toMatch(/Also new here: .*Story 11 \(stale\)/);
  });

  test('tells when a briefing has just gone stale, once', () => {
    const due = sampleEntry('due', { review_by: '2026-02-04', timeline: [] });
    expect(digest([due]).said).toContain('Stale: the review was due on 4 Feb 2026.');
    expect(digest([due], [due], { since: today }).said).toContain('No change');
  });

  test('tells an expected event when its day comes, and before that as ahead', () => {
    const entry = sampleEntry('talks');
    expect(digest([entry, raised(quiet)], [entry, quiet]).said).toContain(
      'Ahead\n\n• 6 Feb 2026: Second session of the talks. (Border talks)',
    );
    const later = { today: Temporal.PlainDate.from('2026-02-06'), since: today };
    expect(digest([entry], [entry], later).said).toContain('Due 6 Feb 2026');
  });

  test('tells a coming event once: as a change when it is new, after that as ahead', () => {
    const entry = sampleEntry('talks');
    const { said } = digest(
      [entry],
      [{ ...entry, timeline: entry.timeline.filter((event) => !event.expected) }],
    );
    expect(said.match(/Second session of the talks/g)).toHaveLength(1);
    expect(said).not.toContain('Ahead');
  });

  test('tells new briefings by their bottom line, and those no longer kept', () => {
    const { said } = digest(
      [quiet, sampleEntry('new', { title: 'New story' })],
      [quiet, sampleEntry('gone', { title: 'Gone story' })],
    );
    expect(said).toContain('New story');
    expect(said).toContain('New here. The two sides meet again.');
    expect(said).toContain('No longer covered: Gone story.');
  });

  test('does not call unchanged what it cannot compare', () => {
    const { said } = digest([quiet], [], { toldOf: new Set(['quiet']) });
    expect(said).toContain('Changed, but its earlier text is no longer kept: Quiet story.');
    expect(said).not.toContain('No change:');
  });

  test('says that it comes late', () => {
    const lateFor = Temporal.Instant.from('2026-02-05T08:00Z');
    expect(digest([quiet], [quiet], { lateFor }).said).toContain(
      'Late: this was due 2026-02-05T08:00:00.000Z.',
    );
  });

  test('names a subscribed briefing that is not there', () =>
    expect(digest([quiet], [quiet], { missing: ['lost'] }).said).toContain('no longer available: lost.'));

  test('of fifty briefings stays short: changes first, the others counted', () => {
    const entries = Array.from({ length: 50 }, (_, index) =>
      sampleEntry(`story-${index}`, { title: `Story ${index}`, timeline: [], review_by: '2026-03-01' }),
    );
    const now = entries.map((entry, index) => (index < 3 ? raised(entry) : entry));
    const { said, reply } = digest(now, entries);
    expect(said).toContain('3 changes');
    expect(said).toContain('35 more.');
    expect(said.length).toBeLessThan(1500);
    const actions = reply.blocks.find((block) => block.kind === 'actions');
    expect(actions?.kind === 'actions' && actions.actions.length).toBe(5);
  });

  test('of one briefing with many changes leads to the rest', () => {
    const many = sampleEntry('many', {
      timeline: Array.from({ length: 12 }, (_, index) => ({
        date: '2026-01-01',
        text: `${String.fromCharCode(97 + index).repeat(5)} happened.`,
        expected: false,
      })),
    });
    expect(digest([many], [sampleEntry('many', { timeline: [] })]).said).toContain(
      '… 4 more changes: /brief changes many since 2026-02-04',
    );
  });
});
