import { z } from 'zod';
import { citationsIn, plainProse } from '../prose.ts';
import { CONFIDENCE_LEVELS, findTerm, LIKELIHOOD_SCALES, type ScaleName } from '../scales.ts';
import { sentenceRanges } from '../statements/sentences.ts';

/** A fault and where it stands in the content of a file. */
export interface Finding {
  readonly path: readonly PropertyKey[];
  /** Points at the key instead of its value. */
  readonly atKey?: boolean;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/**
 * The rules of the craft that a schema cannot express: everything cited exists, likelihood keeps to one scale,
 * confirmation needs independent origins, likelihood and confidence stay apart, nothing is silently out of date.
 * Reads content that may break the schema elsewhere, so that an author gets all faults at once.
 */
export function findTradecraftFaults(content: unknown, today: Temporal.PlainDate): Finding[] {
  const parsed = looseEntry.safeParse(content);
  if (!parsed.success) return [];
  const entry = parsed.data;
  return [
    ...unknownCitations(content, entry),
    ...unknownActors(entry),
    ...likelihoodFaults(entry),
    ...unconfirmedGrades(entry),
    ...mixedSentences(content),
    ...dateFaults(entry, today),
  ];
}

/** The fields that the rules read; whatever does not fit reads as absent, keeping list positions. */
const maybeText = z.string().optional().catch(undefined);
function maybeList<T extends z.ZodType>(item: T) {
  return z.array(item).catch([]);
}
const looseEntry = z.object({
  scale: z.enum(Object.keys(LIKELIHOOD_SCALES) as [ScaleName, ...ScaleName[]]).catch('icd-203'),
  status: maybeText,
  as_of: maybeText,
  review_by: maybeText,
  actors: z.record(z.string(), z.unknown()).catch({}),
  sources: z.record(z.string(), z.object({ origin: maybeText }).catch({ origin: undefined })).catch({}),
  relations: maybeList(
    z.object({ from: maybeText, to: maybeText }).catch({ from: undefined, to: undefined }),
  ),
  skepticism: maybeList(
    z
      .object({
        claim: maybeText,
        doubt: maybeText,
        held_by: maybeList(maybeText),
        credibility: z.number().optional().catch(undefined),
      })
      .catch({ claim: undefined, doubt: undefined, held_by: [], credibility: undefined }),
  ),
  outlook: z
    .object({
      horizon: maybeText,
      scenarios: maybeList(z.object({ likelihood: maybeText }).catch({ likelihood: undefined })),
    })
    .optional()
    .catch(undefined),
  timeline: maybeList(
    z
      .object({ date: maybeText, expected: z.boolean().catch(false) })
      .catch({ date: undefined, expected: false }),
  ),
});
type LooseEntry = z.output<typeof looseEntry>;

function unknownCitations(content: unknown, entry: LooseEntry): Finding[] {
  return textsOf(content, []).flatMap(({ path, text }) =>
    citationsIn(text)
      .filter((source) => !Object.hasOwn(entry.sources, source))
      .map((source) => ({
        path,
        severity: 'error' as const,
        message: `cites [^${source}], which is not one of the sources (${namesOf(entry.sources)}); add it under sources, or correct the citation`,
      })),
  );
}

function textsOf(
  value: unknown,
  path: readonly PropertyKey[],
): { path: readonly PropertyKey[]; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsOf(item, [...path, index]));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => textsOf(item, [...path, key]));
  }
  return [];
}

function unknownActors(entry: LooseEntry): Finding[] {
  const references = [
    ...entry.relations.flatMap((relation, index) => [
      { path: ['relations', index, 'from'], id: relation.from },
      { path: ['relations', index, 'to'], id: relation.to },
    ]),
    ...entry.skepticism.flatMap((note, index) =>
      note.held_by.map((id, holder) => ({
        path: ['skepticism', index, 'held_by', holder],
        id: id === 'desk' ? undefined : id,
      })),
    ),
  ];
  return references
    .filter((reference) => reference.id !== undefined && !Object.hasOwn(entry.actors, reference.id))
    .map((reference) => ({
      path: reference.path,
      severity: 'error',
      message: `names the actor “${reference.id}”, who is not one of the actors (${namesOf(entry.actors)}); add it under actors, or correct the id`,
    }));
}

function namesOf(record: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(record);
  return names.length === 0 ? 'there are none' : names.join(', ');
}

function likelihoodFaults(entry: LooseEntry): Finding[] {
  const { outlook, scale } = entry;
  if (!outlook) return [];
  const missingHorizon: Finding[] =
    outlook.scenarios.length > 0 && (outlook.horizon === undefined || outlook.horizon.trim() === '')
      ? [
          {
            path: ['outlook', 'horizon'],
            severity: 'error',
            message:
              'expected the date up to which the scenarios are judged, found nothing; a likelihood means nothing without a horizon',
          },
        ]
      : [];
  const otherScale: ScaleName = scale === 'phia' ? 'icd-203' : 'phia';
  const terms = LIKELIHOOD_SCALES[scale].map((term) => term.term).join(', ');
  return [
    ...missingHorizon,
    ...outlook.scenarios.flatMap(({ likelihood }, index): Finding[] => {
      if (likelihood === undefined || findTerm(scale, likelihood)) return [];
      const path = ['outlook', 'scenarios', index, 'likelihood'];
      return findTerm(otherScale, likelihood)
        ? [
            {
              path,
              severity: 'error',
              message: `“${likelihood}” belongs to the scale ${otherScale}, this entry uses ${scale}; scales are never mixed. Expected ${terms}`,
            },
          ]
        : [
            {
              path,
              severity: 'error',
              message: `expected a term of the scale ${scale} (${terms}), found “${likelihood}”`,
            },
          ];
    }),
  ];
}

function unconfirmedGrades(entry: LooseEntry): Finding[] {
  return entry.skepticism.flatMap((note, index) => {
    if (note.credibility !== 1) return [];
    const cited = citationsIn(`${note.claim ?? ''} ${note.doubt ?? ''}`);
    const origins = new Set(
      cited.flatMap((source) =>
        Object.hasOwn(entry.sources, source)
          ? [(entry.sources[source]?.origin ?? source).trim().toLowerCase()]
          : [],
      ),
    );
    if (origins.size >= 2) return [];
    return [
      {
        path: ['skepticism', index, 'credibility'],
        severity: 'error' as const,
        message: `grade 1 means confirmed by other independent sources: expected citations of at least two origins, found ${origins.size}; cite another, or grade it 2 or lower`,
      },
    ];
  });
}

const LEVEL = `(?:${CONFIDENCE_LEVELS.join('|')})`;

/** "High confidence", "confidence in this judgement remains rather low", "(confidence: low)", "we are fairly confident". */
const CONFIDENCE = new RegExp(
  [
    `\\b${LEVEL}(?:[- ]\\w+){0,3} confidence\\b`,
    `\\bconfidence(?: [\\w'’]+){0,6}(?::| (?:is|was|are|remains|stays|as|at))(?: \\w+){0,2} ${LEVEL}\\b`,
    `(?<![-\\w])confident(?:ly)?\\b`,
  ].join('|'),
  'i',
);

const LIKELIHOOD = new RegExp(
  `\\b(?:${Object.values(LIKELIHOOD_SCALES)
    .flatMap((terms) => terms.map(({ term }) => term))
    .join('|')})\\b`,
  'i',
);

/** Sources are left out: their titles are others' words. */
function mixedSentences(content: unknown): Finding[] {
  return textsOf(content, [])
    .filter(({ path, text }) => path[0] !== 'sources' && CONFIDENCE.test(text) && LIKELIHOOD.test(text))
    .filter(({ text }) => {
      const plain = plainProse(text);
      return sentenceRanges(plain)
        .map(({ start, end }) => plain.slice(start, end))
        .some((sentence) => CONFIDENCE.test(sentence) && LIKELIHOOD.test(sentence));
    })
    .map(({ path }) => ({
      path,
      severity: 'warning',
      message:
        'a likelihood and a confidence are in the same sentence; readers confuse the two, so give each a sentence of its own',
    }));
}

function dateFaults(entry: LooseEntry, today: Temporal.PlainDate): Finding[] {
  const findings: Finding[] = [];
  const reviewBy = dayOf(entry.review_by);
  const asOf = dayOf(entry.as_of);
  if (reviewBy && entry.status !== 'closed' && Temporal.PlainDate.compare(reviewBy, today) < 0) {
    findings.push({
      path: ['review_by'],
      severity: 'warning',
      message: `the review was due on ${entry.review_by}, so readers see the entry marked as stale; review it and set a new day`,
    });
  }
  if (asOf && Temporal.PlainDate.compare(asOf, today) > 0) {
    findings.push({
      path: ['as_of'],
      severity: 'warning',
      message: `${entry.as_of} lies in the future; expected the day that the text describes`,
    });
  }
  if (asOf && reviewBy && Temporal.PlainDate.compare(reviewBy, asOf) < 0) {
    findings.push({
      path: ['review_by'],
      severity: 'warning',
      message: `lies before as_of (${entry.as_of}); expected a later day`,
    });
  }
  return findings;
}

function dayOf(value: string | undefined): Temporal.PlainDate | undefined {
  if (value === undefined || !z.iso.date().safeParse(value).success) return undefined;
  return Temporal.PlainDate.from(value);
}
