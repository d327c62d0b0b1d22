import type { Statement } from '../../../entries/statements/statement.ts';
import { STOP_WORDS } from '../../../search/stop-words.ts';
import { stemOf, termsOf } from '../../../search/terms.ts';
import { kindredOf } from '../../language/kindred/kindred-words.ts';
import { lightTerms } from '../../language/light-words.ts';
import { saysUnknown } from '../../language/said-unknown.ts';
import { signsOf } from '../../language/signs.ts';
import { EMPTY_VERBS } from '../../question/deed-asked.ts';
import { mentionsIn } from '../../question/names.ts';
import { fieldPath } from '../../retrieval/field-path.ts';
import type { Passage } from '../../retrieval/passages.ts';
import type { Inquiry } from '../inquiry.ts';
import { doingsIn, isSameDoing, tellsOf } from './doings.ts';
import { formsOf } from './forms-of-deed.ts';

/** "Why did Washington set an ultimatum?" is not answered by that it did, nor a bare "why?" by what somebody wants besides. */
export function lacksReason(at: number, near: readonly Passage[], inquiry: Inquiry): boolean {
  const { focus, passages } = inquiry;
  const statement = passages.all[at]?.statement;
  if (!statement || focus.intent !== 'why' || saysUnknown(statement.text)) return false;
  if (WHY_THAT.test(focus.question) && !OF_REASONS.has(statement.field) && !REASON.test(statement.text))
    return true;
  return isBareWhy(focus.question)
    ? !explainsCited(statement, inquiry)
    : onlyTellsDeed(statement, near, inquiry);
}

const BARE = /^\W*(?:and |but |so )?(?:why|how come|why so|why is that|why's that|for what reason)\W*$/i;

const WHY_DONE = /^\W*(?:and |but |so )?why (?:did|has|have|had|was|were) \p{L}+ \p{L}+/iu;

/** "Why September?" */
const WHY_THAT = /^\W*(?:and |but |so )?why \p{L}{2,30}\W*$/iu;

function isBareWhy(question: string): boolean {
  return BARE.test(question);
}

/** It stands with what was cited last, or shares words with that or with what was asked. */
function explainsCited(statement: Statement, { focus, before, passages, entry }: Inquiry): boolean {
  const cited = before && passages.all[before.cited]?.statement;
  if (!before || !cited) return false;
  if (cited.heading === statement.heading && statement.field.startsWith('outlook.')) return true;
  if (cited.field.startsWith('outlook.') && cited.heading !== undefined)
    return statement.field === 'outlook.basis';
  if (fieldPath(cited.id) === fieldPath(statement.id)) return REASON.test(statement.text);
  if (statement.field === 'outlook.basis') return cited.field.startsWith('outlook.');
  const ofOthers =
    statement.field.startsWith('actor.') &&
    focus.actors.length > 0 &&
    !statement.actors.some((id) => focus.actors.includes(id));
  if (ofOthers) return false;
  const light = lightTerms(statement.text);
  const names = new Set([...termsOf(statement.heading ?? ''), ...mentionsIn(statement.text, entry).terms]);
  const spoken = new Set([...termsOf(before.question), ...termsOf(cited.text)]);
  return termsOf(statement.text).some(
    (term) => spoken.has(term) && !light.has(term) && !names.has(term) && !focus.actorTerms.has(term),
  );
}

/** The deed that is to be explained, by whom it is asked about, and neither there nor beside it a reason. */
function onlyTellsDeed(statement: Statement, near: readonly Passage[], { focus, entry }: Inquiry): boolean {
  if (OF_REASONS.has(statement.field)) return false;
  const asked = focus.deedAsked;
  // A paragraph of the story gives reasons for other things too.
  const given = statement.field === 'summary' ? [statement] : near.map((passage) => passage.statement);
  // Of whom nothing else is known: "Why did the director resign?" is not told by that she did.
  if (!asked)
    return (
      OF_STORY.has(statement.field) &&
      WHY_DONE.test(focus.question) &&
      !given.some(({ text }) => REASON.test(text))
    );
  if (given.some(({ text }) => REASON.test(clauseOf(text, asked.verb)))) return false;
  if (OF_STORY.has(statement.field)) return true;
  if (STOP_WORDS.has(asked.verb) || EMPTY_VERBS.has(asked.verb))
    return asked.by !== undefined && tellsOf(statement, asked.by, entry);
  return doingsIn(statement, entry, formsOf(asked, kindredOf)).some((doing) =>
    isSameDoing(doing, asked, statement, entry),
  );
}

/**
 * "refused in 2019 and reopened talks *after* a petition": a deed that has a time of its own does not share the next
 * one's reason. In "restored the meeting and moved it after heavy lobbying" both have it.
 */
function clauseOf(text: string, verb: string): string {
  const stem = stemOf(verb);
  const clause = text.split(NEXT_DEED).find((part) => termsOf(part).includes(stem));
  return clause !== undefined && signsOf(clause, 'time').length > 0 ? clause : text;
}

const NEXT_DEED = /;|,? (?:and|but) (?:then |later )?(?=\w{3,}ed\b)/;

/** Fields that tell what happened: without a word of a reason they give none. */
const OF_STORY: ReadonlySet<Statement['field']> = new Set<Statement['field']>([
  'bottom_line',
  'summary',
  'timeline',
  'relation',
]);

/** Fields that hold what moves somebody, in whatever words. */
const OF_REASONS: ReadonlySet<Statement['field']> = new Set<Statement['field']>([
  'actor.wants',
  'skepticism.claim',
  'skepticism.interest',
  'outlook.scenario',
]);

const REASON =
  /\b(?:because|since(?! \d|\W*$)|so (?:that|as)|as a result|after|following|out of|due to|owing to|in (?:order|protest|response|return|reply|answer)|therefore|reasons?|caus(?:e|es|ed)|prompt\w*|made|led|for (?:fear|want of|lack of|\w+ing)|, as (?:it|they|the|its|their|there)\b|fear\w*|at the (?:request|urging|insistence)|over|under pressure|as (?:["“]|an? )|to (?:avoid|keep|save|raise|prevent|protect|spare|hear|calm|win|gain|make|show|help|let|end|stop))\b/i;
