import type { Entry } from '../../entries/entry.ts';
import { STOP_WORDS } from '../../search/stop-words.ts';
import { tokensOf } from '../../search/tokens.ts';
import { isLight } from '../language/light-words.ts';
import { type NameSpan, nameSpans, wordsOf } from './names.ts';

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
      const within = tokens[at + 1] === 'in' ? startingAt(skip(at + 2)) : undefined;
      if (within) {
        const done = skip(within.end);
        const to = objectAfter(done);
        if (to !== undefined && tokens[done] !== undefined)
          return { verb: tokens[done], by: within.actor, to, isPast: true };
      }
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
    if (WAS.has(token)) {
      const passive = passiveBy(tokens, at, startingAt, skip);
      if (passive) return { ...passive, to: subject?.actor, isPast: PAST.test(token) };
      const done = subject && tokens[skip(subject.end)];
      if (subject && done !== undefined && PROGRESSIVE.test(done) && !isLight(done))
        return {
          verb: done,
          by: subject.actor,
          to: objectAfter(skip(subject.end)),
          isPast: PAST.test(token),
        };
      if (subject && done !== undefined && PARTICIPLE.test(done) && !isLight(done))
        return { verb: done, by: undefined, to: subject.actor, isPast: true };
    }
    if (!subject || WAS.has(token)) continue;
    const verb = skip(endOfSubjects(tokens, subject.end, startingAt));
    const word = tokens[verb];
    const isPast = PAST.test(token);
    if (word === undefined || startingAt(verb)) continue;
    return { verb: word, by: subject.actor, to: objectAfter(verb), isPast };
  }
  return undefined;
}

const CLAUSE_AFTER = /^(?:(?:say|says|said|claims?|report|admit|deny|argue) that|how come)$/;
const PAST_FORM = /^(?:\w{3,}ed|gave|left|went|took|made|won|lost|broke|met|told|sent)$/;

/** "Whom is the union *suing*?" */
const PROGRESSIVE = /^\w{2,}ing$/;

/** "Was the dealer *sanctioned*?" */
const PARTICIPLE = /^\w{3,}ed$/;

/** What a clause within the question says an actor did: "Did they say that *Iran gave* way?", "How come *Iran gave* in?" */
export function deedOfClause(question: string, entry: Entry): DeedAsked | undefined {
  const tokens = tokensOf(question);
  for (const [at, token] of tokens.entries()) {
    if (!CLAUSE_AFTER.test(`${tokens[at - 1]} ${token}`)) continue;
    const subject = nameSpans(question, entry).find(
      ({ start }) => start === at + 1 || (start === at + 2 && tokens[at + 1] === 'the'),
    );
    const verb = subject && tokens[subject.end];
    if (subject && verb !== undefined && PAST_FORM.test(verb))
      return { verb, by: subject.actor, to: undefined, isPast: true };
  }
  return undefined;
}

/** "Was Iran pressed *by Oman*?" */
function passiveBy(
  tokens: readonly string[],
  from: number,
  startingAt: (at: number) => NameSpan | undefined,
  skip: (from: number) => number,
): { readonly verb: string; readonly by: string } | undefined {
  const at = tokens.indexOf('by', from + 2);
  const verb = tokens[at - 1];
  const agent = at < 0 ? undefined : startingAt(skip(at + 1));
  return verb === undefined || !agent ? undefined : { verb, by: agent.actor };
}

/** "the US and Iran" */
function endOfSubjects(
  tokens: readonly string[],
  end: number,
  startingAt: (at: number) => NameSpan | undefined,
): number {
  const second =
    tokens[end] === 'and' ? startingAt(tokens[end + 1] === 'the' ? end + 2 : end + 1) : undefined;
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
  if (!/^\p{Lu}/u.test(wordsOf(question)[at] ?? '')) return undefined;
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
