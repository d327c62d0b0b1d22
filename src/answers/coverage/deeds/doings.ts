import type { Entry } from '../../../entries/entry.ts';
import type { Statement } from '../../../entries/statements/statement.ts';
import { tokensOf } from '../../../search/tokens.ts';
import type { DeedAsked } from '../../question/deed-asked.ts';
import { isNamedAfter, type NameSpan, nameSpans, wordsOf } from '../../question/names.ts';

/** Who does what to whom, as far as the order of an English sentence tells: actors of the entry, by one verb. */
export interface Doing {
  /** Whom the sentence names after it. */
  readonly besides: readonly string[];
  /** Undefined: somebody, but the sentence does not say who in words that are understood. */
  readonly by: readonly string[] | undefined;
  readonly to: readonly string[] | undefined;
  /** "was refused": it was done, by whom is not said. */
  readonly isWithoutDoer: boolean;
}

const BE = new Set('be is are was were been being get got gets'.split(' '));
const PREPOSITION = new Set(
  'with to for of from on over at in into by between against about towards toward under near without through'.split(
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
const ARTICLE = new Set('the a an its their his her'.split(' '));
/** Of a country or people, and not "the Iranians". */
const ADJECTIVE = /^\p{Lu}\p{Ll}{2,}(?:ese|ian|an|ish|i)$/u;
/** "was *at first* refused", "had *already* asked" */
const ADVERB =
  /^(?:\w{1,20}ly|not|never|also|already|first|at|still|now|just|even|only|again|long|ever|then|once|yet|always|so|all)$/;
/** Tokens between a verb and whom it is done to. */
const REACH = 4;

/** A name where a sentence has it; "Iran's" stands for something of Iran. */
interface Place extends NameSpan {
  readonly isPossessive: boolean;
  /** "an *Iranian* proposal" */
  readonly isAdjective: boolean;
}

const read = new WeakMap<Statement, readonly Place[]>();

function spansIn(statement: Statement, entry: Entry): readonly Place[] {
  const words = wordsOf(statement.text);
  const known =
    read.get(statement) ??
    nameSpans(statement.text, entry)
      .map((span) => ({
        ...span,
        isPossessive: /['’]s?$/.test(words[span.end - 1] ?? ''),
        isAdjective:
          ARTICLE.has((words[span.start - 1] ?? '').toLowerCase()) &&
          ADJECTIVE.test(words[span.end - 1] ?? '') &&
          span.end - span.start === 1,
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
    if (isNoun(tokens, at, spans) || isOfThing(tokens, at, spans))
      return [{ by: [], to: undefined, besides, isWithoutDoer: true }];
    if (isPassive(tokens, at)) {
      const agent = after.find(({ start }) => agentWord(tokens, start) === 'by');
      return [
        {
          by: agent ? [agent.actor] : [],
          to: subjectsBefore(at, tokens, spans, statement),
          besides,
          isWithoutDoer: !agent && tokens[at + 1] !== 'by',
        },
      ];
    }
    return [{ by: subjectsBefore(at, tokens, spans, statement), to: behind, besides, isWithoutDoer: false }];
  });
}

/** "after heavy *lobbying*": that it was done, and not by whom; in "were lobbying" and "the states lobbying" it is a verb. */
function isNoun(tokens: readonly string[], at: number, spans: readonly Place[]): boolean {
  if (!/ing$/.test(tokens[at] ?? '') || tokens[at + 1] === 'by') return false;
  let before = at - 1;
  while (before > at - REACH && ADVERB.test(tokens[before] ?? '')) before -= 1;
  return !BE.has(tokens[before] ?? '') && !spans.some(({ end }) => end === at);
}

/** "Iran's *offer* failed": what is somebody's did it, unless that is somebody again, "the ministry's mediator". */
function isOfThing(tokens: readonly string[], at: number, spans: readonly Place[]): boolean {
  const owner = spans.find(({ end, isPossessive }) => isPossessive && (end === at - 1 || end === at - 2));
  if (!owner) return false;
  const between = tokens.slice(owner.end, at).filter((token) => !ADVERB.test(token) && !BE.has(token));
  return between.length === 1 && !SOMEBODY.test(between[0] ?? '');
}

/** Who acts for those whom they belong to. */
const SOMEBODY =
  /^(?:officials?|sources?|governments?|leaders?|leadership|diplomats?|negotiators?|ministers?|ministry|envoys?|delegations?|army|military|mediators?|spokes\w+|secretary|chiefs?|directors?|executives?|captains?|lawyers?|chair\w*|members?|teams?|troops|police|managers?|presidents?|deputies|deputy|heads?|staff|crews?|forces)$/;

/** "was refused", "was at first refused", "pressed by …" */
function isPassive(tokens: readonly string[], at: number): boolean {
  if (tokens[at + 1] === 'by') return true;
  // "Founded in 1997 as a charter carrier, …"
  if (at === 0 && /ed$/.test(tokens[at] ?? '') && /^(?:in|on|at|by|as|from|for|with)$/.test(tokens[1] ?? ''))
    return true;
  if (!/(?:ed|en|wn|lt|ft|nt|ght|ld|id|ung|uck|de)$/.test(tokens[at] ?? '')) return false;
  // "the restored meeting" does not say by whom.
  if (ARTICLE.has(tokens[at - 1] ?? '')) return true;
  let before = at - 1;
  while (before > at - REACH && ADVERB.test(tokens[before] ?? '')) before -= 1;
  return (
    BE.has(tokens[before] ?? '') ||
    tokens.slice(Math.max(0, at - REACH), at - 1).some((token) => SEEN.has(token))
  );
}

/** "saw ballot boxes *opened*", "wants the wreck *raised*": somebody's doing, and not by whoever saw or wants it. */
const SEEN = new Set(
  'saw see sees seen watched found find finds heard want wants wanted wish wishes wished get gets got'.split(
    ' ',
  ),
);

function agentWord(tokens: readonly string[], start: number): string | undefined {
  let before = start - 1;
  while (before >= 0 && BY_THE_WAY.has(tokens[before] ?? '')) before -= 1;
  return tokens[before];
}

/** Names before the verb that no preposition governs, and not "Iran's" unless the verb is what is Iran's. */
function freeNames(tokens: readonly string[], spans: readonly Place[], at: number): readonly Place[] {
  return spans.filter(
    ({ start, end, isPossessive, isAdjective }) =>
      end <= at &&
      !(isPossessive && end < at) &&
      !isAdjective &&
      !PREPOSITION.has(agentWord(tokens, start) ?? ''),
  );
}

/** Whether a statement is about this actor, or names it where a subject would stand. */
export function tellsOf(statement: Statement, actor: string, entry: Entry): boolean {
  const tokens = tokensOf(statement.text);
  const named = freeNames(tokens, spansIn(statement, entry), tokens.length).map((span) => span.actor);
  return [...named, ...statement.actors].some((other) => isNamedAfter(other, actor, entry));
}

/**
 * Who stands where a subject would: the nearest free name before the verb; of verbs joined by "and", and for a
 * pronoun, every such name. Without one it is whoever the statement is about.
 */
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
