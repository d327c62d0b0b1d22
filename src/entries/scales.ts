/** A term of estimative language with its range in percent, both ends included. */
export interface ScaleTerm {
  readonly term: string;
  readonly low: number;
  readonly high: number;
}

/**
 * Vocabularies of likelihood. An entry uses one of them and never mixes.
 * icd-203: US Intelligence Community Directive 203 (2015), section D.6.e(2).
 * phia: UK Professional Head of Intelligence Assessment, probability yardstick (2018). Its gaps are deliberate.
 */
export const LIKELIHOOD_SCALES = {
  'icd-203': [
    { term: 'almost no chance', low: 1, high: 5 },
    { term: 'very unlikely', low: 5, high: 20 },
    { term: 'unlikely', low: 20, high: 45 },
    { term: 'roughly even chance', low: 45, high: 55 },
    { term: 'likely', low: 55, high: 80 },
    { term: 'very likely', low: 80, high: 95 },
    { term: 'almost certain', low: 95, high: 99 },
  ],
  phia: [
    { term: 'remote chance', low: 0, high: 5 },
    { term: 'highly unlikely', low: 10, high: 20 },
    { term: 'unlikely', low: 25, high: 35 },
    { term: 'realistic possibility', low: 40, high: 50 },
    { term: 'likely', low: 55, high: 75 },
    { term: 'highly likely', low: 80, high: 90 },
    { term: 'almost certain', low: 95, high: 100 },
  ],
} as const satisfies Record<string, readonly ScaleTerm[]>;

export type ScaleName = keyof typeof LIKELIHOOD_SCALES;

/** The term as the scale defines it, whatever the case; undefined when the scale has no such term. */
export function findTerm(scale: ScaleName, term: string): ScaleTerm | undefined {
  const wanted = term.trim().toLowerCase();
  return LIKELIHOOD_SCALES[scale].find((candidate) => candidate.term === wanted);
}

/** Admiralty code (NATO AJP-2.1), first character: the source. F means unknown, not worst. */
export const RELIABILITY = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'reliability cannot be judged',
} as const;

/** Admiralty code (NATO AJP-2.1), second character: the claim. 6 means unknown, not worst. */
export const CREDIBILITY = {
  1: 'confirmed by other independent sources',
  2: 'probably true',
  3: 'possibly true',
  4: 'doubtful',
  5: 'improbable',
  6: 'truth cannot be judged',
} as const;

/** How well founded the judgement is; kept apart from how likely its subject is (ICD 203, D.6.e(2)(b)). */
export const CONFIDENCE_LEVELS = ['low', 'moderate', 'high'] as const;
