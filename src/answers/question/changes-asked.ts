import { timeNamed } from '../../entries/revisions/since.ts';
import { termsOf } from '../../search/terms.ts';
import { lightTerms } from '../language/light-words.ts';
import { intentOf, intentTerms } from './intent.ts';

/** What a question about changes asks for. */
export interface AskedChanges {
  /** Since when, as it was said, in words that name a time; absent when the question names none. */
  readonly since?: string;
  /** "Who moved?": the positions that actors took come first. */
  readonly who: boolean;
}

/** Whether changes may be asked for: quickly told of any question, so that no other is searched for a time. */
export function speaksOfChange(question: string): boolean {
  return /\b(?:chang|new|mov|shift|updat|develop|differ)/i.test(question);
}

/** "Who moved?" and its like, at the end of what is asked; "who moved the meeting?" is another question. */
const WHO =
  /\bwho(?: has|['’]s| have)? (?:moved|shifted)(?: lately| recently)?(?: (?:in|on|over)(?: the| this)?)?\W*$|\bwho(?: has|['’]s| have)? (?:changed|shifted) (?:its|his|her|their|the) (?:position|stance|mind|line)s?\b|\bwhose (?:position|stance|line)s?(?: has| have)? (?:changed|moved|shifted)\b/i;

const IN_ALL =
  /\b(?:(?:in|across|over) )?(?:all|any|every|each)(?: of)?(?: (?:the|our|my))? (?:briefings?|topics?|story|stories)\b|\beverywhere\b/i;

/** "The 4th of February 2026" is the longest time that people say. */
const LONGEST_TIME = 5;
/** "Since the ultimatum"; a bare "what has changed since?" names nothing. */
const SINCE_SOMETHING = /\bsince\W+\w/i;
/** "The day" and "the week" are told apart from others by what follows: "the day of the ultimatum". */
const BARE_UNIT = /^(?:the )?(?:minute|hour|day|week|month|year)s?$/i;
/** Without "since", a time begins with one of these: "what changed this week?", "in the last 3 days". */
const OPENS_TIME = /^(?:today|yesterday|this|last|past)\b/i;
/** What else is said of a day. */
const TIME_OF_DAY = new Set(termsOf('morning noon afternoon evening night day time week'));

/**
 * What a question about changes asks for, and the question without its time. Undefined for any other question, and
 * where something follows "since" that is no time: "since the ultimatum" asks the briefing, not the revisions.
 * @throws UserError `invalid` when the time is still to come
 */
export function changesAskedBy(
  question: string,
  now: Temporal.Instant,
  zone: string,
): (AskedChanges & { readonly rest: string; readonly inAll: boolean }) | undefined {
  const words = question.split(/\s+/).filter((word) => word !== '');
  const time = timeIn(words, now, zone);
  const untimed = time ? [...words.slice(0, time.start), ...words.slice(time.end)].join(' ') : question;
  const inAll = IN_ALL.test(untimed);
  const rest = untimed.replace(IN_ALL, ' ').trim();
  const who = WHO.test(rest);
  if (!who && intentOf(rest) !== 'changed') return undefined;
  if (!time && SINCE_SOMETHING.test(question)) return undefined;
  return { who, rest, inAll, ...(time ? { since: time.said } : {}) };
}

/** Whether the question is about more than that something changed: Oman's position, inspections. */
export function asksOfMore(rest: string): boolean {
  const light = lightTerms(rest);
  return termsOf(rest.replace(WHO, ' ')).some(
    (term) => !intentTerms('changed').has(term) && !light.has(term) && !TIME_OF_DAY.has(term),
  );
}

/** The first time that is named, with where its words begin and end: the longest run of them that names one. */
function timeIn(
  words: readonly string[],
  now: Temporal.Instant,
  zone: string,
): { readonly start: number; readonly end: number; readonly said: string } | undefined {
  for (const [start, word] of words.entries()) {
    const isSince = word.toLowerCase() === 'since';
    if (!isSince && !OPENS_TIME.test(word)) continue;
    const from = isSince ? start + 1 : start;
    for (let end = Math.min(words.length, from + LONGEST_TIME); end > from; end--) {
      const said = words
        .slice(from, end)
        .join(' ')
        .replace(/[?!.,;:…)]{1,3}$/, '');
      if (!BARE_UNIT.test(said) && timeNamed(said, now, zone)) return { start, end, said };
    }
  }
  return undefined;
}
