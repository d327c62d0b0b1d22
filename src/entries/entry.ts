import { z } from 'zod';
import { CONFIDENCE_LEVELS, LIKELIHOOD_SCALES, type ScaleName } from './scales.ts';

/** What an entry may hold; generous for people, small enough that one entry never swamps a reply or memory. */
export const ENTRY_LIMITS = {
  idLength: 64,
  nameLength: 150,
  /** Characters of one paragraph or prose field. */
  proseLength: 4000,
  listLength: 200,
  /** Bytes of one file: ten times a long briefing; a broken one of this size still takes under a second to read. */
  fileSize: 250_000,
} as const;

/** File names are ids: `[a-z0-9-]{1,64}`, beginning and ending with a letter or digit. */
export const ENTRY_ID = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

const id = z
  .string()
  .regex(ENTRY_ID, 'expected lower-case letters, digits and hyphens, at most 64')
  .describe('An id: lower-case letters, digits and hyphens');
const name = z.string().trim().min(1).max(ENTRY_LIMITS.nameLength);
const prose = z
  .string()
  .trim()
  .min(1)
  .max(ENTRY_LIMITS.proseLength)
  .describe('Prose: inline Markdown (bold, italic, links) and citations such as [^source-id]');
const day = z.iso.date().describe('A day, YYYY-MM-DD');
const coarseDay = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, {
    error: 'expected YYYY-MM-DD, YYYY-MM or YYYY',
    abort: true,
  })
  .refine((value) => value.length < 10 || z.iso.date().safeParse(value).success, 'expected a day that exists')
  .describe('A day, a month or a year: YYYY-MM-DD, YYYY-MM or YYYY');

function list<T extends z.ZodType>(item: T) {
  return z.array(item).max(ENTRY_LIMITS.listLength);
}

const claim = z.strictObject({
  date: coarseDay.describe('When the position was taken'),
  text: prose.describe('The position, as of that date'),
});

const actor = z.strictObject({
  name: name.describe('The name shown to readers'),
  aliases: list(name).default([]).describe('Other names people type or sources use'),
  kind: z.enum(['state', 'government', 'organisation', 'group', 'person', 'media']),
  role: prose.describe('The part it plays in this story'),
  position: prose.optional().describe('What it says or does on the issue'),
  wants: prose.optional().describe('Its aims'),
  leverage: prose.optional().describe('What it can bring to bear'),
  claims: list(claim).default([]).describe('Dated positions, so that “who moved?” has an answer'),
});

const relation = z.strictObject({
  from: id.describe('An actor id'),
  to: id.describe('An actor id'),
  kind: z.string().trim().min(1).max(40).describe('A verb: pressed, hosts, mediates for, negotiates with'),
  text: prose.optional(),
});

const skepticismNote = z.strictObject({
  claim: prose.describe('What is being asserted'),
  doubt: prose.describe('What to doubt, and why'),
  held_by: list(id).min(1).describe('Actor ids, or “desk” for the authors themselves'),
  interest: prose.optional().describe('What the doubter or the claimant stands to gain'),
  would_settle: prose.optional().describe('The evidence that would settle it'),
  credibility: z
    .literal([1, 2, 3, 4, 5, 6])
    .describe(
      'Admiralty grade of the claim: 1 confirmed by other independent sources … 5 improbable, 6 cannot be judged',
    ),
});

const scenario = z.strictObject({
  name: name,
  likelihood: z
    .string()
    .trim()
    .toLowerCase()
    .optional()
    .meta({
      description: 'A term of the entry’s scale; leave it out for “not assessed”',
      // Only for editors: which of the two scales applies is checked with the tradecraft rules.
      enum: [...new Set(Object.values(LIKELIHOOD_SCALES).flatMap((scale) => scale.map(({ term }) => term)))],
    }),
  text: prose,
  signposts: list(prose).default([]).describe('What one would see if it were coming true'),
});

const outlook = z.strictObject({
  horizon: z
    .string()
    .trim()
    .min(1)
    .max(ENTRY_LIMITS.nameLength)
    .optional()
    .describe('Until when the scenarios are judged'),
  confidence: z
    .enum(CONFIDENCE_LEVELS)
    .describe('How well founded the judgement is; apart from any likelihood'),
  basis: prose.describe('What the confidence rests on, and whose judgement it is'),
  scenarios: list(scenario),
});

const timelineEvent = z.strictObject({
  date: coarseDay,
  text: prose,
  expected: z.boolean().default(false).describe('True for what is due but has not happened'),
});

const source = z.strictObject({
  publisher: name,
  title: z.string().trim().min(1).max(300).optional(),
  published: coarseDay.optional(),
  url: z
    .url({ protocol: /^https?$/, error: 'expected an http(s) address' })
    .max(2000)
    .optional(),
  reliability: z
    .enum(['A', 'B', 'C', 'D', 'E', 'F'])
    .describe('Admiralty grade of the source: A completely reliable … E unreliable, F cannot be judged'),
  origin: name.describe('Where the source got it from: two outlets that repeat one official are one origin'),
  note: prose.optional(),
});

/** A briefing file. Key names are those of the file, so that errors, JSON Schema and code agree. */
export const entrySchema = z
  .strictObject({
    title: name.describe('The title shown to readers'),
    aliases: list(name).default([]).describe('Other names people type'),
    tags: list(z.string().trim().toLowerCase().regex(ENTRY_ID, 'expected a tag such as middle-east')).default(
      [],
    ),
    status: z.enum(['active', 'watching', 'closed']),
    as_of: day.describe('The state of knowledge that this describes'),
    review_by: day.optional().describe('Past this day the entry is shown as stale'),
    scale: z
      .enum(Object.keys(LIKELIHOOD_SCALES) as [ScaleName, ...ScaleName[]])
      .default('icd-203')
      .describe('The vocabulary of likelihood'),
    bottom_line: prose.describe('The one or two sentences to read if you read nothing else'),
    summary: list(prose).min(1).describe('Paragraphs'),
    actors: z.record(id, actor).default({}).describe('By id; the same id in two entries is the same actor'),
    relations: list(relation).default([]),
    skepticism: list(skepticismNote).default([]),
    outlook: outlook.optional(),
    timeline: list(timelineEvent).default([]),
    sources: z.record(id, source).default({}).describe('By id, as used in citations'),
  })
  .describe('A briefing on one developing story');

/** What a briefing's file says, once it is valid. */
export type EntryContent = z.output<typeof entrySchema>;
export type Actor = EntryContent['actors'][string];
export type Relation = EntryContent['relations'][number];
export type SkepticismNote = EntryContent['skepticism'][number];
export type Outlook = NonNullable<EntryContent['outlook']>;
export type Scenario = Outlook['scenarios'][number];
export type TimelineEvent = EntryContent['timeline'][number];
export type Source = EntryContent['sources'][string];

/** One valid briefing. `id` is its file's name without the ending. */
export interface Entry extends EntryContent {
  readonly id: string;
}

/** The parts that can be read in full by themselves, in reading order. */
export const SECTIONS = ['actors', 'skepticism', 'outlook', 'timeline', 'sources'] as const;
export type Section = (typeof SECTIONS)[number];

/** Stale: `today` is past `review_by`. A closed entry is not reviewed any more and never stale. */
export function isStale(entry: Entry, today: Temporal.PlainDate): boolean {
  if (entry.review_by === undefined || entry.status === 'closed') return false;
  return Temporal.PlainDate.compare(Temporal.PlainDate.from(entry.review_by), today) < 0;
}
