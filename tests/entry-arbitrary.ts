import fc from 'fast-check';
import { ENTRY_LIMITS, type Entry, entrySchema } from '../src/entries/entry.ts';
import { LIKELIHOOD_SCALES, type ScaleName } from '../src/entries/scales.ts';
import { arbitraryDay, arbitraryName, arbitraryText, arbitraryUrl } from './reply-arbitrary.ts';

/** How many things of each kind an entry has: a note of a few lines, a usual briefing, or as long as the rules allow. */
const SIZES = {
  short: { most: 1, paragraphs: 1 },
  usual: { most: 6, paragraphs: 4 },
  long: { most: 40, paragraphs: 12 },
} as const;

const arbitraryId = fc.oneof(
  fc.constantFrom('oman', 'united-states', 'xyz', '2026', 'constructor', 'desk-1', 'a'.repeat(64)),
  fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?$/),
);

const coarseDay = fc
  .tuple(arbitraryDay, fc.constantFrom(4, 7, 10))
  .map(([day, length]) => day.slice(0, length));

/** A cut may fall inside a pair of surrogates; text in a UTF-8 file never holds half of one. */
function fitted(text: string, maximum: number): string {
  return text.slice(0, maximum).toWellFormed().trim();
}

const name = arbitraryName.map((text) => fitted(text, ENTRY_LIMITS.nameLength));
/** Characters for the citations that are put behind a text: up to four, each as long as an id may be. */
const CITATIONS_ROOM = 4 * (ENTRY_LIMITS.idLength + '[^]'.length);

/** Prose without citations of its own: a chance `[^x]` would name a source that the entry does not have. */
const uncited = arbitraryText
  .map((text) => fitted(text.replaceAll('[^', '[ ^'), ENTRY_LIMITS.proseLength - CITATIONS_ROOM))
  .filter((text) => text !== '');

function optional<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

const arbitrarySource = fc.record(
  {
    publisher: name,
    title: name,
    published: coarseDay,
    url: arbitraryUrl.filter((url) => url.length <= 2000 && URL.canParse(url)),
    reliability: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
    origin: name,
    note: uncited,
  },
  { requiredKeys: ['publisher', 'reliability', 'origin'] },
);

/** As an author's file holds it, before defaults are filled in: valid by the schema and by the rules of the craft. */
export const arbitraryEntryFile: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: fc.constant(SIZES.short) },
      { weight: 6, arbitrary: fc.constant(SIZES.usual) },
      { weight: 1, arbitrary: fc.constant(SIZES.long) },
    ),
    fc.constantFrom(...(Object.keys(LIKELIHOOD_SCALES) as ScaleName[])),
  )
  .chain(([size, scale]) =>
    fc
      .tuple(
        fc.dictionary(arbitraryId, arbitrarySource, { maxKeys: size.most, noNullPrototype: true }),
        fc.uniqueArray(arbitraryId, { minLength: 1, maxLength: size.most }),
      )
      .chain(([sources, actorIds]) => entryOf({ ...size, scale, sources, actorIds })),
  )
  .map(withoutAbsent)
  .filter((content) => JSON.stringify(content).length < ENTRY_LIMITS.fileSize / 2);

const arbitraryEntry: fc.Arbitrary<Entry> = fc
  .tuple(arbitraryId, arbitraryEntryFile)
  .map(([id, content]) => ({ id, ...entrySchema.parse(content) }));

/** Several entries with ids of their own, as one folder holds them. */
export const arbitraryFolder: fc.Arbitrary<Entry[]> = fc.uniqueArray(arbitraryEntry, {
  minLength: 1,
  maxLength: 5,
  selector: ({ id }) => id,
});

interface Ingredients {
  readonly most: number;
  readonly paragraphs: number;
  readonly scale: ScaleName;
  readonly sources: Readonly<Record<string, { readonly origin: string }>>;
  readonly actorIds: readonly string[];
}

function entryOf({ most, paragraphs, scale, sources, actorIds }: Ingredients) {
  const sourceIds = Object.keys(sources);
  const prose =
    sourceIds.length === 0
      ? uncited
      : fc
          .tuple(uncited, fc.array(fc.constantFrom(...sourceIds), { maxLength: 2 }))
          .map(([text, cited]) => text + cited.map((id) => `[^${id}]`).join(''));
  const many = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: most });
  const actorId = fc.constantFrom(...actorIds);
  const term = fc.constantFrom(...LIKELIHOOD_SCALES[scale].map((each) => each.term));

  const actor = fc.record(
    {
      name,
      aliases: fc.array(name, { maxLength: 3 }),
      kind: fc.constantFrom('state', 'government', 'organisation', 'group', 'person', 'media'),
      role: prose,
      position: prose,
      wants: prose,
      leverage: prose,
      claims: fc.array(fc.record({ date: coarseDay, text: prose }), { maxLength: 3 }),
    },
    { requiredKeys: ['name', 'kind', 'role'] },
  );
  const actors = fc
    .array(actor, { minLength: actorIds.length, maxLength: actorIds.length })
    .map((each) => Object.fromEntries(actorIds.map((id, index) => [id, each[index]])));
  const relation = fc.record({
    from: actorId,
    to: actorId,
    kind: fc.constantFrom('pressed', 'hosts', 'mediates for', 'rejected the proposal of', '<!channel>'),
    text: optional(prose),
  });
  const note = fc
    .record({
      claim: prose,
      doubt: prose,
      held_by: fc.array(fc.oneof(fc.constant('desk'), actorId), { minLength: 1, maxLength: 3 }),
      interest: optional(prose),
      would_settle: optional(prose),
      credibility: fc.constantFrom(1, 2, 3, 4, 5, 6),
    })
    .map((each) => confirmedOnlyByTwo(each, sources));
  const scenario = fc.record({
    name,
    likelihood: optional(term),
    text: prose,
    signposts: fc.array(prose, { maxLength: 3 }),
  });
  const outlook = fc.record({
    horizon: name,
    confidence: fc.constantFrom('low', 'moderate', 'high'),
    basis: prose,
    scenarios: many(scenario),
  });
  const event = fc.record({ date: coarseDay, text: prose, expected: fc.boolean() });

  return fc.record({
    title: name,
    aliases: fc.array(name, { maxLength: 3 }),
    tags: fc.array(fc.constantFrom('middle-east', 'trade', 'a'.repeat(64)), { maxLength: 3 }),
    status: fc.constantFrom('active', 'watching', 'closed'),
    as_of: arbitraryDay,
    review_by: optional(arbitraryDay),
    scale: fc.constant(scale),
    bottom_line: prose,
    summary: fc.array(prose, { minLength: 1, maxLength: paragraphs }),
    actors,
    relations: many(relation),
    skepticism: many(note),
    outlook: optional(outlook),
    timeline: many(event),
    sources: fc.constant(sources),
  });
}

/** Grade 1 wants citations of two origins: they are added where the entry has two, else the grade is 2. */
function confirmedOnlyByTwo<T extends { readonly claim: string; readonly credibility: number }>(
  note: T,
  sources: Ingredients['sources'],
): T {
  if (note.credibility !== 1) return note;
  const byOrigin = new Map(Object.entries(sources).map(([id, { origin }]) => [origin.toLowerCase(), id]));
  const [one, other] = byOrigin.values();
  if (one === undefined || other === undefined) return { ...note, credibility: 2 };
  return { ...note, claim: `${note.claim}[^${one}][^${other}]` };
}

/** An author who has nothing to say leaves the key out. */
function withoutAbsent<T extends object>(content: T): Record<string, unknown> {
  return JSON.parse(JSON.stringify(content));
}
