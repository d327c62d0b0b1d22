import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestContent } from '../../src/digests/content/digest-content.ts';
import { digestReply } from '../../src/digests/content/digest-reply.ts';
import { DIGEST_BUDGET, fits, weigh } from '../../src/digests/content/message-budget.ts';
import type { Entry } from '../../src/entries/entry.ts';
import { plainText } from '../../src/plain-text.ts';
import { render as renderForDiscord } from '../../src/platforms/discord/rendering/render.ts';
import { render as renderForSlack } from '../../src/platforms/slack/rendering/render.ts';
import type { Reply } from '../../src/reply.ts';
import { sampleEntry } from '../entries/sample-entry.ts';

const today = Temporal.PlainDate.from('2026-02-05');

/** What an author may write that takes far more room in a message than it has letters. */
const words = fc.constantFrom(
  'talks',
  '&',
  '<b>',
  '"now"',
  '*_`~',
  'عقوبات',
  '外交',
  '👩‍👩‍👧‍👦',
  'a'.repeat(90),
);
const textUpTo = (maxLength: number) =>
  fc
    .array(words, { minLength: 1, maxLength: maxLength / 3 })
    .map((parts) => parts.join(' ').slice(0, maxLength).trim());

/** A briefing at its longest, as it was and as it is. */
const movedEntry = fc.record({
  title: textUpTo(150),
  scenario: textUpTo(150),
  text: textUpTo(1500),
  review_by: fc.constantFrom('2026-02-01', '2026-02-04', '2026-03-01'),
  likelihoods: fc.array(fc.constantFrom('unlikely', 'likely', 'very likely'), { minLength: 2, maxLength: 8 }),
});

function entryOf(
  id: string,
  sample: typeof movedEntry extends fc.Arbitrary<infer T> ? T : never,
  step: 0 | 1,
): Entry {
  const { title, scenario, text, review_by, likelihoods } = sample;
  return sampleEntry(id, {
    title,
    review_by,
    bottom_line: text,
    outlook: {
      horizon: 'to May',
      confidence: 'low',
      basis: text,
      scenarios: likelihoods.map((_, index) => ({
        name: `${scenario.slice(0, 140)} ${index}`,
        likelihood: likelihoods[(index + step) % likelihoods.length],
        text: `${text} because ${step}`,
        signposts: [],
      })),
    },
    timeline: [1, 2, 3].map((day) => ({ date: `2026-02-0${day + 5}`, text, expected: true })),
  });
}

const digest = fc
  .record({
    moved: fc.array(movedEntry, { maxLength: 20 }),
    added: fc.array(movedEntry, { maxLength: 20 }),
    calm: fc.array(movedEntry, { maxLength: 40 }),
    gone: fc.array(textUpTo(150), { maxLength: 20 }),
    back: fc.array(movedEntry, { maxLength: 20 }),
    untold: fc.nat(50),
  })
  .map(({ moved, added, calm, gone, back, untold }) => {
    const id = (kind: string, index: number) => `${kind}-${index}-${'x'.repeat(50)}`;
    const gonePart = gone.map((title, index) => sampleEntry(id('gone', index), { title }));
    const backPart = back.map((sample, index) => entryOf(id('back', index), sample, index % 2 === 0 ? 0 : 1));
    const now = [
      ...back.map((sample, index) => entryOf(id('back', index), sample, 0)),
      ...moved.map((sample, index) => entryOf(id('moved', index), sample, 1)),
      ...added.map((sample, index) => entryOf(id('added', index), sample, 0)),
      ...calm.map((sample, index) => entryOf(id('calm', index), sample, 0)),
    ];
    const before = [
      ...moved.map((sample, index) => entryOf(id('moved', index), sample, 0)),
      ...calm.map((sample, index) => entryOf(id('calm', index), sample, 0)),
      ...gonePart,
    ];
    return digestReply(
      digestContent({
        entries: now,
        missing: Array.from({ length: untold }, (_, index) => id('missing', index)),
        unreadable: Array.from({ length: untold }, (_, index) => id('unreadable', index)),
        before: new Map(before.map((entry) => [entry.id, entry])),
        toldOf: new Set([...before.map((entry) => entry.id), 'forgotten']),
        same: new Set(),
        takenAway: new Map([...gonePart, ...backPart].map((entry) => [entry.id, { entry, on: today }])),
        since: Temporal.PlainDate.from('2026-02-03'),
        today,
        zone: 'America/Argentina/ComodRivadavia',
        lateFor: Temporal.Instant.from('2026-02-05T08:00Z'),
      }),
    );
  });

describe('a digest is one message, however much there is to tell', () => {
  const slack = {
    zone: 'America/Argentina/ComodRivadavia',
    now: Temporal.Instant.from('2026-02-05T12:00Z'),
    prefix: '/a-rather-long-name-of-a-command',
    private: false,
    replaceable: false,
    messages: 4,
  };
  const onPlatforms: readonly (readonly [string, (reply: Reply) => number])[] = [
    ['Slack', (reply) => renderForSlack(reply, slack).length],
    [
      'Discord',
      (reply) =>
        renderForDiscord(reply, { commandNames: new Set(['changes']), isPrivate: false, maximum: 5 }).length,
    ],
  ];

  test.each(onPlatforms)('on %s', (_, messagesOf) =>
    fc.assert(
      fc.property(digest, (reply) => {
        expect(messagesOf(reply)).toBe(1);
      }),
      { numRuns: 60 },
    ),
  );

  test('by its weight', () =>
    fc.assert(
      fc.property(digest, (reply) => {
        expect(fits(DIGEST_BUDGET, weigh(reply.blocks))).toBe(true);
      }),
      { numRuns: 60 },
    ));
});

test('whatever does not fit is counted', () => {
  const entries = Array.from({ length: 60 }, (_, index) =>
    sampleEntry(`story-${index}`, { title: `Story ${index} ${'of a long name '.repeat(8)}`, timeline: [] }),
  );
  const before = entries.map((entry) => ({ ...entry, status: 'watching' as const }));
  const said = plainText(
    digestReply(
      digestContent({
        entries,
        missing: [],
        unreadable: [],
        before: new Map(before.map((entry) => [entry.id, entry])),
        toldOf: new Set(before.map(({ id }) => id)),
        same: new Set(),
        takenAway: new Map(),
        since: today,
        today,
        zone: 'UTC',
      }),
    ),
    { command: (command) => command, time: String },
  );
  const named = said.match(/Story \d+ of/g)?.length ?? 0;
  const counted = Number(/, (\d+) more\./.exec(said)?.[1]);
  expect(said).toContain('60 changes since');
  expect(named + counted).toBe(60);
});
