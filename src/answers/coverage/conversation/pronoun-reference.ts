import type { Entry } from '../../../entries/entry.ts';
import { stemOf, termsOf } from '../../../search/terms.ts';
import type { Outcome } from '../../answered.ts';
import { kindredOf } from '../../language/kindred/kindred-words.ts';
import { type DeedAsked, deedAsked } from '../../question/deed-asked.ts';
import { mentionsIn } from '../../question/names.ts';
import { formOf } from '../../question/question-form.ts';
import { doingsIn, isSameDoing } from '../deeds/doings.ts';
import { formsOf } from '../deeds/forms-of-deed.ts';

/** Whom "they" means after a question that named nobody: those the first statement is about. */
export function ownersOf(outcome: Outcome | undefined): readonly string[] {
  if (!outcome || outcome.kind === 'not-covered') return [];
  return (outcome.cited[0]?.actors ?? []).filter((id) => id !== 'desk');
}

/** After "Who pressed Washington?" "they" are who did, as the answer tells it, and not whom the question named. */
export function doersAnswered(question: string, outcome: Outcome, entry: Entry): readonly string[] {
  if (outcome.kind === 'not-covered' || !ASKS_WHO.test(question)) return [];
  const asked = deedAsked(question, entry) ?? unnamedDeed(question);
  if (!asked || asked.by !== undefined) return [];
  const named = mentionsIn(question, entry).actors;
  const stem = stemOf(asked.verb);
  const isDeed = formsOf(asked, kindredOf);
  for (const statement of outcome.cited) {
    const doers = doingsIn(statement, entry, isDeed)
      .filter((doing) => isSameDoing(doing, asked, statement, entry))
      .flatMap(({ by }) => by ?? [])
      .filter((id) => !named.includes(id) && id in entry.actors);
    // "Berun → Talan: protests against"
    const isCalledSo =
      statement.field === 'relation' &&
      termsOf(statement.heading ?? '').some((term) => term === stem || kindredOf(stem).has(term));
    const [from] = statement.actors;
    if (doers.length === 0 && isCalledSo && from !== undefined) return [from];
    if (doers.length > 0) return [...new Set(doers)];
  }
  return [];
}

/** "Who turned down Iran's proposal?" */
function unnamedDeed(question: string): DeedAsked | undefined {
  const verb = formOf(question).deed;
  return verb === undefined ? undefined : { verb, by: undefined, to: undefined, isPast: true };
}

const ASKS_WHO = /\bwho(?:ever)?\b/i;
