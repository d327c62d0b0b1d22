import type { Entry } from '../../../entries/entry.ts';
import type { Statement } from '../../../entries/statements/statement.ts';
import { STOP_WORDS } from '../../../search/stop-words.ts';
import { stemOf } from '../../../search/terms.ts';
import { tokensOf } from '../../../search/tokens.ts';
import { kindredOf } from '../../language/kindred/kindred-words.ts';
import { isLight } from '../../language/light-words.ts';
import { saysUnknown } from '../../language/said-unknown.ts';
import type { Passage } from '../../retrieval/passages.ts';
import { doingsIn } from './doings.ts';
import { formsOf } from './forms-of-deed.ts';

/** "Did the observers", "Why has the engineer": one who is no actor, as the subject of what follows. */
const SUBJECT =
  /^\W*(?:(?:why|how|when|where) )?(?:did|do|does|has|have|had) (?:(?:the|any|its|their) )?(?=\p{L})/iu;
/** Words of a subject, and then its verb. */
const VERB_WITHIN = 3;
const NONE: ReadonlySet<string> = new Set();

/**
 * "Did the observers demand a recount?" is not told by that somebody else demands one, "under observers", nor by
 * another sentence of the field that has the observers in it.
 */
export function othersDid(near: readonly Passage[], question: string, entry: Entry): boolean {
  const base = /\b(?:did|do|does)\b/i.test(question);
  const begin = SUBJECT.exec(question)?.[0].length;
  if (begin === undefined || /\b(?:been|be|get|got)\b/i.test(question)) return false;
  const words = tokensOf(question.slice(begin));
  const [subject] = words;
  if (subject === undefined || isLight(subject) || STOP_WORDS.has(subject)) return false;
  return words.slice(1, 1 + VERB_WITHIN).some((verb, at) => {
    const last = words[at] ?? '';
    if ([last, verb].some((word) => isLight(word) || STOP_WORDS.has(word))) return false;
    const head = stemOf(last);
    const tellers = (alike: (stem: string) => ReadonlySet<string>) =>
      near.flatMap(({ statement }) => didOther(statement, { head, verb, base, alike }, entry) ?? []);
    const exactly = tellers(() => NONE);
    const told = exactly.length > 0 ? exactly : tellers(kindredOf);
    return told.length > 0 && told.every(Boolean);
  });
}

interface Told {
  /** Stem of the last word of the subject. */
  readonly head: string;
  readonly verb: string;
  /** After "did", "does" a verb has its base form, and where it is told another. */
  readonly base: boolean;
  readonly alike: (stem: string) => ReadonlySet<string>;
}

/** Undefined: the verb is not told here. */
function didOther(
  statement: Statement,
  { head, verb, base, alike }: Told,
  entry: Entry,
): boolean | undefined {
  const tokens = tokensOf(statement.text);
  const stem = stemOf(verb);
  const kin = alike(stem);
  const place = tokens.findIndex(
    (token) => (stemOf(token) === stem && !(base && token === verb)) || kin.has(stemOf(token)),
  );
  if (place < 0) return undefined;
  const doings = doingsIn(statement, entry, formsOf({ verb, isPast: false }, alike));
  // "saw ballot boxes opened": named before it, and yet not who did it.
  if (tokens.slice(0, place).some((token) => stemOf(token) === head))
    return base && doings.length > 0 && doings.every(({ isWithoutDoer }) => isWithoutDoer);
  return (
    doings.some(({ by }) => by !== undefined && by.length > 0) ||
    (head !== '' && startsWithAnother(tokens, place))
  );
}

/** "About 2,300 dockers walked out": whoever stands before the verb, it is not the one who was asked about. */
function startsWithAnother(tokens: readonly string[], place: number): boolean {
  return place > 0 && !STOP_WORDS.has(tokens[place - 1] ?? '');
}

/** "Why did Rostund close?" of a name that is no actor's: it must stand before such a verb, or what is not known of it. */
export function nameDidNothing(near: readonly Passage[], { text }: Statement, question: string): boolean {
  const [, subject, verb] = NAMED.exec(question) ?? DOING.exec(question) ?? [];
  if (subject === undefined || verb === undefined || isLight(verb) || saysUnknown(text)) return false;
  const name = stemOf(subject.toLowerCase());
  if (!near.some(({ counts }) => counts.has(name))) return true;
  const stem = stemOf(verb);
  const kin = kindredOf(stem);
  const stems = tokensOf(text).map(stemOf);
  const place = stems.indexOf(name);
  return place >= 0 && !stems.slice(place + 1).some((other) => other === stem || kin.has(other));
}

const NAMED =
  /^\W*(?:(?:[Ff]rom |[Tt]o |[Ww]ith )?(?:[Ww]hy|[Hh]ow|[Ww]hen|[Ww]here|[Ww]hom?|[Ww]hat) )?(?:[Dd]id|[Hh]as|[Hh]ave|[Hh]ad) (?:\p{Lu}[\p{L}.]+ ){0,2}?(\p{Lu}\p{L}+) (\p{Ll}{3,})/u;
/** "What is Corvo demanding?" */
const DOING = /^\W*(?:[Ww]hy|[Hh]ow|[Ww]hom?|[Ww]hat) (?:is|are|was|were) (\p{Lu}\p{L}+) (\p{Ll}{2,}ing)\b/u;
