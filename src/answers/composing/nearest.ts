import type { Statement } from '../../entries/statements/statement.ts';
import { stemOf, termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { wordingOf } from '../coverage/coverage.ts';
import { type Inquiry, meets } from '../coverage/inquiry.ts';
import { lightTerms } from '../language/light-words.ts';
import type { Focus } from '../question/focus.ts';
import { ABOUT_NOTES, fieldsOf, intentTerms } from '../question/intent.ts';
import { subjectTerms } from '../question/subject.ts';
import type { Passage } from '../retrieval/passages.ts';
import { hasFamily } from '../retrieval/related-words.ts';
import { WEIGHTS } from '../retrieval/weights.ts';
import { saysTheSame } from './citations.ts';

/** More would be a search. */
export const MAXIMUM_NEAREST = 3;

/**
 * What comes nearest without answering: a doubt about the reporting only where nothing of the story comes near. Several,
 * because a question in other words than the briefing's is often answered by one of them after all; but nothing that has
 * no more to do with the question than any other sentence of the briefing.
 */
export function nearestOf(
  order: readonly number[],
  totals: readonly number[],
  inquiry: Inquiry,
): readonly Statement[] {
  const { focus, passages } = inquiry;
  const isNear = nearnessTo(inquiry);
  const near: Statement[] = [];
  let highest: number | undefined;
  for (const at of order) {
    const passage = passages.all[at];
    const total = totals[at] ?? 0;
    if (near.length === MAXIMUM_NEAREST || total <= 0 || (highest ?? total) - total > WEIGHTS.nearestGap)
      break;
    if (!passage || !mayRival(passage.statement, focus) || !isNear(passage)) continue;
    highest ??= total;
    if (!near.some((other) => saysTheSame(other, passage.statement))) near.push(passage.statement);
  }
  return near;
}

/** A doubt about the reporting comes in the place of nothing else; what the desk thinks of something may be a doubt. */
export function mayRival(statement: Statement | undefined, { intent, question }: Focus): boolean {
  return (
    statement !== undefined &&
    (ABOUT_NOTES.has(intent) ||
      intent === 'sourcing' ||
      /\bthe desk\b/i.test(question) ||
      !statement.field.startsWith('skepticism.'))
  );
}

/** Words in common that are no chance; of few words half, of one that one. */
const ENOUGH_WORDS = 2;
/** What another word for it is worth: of one word enough, of two no more than chance. */
const ALIKE = 0.5;

const NAME = /(?<=\s)\p{Lu}[\p{L}\p{N}'’-]*/gu;

/** Whether a passage shares more with the question than what the whole briefing is about. */
function nearnessTo({ focus, entry, passages }: Inquiry): (passage: Passage) => boolean {
  const everywhere = new Set([
    ...subjectTerms(entry),
    ...tokensOf([entry.title, ...entry.aliases].join(' ')).map(stemOf),
    ...lightTerms(focus.question),
    ...intentTerms(focus.intent),
  ]);
  // A name that nothing has makes what is said of it no less near.
  const telling = termsOf(focus.question.replaceAll(NAME, ' ')).filter((term) => !everywhere.has(term));
  const wording = { ...wordingOf(focus.question, passages), slips: new Map() };
  const worth = (term: string, passage: Passage) =>
    passage.counts.has(term) || hasFamily(term, passage) ? 1 : meets(term, passage, wording) ? ALIKE : 0;
  const { fields } = fieldsOf(focus.intent);
  const ofAnyone = focus.actors.length === 0 && focus.question.search(NAME) < 0;
  return (passage) => {
    const common = telling.reduce((sum, term) => sum + worth(term, passage), 0);
    if (common >= ENOUGH_WORDS || (common > 0 && 2 * common >= telling.length)) return true;
    if (common > 0 && focus.actors.some((id) => passage.statement.actors.includes(id))) return true;
    // The aims of whom it asks about, where it asks what they want.
    return (
      fields.includes(passage.statement.field) &&
      (ofAnyone || focus.actors.some((id) => passage.statement.actors.includes(id)))
    );
  };
}
