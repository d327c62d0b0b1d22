import fc from 'fast-check';
import type {
  Action,
  Block,
  BlockKind,
  Field,
  Likelihood,
  Reply,
  SourceItem,
  Span,
  Spans,
} from '../src/reply.ts';

/** Text that tries to break out: markup of every platform, mentions, addresses, direction marks, wide letters. */
const HOSTILE = [
  '<!channel>',
  '<!here|all>',
  '<!everyone>',
  '<@U012AB3CD>',
  '<#C012AB3CD>',
  '<!subteam^S012AB3CD>',
  '<!date^1392734382^{date}|never>',
  '<https://evil.example|https://bank.example>',
  '@everyone @here',
  '<@123456789012345678>',
  '<@&123456789012345678>',
  '<t:1700000000:R>',
  '[bank.example](https://evil.example)',
  '&lt;!channel&gt; &amp;amp;',
  '*bold* _italic_ ~struck~ `code`',
  '```\nfence\n```',
  '**strong** __under__ ||spoiler||',
  '# heading\n- item\n> quote\n1. one',
  '\\*escaped\\*',
  'https://example.com/a_b?c=d&e=<f>',
  'www.example.com',
  ':tada: :+1:',
  '\u202Eright to left\u202C',
  'مذاکرات ایران و آمریکا در مسقط',
  '伊朗核谈判在马斯喀特举行',
  'ขนมปังกับการเจรจา',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'e\u0301\u0302\u0303\u0304\u0305',
  '<script>alert(1)</script>',
  '\u0000\u0007\u200b',
  'line one\nline two\r\n\r\nline four',
];

const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.lorem({ maxCount: 8 }), fc.string({ unit: 'grapheme' })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(' '));

/** A text much longer than any limit of any platform, with or without places to break it. */
const longText = fc
  .tuple(
    fc.constantFrom('word ', 'x', '马', '👩‍👩‍👧‍👦', '<&>', 'مسقط ', '*_`~'),
    fc.integer({ min: 50, max: 1500 }),
  )
  .map(([unit, times]) => unit.repeat(times));

/** Non-empty, since no author can leave a required field blank. */
export const arbitraryText: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 6, arbitrary: hostileText },
    { weight: 3, arbitrary: fc.lorem({ maxCount: 30 }) },
    { weight: 1, arbitrary: longText },
  )
  .filter((text) => text.trim() !== '');

/** One line, as titles and names are. */
export const arbitraryName: fc.Arbitrary<string> = fc
  .oneof({ weight: 8, arbitrary: hostileText }, { weight: 1, arbitrary: longText })
  .map((text) => text.replaceAll(/\s+/gu, ' ').trim())
  .filter((text) => text !== '');

export const arbitraryUrl: fc.Arbitrary<string> = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc
    .tuple(fc.webUrl(), fc.integer({ min: 1, max: 1900 }))
    .map(([url, length]) => `${url}?q=${'a'.repeat(length)}`.slice(0, 2000)),
  fc.constant('https://example.com/a|b>c<d"e(f)g'),
);

/** `YYYY-MM-DD`. */
export const arbitraryDay: fc.Arbitrary<string> = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const arbitraryWords = fc.oneof(
  fc.constantFrom('iran-talks', 'show iran-talks', 'iran-talks skepticism', 'help', 'list middle-east'),
  arbitraryName,
);

const arbitrarySpan: fc.Arbitrary<Span> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ text: arbitraryText, strong: fc.boolean(), emphasis: fc.boolean() })
      .map((fields): Span => ({ kind: 'text', ...fields })),
  },
  fc.record({ text: arbitraryName, url: arbitraryUrl }).map((fields): Span => ({ kind: 'link', ...fields })),
  fc.integer({ min: 1, max: 200 }).map((number): Span => ({ kind: 'citation', number })),
  arbitraryDay.map((day): Span => ({ kind: 'day', day })),
  fc
    .record({
      at: fc.integer({ min: 0, max: 4_102_444_800_000 }),
      style: fc.constantFrom('date-time' as const, 'time' as const, 'relative' as const),
    })
    .map((fields): Span => ({ kind: 'time', ...fields })),
  arbitraryWords.map((words): Span => ({ kind: 'command', words })),
);

const arbitrarySpans: fc.Arbitrary<Spans> = fc.array(arbitrarySpan, { minLength: 1, maxLength: 6 });

const arbitraryField: fc.Arbitrary<Field> = fc.record({ label: arbitraryName, value: arbitrarySpans });

const arbitraryLikelihood: fc.Arbitrary<Likelihood> = fc.record(
  {
    kind: fc.constant('likelihood' as const),
    name: arbitraryName,
    estimate: fc
      .tuple(
        fc.constantFrom('unlikely', 'roughly even chance', 'almost certain'),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
      )
      .map(([term, one, other]) => ({ term, low: Math.min(one, other), high: Math.max(one, other) })),
    detail: arbitrarySpans,
  },
  { requiredKeys: ['kind', 'name'] },
);

const arbitrarySource: fc.Arbitrary<SourceItem> = fc.record({
  number: fc.integer({ min: 1, max: 200 }),
  spans: arbitrarySpans,
});

const arbitraryLabel = fc.oneof(
  fc.constantFrom('Actors', 'Skepticism', 'Outlook', 'Timeline', 'Sources'),
  arbitraryName,
);

const arbitraryAction: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        kind: fc.constant('run' as const),
        label: arbitraryLabel,
        words: arbitraryWords,
        where: fc.constantFrom('in-place' as const, 'below' as const),
        current: fc.boolean(),
      },
      { requiredKeys: ['kind', 'label', 'words', 'where'] },
    ),
  },
  fc.record(
    {
      kind: fc.constant('ask' as const),
      label: arbitraryLabel,
      topic: fc.constantFrom('iran-talks', 'gulf-leverage'),
    },
    { requiredKeys: ['kind', 'label'] },
  ),
  fc.record({ kind: fc.constant('share' as const), label: arbitraryLabel, words: arbitraryWords }),
  fc.record({ kind: fc.constant('link' as const), label: arbitraryLabel, url: arbitraryUrl }),
);

function many<T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.array(item, { minLength: 1, maxLength: 6 }) },
    { weight: 1, arbitrary: fc.array(item, { minLength: 20, maxLength: 60 }) },
  );
}

/** One arbitrary a block kind: a new kind does not compile until it can be generated. */
const blocksByKind: { readonly [K in BlockKind]: fc.Arbitrary<Extract<Block, { kind: K }>> } = {
  heading: fc.record(
    {
      kind: fc.constant('heading' as const),
      level: fc.constant(2 as const),
      text: arbitraryName,
      aside: arbitrarySpans,
    },
    { requiredKeys: ['kind', 'level', 'text'] },
  ),
  text: fc.record({ kind: fc.constant('text' as const), spans: arbitrarySpans }),
  list: fc.record({ kind: fc.constant('list' as const), items: many(arbitrarySpans) }),
  fields: fc.record({ kind: fc.constant('fields' as const), fields: many(arbitraryField) }),
  quote: fc.record({
    kind: fc.constant('quote' as const),
    spans: arbitrarySpans,
    notes: fc.array(arbitrarySpans, { maxLength: 4 }),
  }),
  likelihood: arbitraryLikelihood,
  'actor-map': fc
    .record({
      title: arbitraryName,
      names: fc.array(arbitraryName, { minLength: 2, maxLength: 12 }),
      pairs: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('pressed', 'hosts', 'mediates for')), {
        minLength: 1,
        maxLength: 16,
      }),
      alternative: fc.array(arbitrarySpans, { minLength: 1, maxLength: 16 }),
    })
    .map(({ title, names, pairs, alternative }) => ({
      kind: 'actor-map' as const,
      title,
      actors: names.map((name, index) => ({ id: `actor-${index}`, name })),
      relations: pairs.map(([from, to, label]) => ({
        from: `actor-${from % names.length}`,
        to: `actor-${to % names.length}`,
        label,
      })),
      alternative,
    })),
  timeline: fc.record({
    kind: fc.constant('timeline' as const),
    events: many(
      fc.record({
        day: fc.oneof(
          arbitraryDay,
          arbitraryDay.map((day) => day.slice(0, 7)),
          arbitraryDay.map((day) => day.slice(0, 4)),
        ),
        spans: arbitrarySpans,
        state: fc.constantFrom('past' as const, 'expected' as const, 'overdue' as const),
      }),
    ),
  }),
  notice: fc.record({
    kind: fc.constant('notice' as const),
    level: fc.constantFrom('info' as const, 'warning' as const, 'error' as const),
    spans: arbitrarySpans,
  }),
  note: fc.record({ kind: fc.constant('note' as const), spans: arbitrarySpans }),
  sources: fc.record({ kind: fc.constant('sources' as const), items: many(arbitrarySource) }),
  actions: fc.record({
    kind: fc.constant('actions' as const),
    actions: fc.oneof(
      { weight: 8, arbitrary: fc.array(arbitraryAction, { minLength: 1, maxLength: 7 }) },
      { weight: 1, arbitrary: fc.array(arbitraryAction, { minLength: 20, maxLength: 40 }) },
    ),
  }),
};

const arbitraryBlock: fc.Arbitrary<Block> = fc.oneof(...Object.values(blocksByKind));

const arbitraryTone = fc.constantFrom(
  'active' as const,
  'watching' as const,
  'closed' as const,
  'stale' as const,
  'plain' as const,
  'error' as const,
);

const openingHeading: fc.Arbitrary<Block> = fc.record(
  {
    kind: fc.constant('heading' as const),
    level: fc.constant(1 as const),
    text: arbitraryName,
    aside: arbitrarySpans,
  },
  { requiredKeys: ['kind', 'level', 'text'] },
);

/** Any reply that the types allow: short and endless, harmless and hostile, in several scripts. */
export const arbitraryReply: fc.Arbitrary<Reply> = fc
  .record({
    tone: arbitraryTone,
    opening: fc.option(openingHeading, { nil: undefined }),
    rest: fc.oneof(
      { weight: 6, arbitrary: fc.array(arbitraryBlock, { minLength: 1, maxLength: 10 }) },
      { weight: 1, arbitrary: fc.array(arbitraryBlock, { minLength: 30, maxLength: 70 }) },
    ),
  })
  .map(({ tone, opening, rest }) => ({ tone, blocks: opening ? [opening, ...rest] : rest }));
