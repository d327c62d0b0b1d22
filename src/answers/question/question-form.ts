import { STOP_WORDS } from '../../search/stop-words.ts';
import { stemOf, termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { isLight } from '../language/light-words.ts';
import { WISHING } from '../language/only-intended.ts';
import { classAt, isKinAt } from '../language/part-of-speech.ts';
import { asksForWords } from '../language/verbatim.ts';

/** What the wording of a question asks for, apart from its words: read from English forms, of no topic. */
export interface QuestionForm {
  /** "Did Oman …?": a statement that says whether, or that it is not known whether, answers it. */
  readonly yesNo: boolean;
  /** "Could …?", "Will …?": what may come is as good an answer as what is. */
  readonly ofTheFuture: boolean;
  /** What was done, as a token: "paid" in "Who paid for the lobbying?". Who did something else is no answer. */
  readonly deed: string | undefined;
  /** Words in quotation marks, which only their own statement has. */
  readonly quotation: string | undefined;
  /** Stems of what names are asked of, "countries" in "Which countries …?": that none is named answers it. */
  readonly namesSought: ReadonlySet<string> | undefined;
  /** "before", "originally", "proposed": what was meant to be and is not any more is asked for. */
  readonly ofWhatIsNot: boolean;
  /** "still": whether what was the case goes on is asked for. */
  readonly ofLasting: boolean;
  /** "Why is Iran skeptical?": those who are named are asked about as doubting, not as doubted. */
  readonly ofDoubter: boolean;
  /** "Are they happy to …?": how somebody feels about it is asked. */
  readonly ofAttitude: boolean;
  /** "did", "was", "has": what happened is asked, not what may. */
  readonly ofThePast: boolean;
  /** "Did …", "Why was …", "Who paid …": whether, why, by whom something was done is asked. */
  readonly ofDeed: boolean;
  /** "What did he say exactly?": the words themselves are asked for. */
  readonly verbatim: boolean;
  /** The end of a ranking that is asked for. */
  readonly extreme: 'most' | 'least' | undefined;
  /** "the worst case" */
  readonly ofTheWorst: boolean;
}

const YES_NO =
  /^(?:and |but |so |or )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|might|may)\b/i;
const FUTURE = /^(?:and |but |so |or )?(?:can|could|will|would|should|might|may)\b/i;
const NAMES =
  /\b(?:which|what) (?!is|was|does|did|has|would|will)((?:\p{L}+ )?(?!as\b|is\b|was\b|has\b|does\b)(?:\p{L}+s|people))\b(?! as\b)/iu;
const ONE_NAME = /\bwhich ((?:\p{L}+ )?\p{L}+) (?:is|was|are|were|did|has|had)\b/iu;
const WHAT_IS_NOT =
  /\b(?:before|previous\w*|earlier|former\w*|first|original\w*|initial\w*|propos\w*|suggest\w*|refus\w*|reject\w*|turned|instead|ask\w*|meant|win|won)\b|\b(?:was|were) (?:\w{1,20} ){0,3}(?:planned|scheduled|supposed)\b/i;
const MOST = /\b(?:most (?:likely|probable)|likeliest|highest)\b/i;
const WORST = /\bworst[- ](?:case|scenario|outcome)s?\b|\bworst\W*$/i;
const LEAST = /\b(?:least (?:likely|probable)|unlikeliest|most unlikely|lowest)\b/i;

/** "Who hosts …": the word in the place of the verb, in the present tense. */
const PRESENT_DEED =
  /^(?:and |but |so )?who (?:(?:also|now|currently|\p{L}{1,20}ly) ){0,2}(?!(?:is|was|has|does|else|['’]s)\b)(\p{L}{2,30}s)\b/iu;

/** "Who has paid …", "How many countries refused …": the word in the place of the verb. */
const DEED =
  /^(?:and |but |so )?(?:who|how many \p{L}{1,30}|which (?:\p{L}{1,30} )?\p{L}{1,30}) (?:(?:has|have|had|did|also|first|then) ){0,2}(\p{L}{1,30}(?:ed|en|id|ught|old|oke|ole|ook|ore|ood|ew|ave|aw|aught|ank|ang|eant|ealt|pent)|won|led|met|sent|lent|lost|left|kept|put|cut|hit|hurt|quit|split|built|set|made|took|got|ran|began|held|fell|found|struck|wrote|drove|rose|chose|shot|swore|shut)\b/iu;

const DOUBTER = /\b(?:is|are|was|were)\b.*\bs[kc]eptic(?:al|s)?\b|\b(?:does|do|did)\b.*\bdoubt\b/i;

const ATTITUDE =
  /\b(?:happy|unhappy|pleased|glad|comfortable|keen|willing|eager|reluctant|angry|upset|annoyed|delighted)\b|\b(?:ok|okay|fine) (?:with|about)\b/i;
const PAST =
  /^(?:and |but |so |or )?(?:(?:who|what|why|how|where|when|(?:which|what|how many) \p{L}{1,30}) )?(?:did|was|were|has|had)\b/iu;
/** "Who walked out?" */
const PAST_DEED = /^(?:and |but |so )?who \p{L}{2,30}ed\b/iu;

const OF_DEED =
  /^(?:and |but |so |or )?(?:(?:(?:who|why|how|how come|where|when|what|(?:which|what|how many) \p{L}{1,30}) )?(?:did|was|were|has|have|had)|(?:(?:who|why|how|where|(?:how|which|what) \p{L}{1,30}) )?(?:do|does)|(?:is|are)(?! there))\b/iu;

/** "American scepticism": a name before the doubt. */
const NAMED_DOUBT = /\s\p{Lu}\p{L}+ (?:s[kc]epticism|doubts?|misgivings|reservations)\b/u;

/** "does the article say": whose account it is goes without saying. */
const FRAME =
  /\b(?:does|do|did) (?:the )?(?:article|briefing|report|desk) (?:say|report|mention)\s+(?=\p{L})/giu;

/** "Who is pressing …" */
const PROGRESSIVE_DEED =
  /^(?:and |but |so )?who(?:['’]s| is| are| was| were) (?:\p{L}{1,20}ly )?(\p{L}{3,30}ing)\b/iu;

/** "What was agreed?" */
const PASSIVE_WHAT =
  /^(?:and |but |so )?what (?:was|were|has been|have been|had been|got) (\p{L}{2,30}ed)\b/iu;

/** "Who did refuse it?", as who learned English says it. */
const HELPED_DEED = /^(?:and |but |so )?who did (\p{Ll}{4,30})\b/u;

/** "By whom was Washington pressed?" */
const PASSIVE_DEED = /^(?:and |but |so )?by whom\b.* (\p{L}{1,30}ed)\W?$/iu;

function deedOf(question: string): string | undefined {
  const deed = [DEED, PRESENT_DEED, PROGRESSIVE_DEED, PASSIVE_DEED, PASSIVE_WHAT, HELPED_DEED].flatMap(
    (form) => form.exec(question)?.[1] ?? [],
  )[0];
  // Whoever "got" or "took" something did what the words after it say.
  return deed === undefined || isLight(deed.toLowerCase()) || STOP_WORDS.has(deed.toLowerCase())
    ? undefined
    : deed.toLowerCase();
}

/** Of two words or more: a single one may be meant ironically. */
const QUOTATION = /["“]([^"“”]*\s[^"“”]*?)[.,?!]?["”]/u;

export function withoutFrame(question: string): string {
  return question.replace(/\babout\b/i.test(question) ? /$^/ : FRAME, '');
}

export function formOf(question: string): QuestionForm {
  const named = (NAMES.exec(question) ?? ONE_NAME.exec(question))?.[1];
  const least = LEAST.test(question);
  return {
    yesNo: YES_NO.test(question),
    quotation: QUOTATION.exec(question)?.[1]?.toLowerCase(),
    ofTheFuture: FUTURE.test(question),
    deed: deedOf(question),
    namesSought: named === undefined ? undefined : new Set(termsOf(named)),
    ofWhatIsNot: WHAT_IS_NOT.test(question),
    ofLasting: /\bstill\b/i.test(question),
    ofDoubter: DOUBTER.test(question) || NAMED_DOUBT.test(question),
    ofAttitude: ATTITUDE.test(question),
    ofThePast: PAST.test(question) || PAST_DEED.test(question) || DEED.test(question),
    ofDeed: !asksForWords(question) && (OF_DEED.test(question) || deedOf(question) !== undefined),
    verbatim: asksForWords(question),
    ofTheWorst: WORST.test(question),
    extreme: least ? 'least' : MOST.test(question) ? 'most' : undefined,
  };
}

/**
 * Whether a text has that deed as a deed: "signed" is not met by "a sign", nor "cancelled" by "to cancel"; but
 * "hosts" is met by "is to host".
 */
export function tellsOfDeed(
  text: string,
  deed: string,
  alike: (stem: string) => ReadonlySet<string>,
): boolean {
  const stem = stemOf(deed);
  const others = alike(stem);
  const present = /(?:s|ing)$/.test(deed);
  const tokens = tokensOf(text);
  return tokens.some((token, at) => {
    const other = stemOf(token);
    // "600 million dollars" pays for nothing.
    if (/s$/.test(token) && AMOUNT.test(tokens[at - 1] ?? '')) return false;
    if (STOP_WORDS.has(token) || (!present && isOnlyThought(tokens, at, deed))) return false;
    return (
      token === deed ||
      ((present || token !== other || /(?:er|or)$/.test(token) || classAt(tokens, at) === 'deed') &&
        (other === stem ||
          (others.has(other) && isKinAt(tokens, at, stem) && (present || isInflected(token)))))
    );
  });
}

const NOUN = /(?:ment|tion|sion|ness|ity|ance|ence|[wsvi]al)s?$/;

/** "withdrawals", "closure": of a deed, but as a thing. */
export function isNounForm(token: string): boolean {
  return NOUN.test(token) || /ures?$/.test(token);
}

const AMOUNT =
  /^(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|(?:mill|bill)ions?|thousands?|hundreds?)$/;

/** A form that verbs have: "false papers" tell of no forging. Irregular pasts end like this in "e". */
function isInflected(token: string): boolean {
  if (NOUN.test(token)) return false;
  return !token.endsWith('e') || /(?:ave|oke|ove|ose|ote|ame|ade|ode|gone|done|ore)$/.test(token);
}

const CONDITIONAL = new Set('if unless would could may might'.split(' '));

/** "to leave", "if one side leaves", "wanted it withdrawn": nobody has done it yet. */
export function isOnlyThought(tokens: readonly string[], at: number, deed: string): boolean {
  const before = tokens.slice(Math.max(0, at - 4), at);
  const wished = before.some((token) => WISHING.test(token)) && !WISHING.test(deed);
  return tokens[at - 1] === 'to' || wished || before.some((token) => CONDITIONAL.has(token));
}

/** What is proposed, refused or left names a place, and what was first set a day, that is not the one. */
const NOT_SO: Readonly<Record<'place' | 'time', RegExp>> = {
  place: /\b(?:proposed|proposal|proposing|turned down|refused|rejected|instead of|in place of|asked for)\b/i,
  time: /\b(?:originally|first set|proposed|postponed)\b/i,
};

export function speaksOfWhatIsNot(text: string, sought: 'place' | 'time'): boolean {
  return NOT_SO[sought].test(text);
}

const NAMES_NOBODY = /\b(?:names? none|lists? none|(?:does|do|did) not name|not named|without a name)\b/i;

export function saysNobodyIsNamed(text: string): boolean {
  return NAMES_NOBODY.test(text);
}
