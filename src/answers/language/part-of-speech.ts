import { stemOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { particleOf } from './kindred/kindred-words.ts';

const ARTICLE = new Set(
  'a an the many any no this that its their his her our your which what whose'.split(' '),
);
const BEFORE_OBJECT = new Set('a an the its their his her them it this these those'.split(' '));
/** Before a thing, whatever comes after it: "of state the two …". */
const PREPOSITION = new Set(
  'of for in on at by with from about into as after before under over against'.split(' '),
);
/** That give a verb another sense: "turn down", "call off". */
const PARTICLE = new Set('away down off out up'.split(' '));
/** Tokens between a verb and its particle: "turn the offer down". */
const REACH = 3;
/** "1,900 passengers a day" */
const COUNT =
  /^(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million|billion)$/;
const REPORTING =
  /^(?:report|state|claim|account|note|estimate|conclude|judge|charge|record|view|answer)(?:s|d|ed)$/;

/** What a word is in a sentence: "the *count*" a thing, "*counts* the votes" a deed. */
export type PartOfSpeech = 'thing' | 'deed';

/** How a question uses a word. */
export interface WordUse {
  /** Undefined where its neighbours do not tell. */
  readonly as: PartOfSpeech | undefined;
  /** "turn *down*" */
  readonly particle: string | undefined;
}

/** Told by the article before it, and by what comes after a verb; undefined where neither says so. */
export function classAt(tokens: readonly string[], at: number): PartOfSpeech | undefined {
  // "as a host": in that they host.
  if (ARTICLE.has(tokens[at - 1] ?? '')) return tokens[at - 2] === 'as' ? undefined : 'thing';
  if (COUNT.test(tokens[at - 1] ?? '') && /s$/.test(tokens[at] ?? '')) return 'thing';
  const next = tokens[at + 1];
  // "… , the Ledger reports"
  if (next === undefined) return REPORTING.test(tokens[at] ?? '') ? 'deed' : undefined;
  return BEFORE_OBJECT.has(next) && !PREPOSITION.has(tokens[at - 1] ?? '') ? 'deed' : undefined;
}

/** The uses of a question's words by their stems; where a word comes twice, of its first place. */
export function usesIn(question: string): ReadonlyMap<string, WordUse> {
  const tokens = tokensOf(question);
  const uses = new Map<string, WordUse>();
  for (const [at, token] of tokens.entries()) {
    const stem = stemOf(token);
    const next = tokens[at + 1] ?? '';
    if (!uses.has(stem))
      uses.set(stem, { as: classAt(tokens, at), particle: PARTICLE.has(next) ? next : undefined });
  }
  return uses;
}

/** Whether a text has this word somewhere as the question uses it, or may have. */
export function hasAlike(text: string, term: string, use: WordUse | undefined): boolean {
  if (use === undefined || (use.as === undefined && use.particle === undefined)) return true;
  const tokens = tokensOf(text);
  const places = tokens.flatMap((token, at) => (stemOf(token) === term ? [at] : []));
  // A word of the heading stands for itself.
  return places.length === 0 || places.some((at) => isAlike(tokens, at, use));
}

function isAlike(tokens: readonly string[], at: number, { as, particle }: WordUse): boolean {
  if (particle !== undefined && !tokens.slice(at + 1, at + 1 + REACH).includes(particle)) return false;
  return as !== 'thing' || classAt(tokens, at) !== 'deed';
}

/** Whether a text has a word that stands for this one by kinship in the sense that makes them kin. */
export function hasKinIn(text: string, term: string, kin: string): boolean {
  const tokens = tokensOf(text);
  const places = tokens.flatMap((token, at) => (stemOf(token) === kin ? [at] : []));
  return places.length === 0 || places.some((at) => isKinAt(tokens, at, term));
}

/** "originally" begins nothing, and to "turn on" something does not refuse it. */
export function isKinAt(tokens: readonly string[], at: number, term: string): boolean {
  const token = tokens[at] ?? '';
  if (/\wly$/.test(token)) return false;
  const particle = particleOf(term, stemOf(token));
  return particle === undefined || tokens.slice(at + 1, at + 1 + REACH).includes(particle);
}
