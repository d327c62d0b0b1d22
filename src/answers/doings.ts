import type { Entry } from '../entries/entry.ts';
import type { Statement } from '../entries/statement.ts';
import { STOP_WORDS } from '../search/stop-words.ts';
import { stemOf } from '../search/terms.ts';
import { tokensOf } from '../search/tokens.ts';
import { isNamedAfter, type NameSpan, nameSpans } from './names.ts';
import { isOnlyThought } from './question-form.ts';

/** Who does what to whom, as far as the order of an English sentence tells: actors of the entry, by one verb. */
export interface Doing {
  /** Whom the sentence names after it. */
  readonly besides: readonly string[];
  /** Undefined: somebody, but the sentence does not say who in words that are understood. */
  readonly by: readonly string[] | undefined;
  readonly to: readonly string[] | undefined;
}

const BE = new Set('be is are was were been being get got gets'.split(' '));
const PREPOSITION = new Set(
  'with to for of from on over at in into by between against about after before towards toward under near without through'.split(
    ' ',
  ),
);
const JOINS = new Set('and then later but or also first finally afterwards who which that'.split(' '));
const PRONOUN = new Set('it they he she who'.split(' '));
/** "turned down", "appealed to", "speak for" */
const PARTICLE = new Set('to for on at down out up off over with'.split(' '));
const OBJECT_PRONOUN = new Set('it them him her'.split(' '));
const BY_THE_WAY = new Set(
  'the a an its their this that these those other several many some all both'.split(' '),
);
/** "was *at first* refused", "had *already* asked" */
const ADVERB =
  /^(?:\w{1,20}ly|not|never|also|already|first|at|still|now|just|even|only|again|long|ever|then|once|yet|always|so|all)$/;
/** Tokens between a verb and whom it is done to. */
const REACH = 4;

/** A name where a sentence has it; "Iran's" stands for something of Iran. */
interface Place extends NameSpan {
  readonly isPossessive: boolean;
}

const WORD = /[\p{L}\p{N}]+(?:['’.,][\p{L}\p{N}]+)*['’]?/gu;
const read = new WeakMap<Statement, readonly Place[]>();

function spansIn(statement: Statement, entry: Entry): readonly Place[] {
  const known =
    read.get(statement) ??
    nameSpans(statement.text, entry)
      .map((span) => ({
        ...span,
        isPossessive: /['’]s?$/.test(statement.text.match(WORD)?.[span.end - 1] ?? ''),
      }))
      .sort((a, b) => a.start - b.start);
  read.set(statement, known);
  return known;
}

/** Each time that a statement tells of this deed; `isDeed` knows its word forms. */
export function doingsIn(
  statement: Statement,
  entry: Entry,
  isDeed: (token: string, at: number, tokens: readonly string[]) => boolean,
): readonly Doing[] {
  const tokens = tokensOf(statement.text);
  const spans = spansIn(statement, entry);
  return tokens.flatMap((token, at): readonly Doing[] => {
    if (!isDeed(token, at, tokens) || spans.some(({ start, end }) => start <= at && at < end)) return [];
    const after = spans.filter(({ start }) => start > at);
    const besides = after.map(({ actor }) => actor);
    const behind = afterVerb(tokens, at, spans);
    if (isPassive(tokens, at)) {
      const agent = after.find(({ start }) => agentWord(tokens, start) === 'by');
      return [{ by: agent ? [agent.actor] : [], to: subjectsBefore(at, tokens, spans, statement), besides }];
    }
    return [{ by: subjectsBefore(at, tokens, spans, statement), to: behind, besides }];
  });
}

/** "was refused", "was at first refused", "pressed by …" */
function isPassive(tokens: readonly string[], at: number): boolean {
  if (tokens[at + 1] === 'by') return true;
  if (!/(?:ed|en|wn|lt|ft|nt|ght|ld|id|ung|uck|de)$/.test(tokens[at] ?? '')) return false;
  let before = at - 1;
  while (before > at - REACH && ADVERB.test(tokens[before] ?? '')) before -= 1;
  return BE.has(tokens[before] ?? '');
}

function agentWord(tokens: readonly string[], start: number): string | undefined {
  let before = start - 1;
  while (before >= 0 && BY_THE_WAY.has(tokens[before] ?? '')) before -= 1;
  return tokens[before];
}

/**
 * Who stands where a subject would: the nearest name before the verb that no preposition governs; of verbs joined
 * by "and", and for a pronoun, every such name. Without one it is whoever the statement is about.
 */
function freeNames(tokens: readonly string[], spans: readonly Place[], at: number): readonly Place[] {
  return spans.filter(
    ({ start, end, isPossessive }) =>
      end <= at && !(isPossessive && end < at) && !PREPOSITION.has(agentWord(tokens, start) ?? ''),
  );
}

/** Whether a statement is about this actor, or names it where a subject would stand. */
export function tellsOf(statement: Statement, actor: string, entry: Entry): boolean {
  const tokens = tokensOf(statement.text);
  const named = freeNames(tokens, spansIn(statement, entry), tokens.length).map((span) => span.actor);
  return [...named, ...statement.actors].some((other) => isNamedAfter(other, actor, entry));
}

function subjectsBefore(
  at: number,
  tokens: readonly string[],
  spans: readonly Place[],
  statement: Statement,
): readonly string[] | undefined {
  const free = freeNames(tokens, spans, at);
  const nearest = free.at(-1);
  const owner = ownerOf(statement);
  const pronoun = tokens.slice(nearest?.end ?? 0, at).some((token) => PRONOUN.has(token));
  if (!nearest) return owner !== undefined ? [owner] : pronoun ? undefined : [];
  if (pronoun) return [...new Set(free.map(({ actor }) => actor))];
  const joined = tokens.slice(Math.max(nearest.end, at - 3), at).some((token) => JOINS.has(token));
  return joined ? [...new Set(free.map(({ actor }) => actor))] : [nearest.actor];
}

/** Of a relation the one it goes out from. Who holds a doubt has not done what is doubted. */
function ownerOf({ field, actors }: Statement): string | undefined {
  return field.startsWith('actor.') || field === 'relation' ? actors[0] : undefined;
}

/** "pressed *the Trump administration*", and not whom some later clause names; "pressed it": somebody named before. */
function afterVerb(
  tokens: readonly string[],
  at: number,
  spans: readonly Place[],
): readonly string[] | undefined {
  if (OBJECT_PRONOUN.has(tokens[at + 1] ?? '')) return freeNames(tokens, spans, at).map(({ actor }) => actor);
  const next = spans.find(({ start }) => start > at);
  if (!next || next.start - at > REACH) return undefined;
  const between = tokens
    .slice(at + 1, next.start)
    .filter((token) => !BY_THE_WAY.has(token) && !PARTICLE.has(token));
  return between.length === 0 && !next.isPossessive ? [next.actor] : undefined;
}

/** What a question says somebody did, or asks whether or why they did: "Why did *Iran* *cancel* the talks?" */
export interface DeedAsked {
  readonly verb: string;
  /** Undefined: it is asked who did it. */
  readonly by: string | undefined;
  /** Actor it is done to, where one stands right after the verb. */
  readonly to: string | undefined;
  /** It is asked as something done: "did", "has", "was". */
  readonly isPast: boolean;
}

const AUXILIARY = new Set(
  'do does did has have had will would could can might may should didnt doesnt dont hasnt hadnt havent wont wouldnt'.split(
    ' ',
  ),
);
const PAST = /^(?:did|has|have|had|was|were)/;
const WAS = new Set('is are was were'.split(' '));
const WHO = new Set(['who', 'whoever']);
/** Words between an auxiliary, a subject and its verb. */
const BETWEEN = new Set(
  'the a an any not ever really also still already even just actually finally all both first then have been be so again personally now formally officially publicly ultimately initially'.split(
    ' ',
  ),
);

/** Reads a question whose subject, or whose object after "who", is an actor; undefined for all others. */
export function deedAsked(question: string, entry: Entry): DeedAsked | undefined {
  const tokens = tokensOf(question);
  const spans = nameSpans(question, entry);
  const skip = (from: number) => {
    let at = from;
    while (BETWEEN.has(tokens[at] ?? '') || /\w{2,20}ly$/.test(tokens[at] ?? '')) at += 1;
    return at;
  };
  // A name may have its article in it.
  const startingAt = (at: number) => spans.find(({ start, end }) => start <= at && at < end);
  const objectAfter = (verb: number) => startingAt(skip(verb + 1))?.actor;
  for (const [at, token] of tokens.entries()) {
    if (WHO.has(token)) {
      const helped = AUXILIARY.has(tokens[at + 1] ?? '') ? at + 2 : at + 1;
      const verb = skip(helped);
      const to = objectAfter(verb);
      if (to !== undefined && tokens[verb] !== undefined && !startingAt(verb) && !WAS.has(tokens[verb]))
        return { verb: tokens[verb], by: undefined, to, isPast: true };
      continue;
    }
    if (!AUXILIARY.has(token) && !WAS.has(token)) continue;
    const place = skip(at + 1);
    const subject = startingAt(place) ?? partOfName(tokens, place, question, entry);
    if (!subject) continue;
    const verb = skip(endOfSubjects(tokens, subject.end, startingAt));
    const word = tokens[verb];
    const isPast = PAST.test(token);
    if (word === undefined || startingAt(verb)) continue;
    if (!WAS.has(token)) return { verb: word, by: subject.actor, to: objectAfter(verb), isPast };
    // "Was Iran pressed by Oman?"
    const agent = tokens[verb + 1] === 'by' ? startingAt(skip(verb + 2)) : undefined;
    if (agent) return { verb: word, by: agent.actor, to: subject.actor, isPast };
  }
  return undefined;
}

/** "the US and Iran" */
function endOfSubjects(
  tokens: readonly string[],
  end: number,
  startingAt: (at: number) => NameSpan | undefined,
): number {
  const second =
    tokens[end] === 'and' ? startingAt(BY_THE_WAY.has(tokens[end + 1] ?? '') ? end + 2 : end + 1) : undefined;
  return second?.end ?? end;
}

/** Verbs that say too little for their absence to tell anything. */
export const EMPTY_VERBS: ReadonlySet<string> = new Set(
  'matter matters count care retain exert possess enjoy wield exercise get make take give go come put let seem appear become mean know tell think want need see find keep use work try happen say look play call show feel bring hold remain stay stand end got made taken given gone come seen found kept used'.split(
    ' ',
  ),
);

/** "Trump", where only the Trump administration is an actor. */
function partOfName(
  tokens: readonly string[],
  at: number,
  question: string,
  entry: Entry,
): NameSpan | undefined {
  const token = tokens[at];
  if (!/^\p{Lu}/u.test(question.match(WORD)?.[at] ?? '')) return undefined;
  if (token === undefined || token.length < SHORTEST_PART || STOP_WORDS.has(token)) return undefined;
  const actor = Object.entries(entry.actors).find(([, { name, aliases }]) =>
    [name, ...aliases].some((other) => {
      const [first, ...more] = tokensOf(other);
      return more.length > 0 && first === token && /^\p{Lu}/u.test(other);
    }),
  )?.[0];
  return actor === undefined ? undefined : { actor, start: at, end: at + 1 };
}

const SHORTEST_PART = 4;

/** Whether a doing is the one that is asked about, or may be, as far as is understood. */
export function isSameDoing(doing: Doing, asked: DeedAsked, statement: Statement, entry: Entry): boolean {
  const among = (actors: readonly string[] | undefined, actor: string | undefined) =>
    actors === undefined ||
    actor === undefined ||
    actors.some((other) => isNamedAfter(other, actor, entry) || isNamedAfter(actor, other, entry));
  if (!among(doing.by, asked.by)) return false;
  if (doing.to !== undefined) return among(doing.to, asked.to);
  // Without an object right there, it may be whom the statement is about as the other side.
  const others = statement.field === 'relation' ? statement.actors.slice(1) : [];
  return among([...doing.besides, ...others], asked.to);
}

/** The forms of a verb, for `doingsIn`. */
export function formsOf(
  { verb, isPast }: Pick<DeedAsked, 'verb' | 'isPast'>,
  alike: (stem: string) => ReadonlySet<string>,
): (token: string, at: number, tokens: readonly string[]) => boolean {
  const stem = stemOf(verb);
  const kin = alike(stem);
  return (token, at, tokens) => {
    if (STOP_WORDS.has(token) || (isPast && isOnlyThought(tokens, at, verb))) return false;
    const other = stemOf(token);
    return other === stem || kin.has(other);
  };
}
