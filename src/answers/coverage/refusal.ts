import { saysUnknown } from '../language/said-unknown.ts';
import { quotedIn } from '../language/verbatim.ts';
import type { Considered } from './considered.ts';
import { lacksLinkToCited } from './conversation/link-to-cited.ts';
import { lacksComplement, lacksUse } from './deeds/complements.ts';
import { lacksDeed, lacksDoer, namesOnlyTheContrary } from './deeds/deed-told.ts';
import { lacksReason } from './deeds/reasons.ts';
import { lacksNegation } from './deeds/who-did-not.ts';
import { lacksWordOfDeed } from './deeds/word-of-deed.ts';
import { countsSomethingElse, givesTime, lacksAmount, lacksTimeOfDay } from './measures/amounts.ts';
import { givesTimeOfElse, isOfFormerTimes, onlyBoundsTime } from './measures/another-time.ts';
import { asksWhereItWas, isSomewhere, tellsWhereItWas } from './measures/whereabouts.ts';
import { isElsewhere, isImagined, isOnlyIntended } from './out-of-place.ts';
import {
  doubterUnheard,
  isOfAnother,
  lacksBelief,
  lacksDesk,
  lacksVoice,
  lacksWhereabouts,
  lacksWish,
} from './whom/asked-of-whom.ts';
import { lacksParty } from './whom/between-parties.ts';
import { lacksCounterpart } from './whom/counterparts.ts';
import { lacksNames, onlyCounts } from './whom/names-sought.ts';
import { isGainOfAnother, isOfAnotherPlace } from './whom/of-another.ts';
import { lacksOwner } from './whom/owners.ts';
import { lacksSaying } from './whom/sayings.ts';
import {
  isOfficeOfAnother,
  namesNoHolder,
  namesUnknownKind,
  namesUnknownOffice,
} from './whom/unknown-kinds.ts';
import { unknownNames } from './whom/unknown-names.ts';
import { addsNothing, lacksWords } from './words-met.ts';

/** Why a statement is no answer to a question, for the log and the tests. */
export type Refusal =
  | 'a name or number that is not in the briefing'
  | 'another deed'
  | 'another doer'
  | 'the contrary'
  | 'only imagined'
  | 'only intended'
  | 'another part of the briefing'
  | 'no reason'
  | 'nobody is named'
  | 'no time'
  | 'a time of something else'
  | 'no quotation'
  | 'no number'
  | 'a number of something else'
  | 'no place'
  | 'another office'
  | 'something else'
  | 'nobody of these doubts'
  | 'more than the briefing says'
  | 'a word of the deed without a match'
  | 'too many words without a match'
  | 'something that was not answered before'
  | 'too little in common';

/** One way not to answer a question. */
interface Lack {
  readonly refusal: Refusal;
  readonly isLack: (considered: Considered) => boolean;
}

/** In this order: the surest and cheapest first, and words, which every statement may lack, last. */
const LACKS: readonly Lack[] = [
  { refusal: 'only imagined', isLack: ({ statement, focus }) => isImagined(statement, focus) },
  { refusal: 'only intended', isLack: ({ statement, inquiry }) => isOnlyIntended(statement, inquiry) },
  {
    refusal: 'another part of the briefing',
    isLack: ({ statement, focus, inquiry }) => isElsewhere(statement, focus, inquiry.entry),
  },
  {
    refusal: 'a name or number that is not in the briefing',
    isLack: ({ question, accounted, inquiry }) =>
      unknownNames(question, inquiry.passages, accounted).length > 0,
  },
  {
    refusal: 'something else',
    isLack: ({ at, accounted, inquiry }) => lacksLinkToCited(at, accounted, inquiry),
  },
  { refusal: 'the contrary', isLack: ({ question, text }) => lacksNegation(question, text) },
  {
    refusal: 'something else',
    isLack: ({ near, accounted, inquiry }) => namesUnknownKind(near, accounted, inquiry),
  },
  { refusal: 'another deed', isLack: ({ at, near, inquiry }) => lacksDeed(at, near, inquiry) },
  { refusal: 'another doer', isLack: ({ at, near, inquiry }) => lacksDoer(at, near, inquiry) },
  { refusal: 'another deed', isLack: ({ near, focus }) => lacksComplement(near, focus) },
  { refusal: 'no reason', isLack: ({ at, near, inquiry }) => lacksReason(at, near, inquiry) },
  {
    refusal: 'nobody is named',
    isLack: ({ passage, focus }) => onlyCounts(passage, focus) || namesNoHolder(passage, focus),
  },
  { refusal: 'the contrary', isLack: ({ statement, inquiry }) => namesOnlyTheContrary(statement, inquiry) },
  { refusal: 'no time', isLack: ({ sought, near }) => sought === 'time' && !near.some(givesTime) },
  { refusal: 'no time', isLack: ({ passage, focus }) => lacksTimeOfDay(passage, focus) },
  {
    refusal: 'a time of something else',
    isLack: (considered) => considered.sought === 'time' && givesTimeOfElse(considered),
  },
  {
    refusal: 'no quotation',
    isLack: ({ focus, text }) => focus.form.verbatim && quotedIn(text).length === 0 && !saysUnknown(text),
  },
  { refusal: 'no number', isLack: ({ passage, focus }) => lacksAmount(passage, focus) },
  {
    refusal: 'no place',
    isLack: ({ statement, focus, inquiry }) => lacksWhereabouts(statement, focus, inquiry.entry),
  },
  { refusal: 'another doer', isLack: ({ statement, focus }) => lacksDesk(statement, focus) },
  { refusal: 'something else', isLack: ({ statement, focus }) => lacksWish(statement, focus) },
  {
    refusal: 'another doer',
    isLack: ({ statement, focus, inquiry }) => isOfAnother(statement, focus, inquiry.entry),
  },
  { refusal: 'a time of something else', isLack: ({ text, question }) => onlyBoundsTime(text, question) },
  {
    refusal: 'nobody is named',
    isLack: ({ text, question, inquiry }) => lacksOwner(text, question, inquiry.entry),
  },
  { refusal: 'something else', isLack: ({ text, question }) => lacksCounterpart(text, question) },
  {
    refusal: 'another doer',
    isLack: ({ statement, focus, inquiry }) => lacksParty(statement, focus, inquiry.entry),
  },
  { refusal: 'another deed', isLack: ({ statement, focus }) => lacksVoice(statement, focus) },
  { refusal: 'another deed', isLack: lacksSaying },
  { refusal: 'nobody is named', isLack: lacksNames },
  { refusal: 'another doer', isLack: isOfAnotherPlace },
  { refusal: 'another doer', isLack: isGainOfAnother },
  { refusal: 'a time of something else', isLack: isOfFormerTimes },
  { refusal: 'something else', isLack: lacksUse },
  {
    refusal: 'no place',
    isLack: ({ focus, question, text }) =>
      focus.intent === 'where' && asksWhereItWas(question) && !tellsWhereItWas(text),
  },
  {
    refusal: 'no place',
    isLack: ({ sought, near, inquiry }) =>
      sought === 'place' && !near.some((passage) => isSomewhere(passage, inquiry.entry)),
  },
  {
    refusal: 'another office',
    isLack: ({ focus, near, accounted, statement }) =>
      namesUnknownOffice(focus, near, accounted) || isOfficeOfAnother(focus, statement),
  },
  {
    refusal: 'nobody of these doubts',
    isLack: ({ focus, near, inquiry }) => doubterUnheard(focus, inquiry.passages) || lacksBelief(near, focus),
  },
  {
    refusal: 'a word of the deed without a match',
    isLack: ({ statement, near, accounted, inquiry }) => lacksWordOfDeed(statement, near, accounted, inquiry),
  },
  { refusal: 'too many words without a match', isLack: lacksWords },
];

/** What a statement that has words enough for the question may still lack. */
const LACKS_IN_THE_END: readonly Lack[] = [
  { refusal: 'too little in common', isLack: ({ statement, inquiry }) => addsNothing(statement, inquiry) },
  {
    refusal: 'more than the briefing says',
    isLack: ({ focus, text }) => focus.asksBeyond && !saysNoOther(text),
  },
  {
    refusal: 'a number of something else',
    isLack: ({ at, focus, inquiry }) => countsSomethingElse(focus, inquiry.passages, at),
  },
];

/** Undefined where the statement lacks nothing that can be told without weighing its words. */
export function lackOf(considered: Considered): Refusal | undefined {
  return LACKS.find(({ isLack }) => isLack(considered))?.refusal;
}

export function lackInTheEnd(considered: Considered): Refusal | undefined {
  return LACKS_IN_THE_END.find(({ isLack }) => isLack(considered))?.refusal;
}

/** "the only operator" answers who else there is. */
function saysNoOther(text: string): boolean {
  return /\b(?:only|sole|alone|no(?:body|ne|thing)? (?:other|else))\b/i.test(text);
}
