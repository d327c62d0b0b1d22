import type { Statement } from '../../../entries/statements/statement.ts';
import { STOP_WORDS } from '../../../search/stop-words.ts';
import { stemOf, termsOf } from '../../../search/terms.ts';
import { tokensOf } from '../../../search/tokens.ts';
import { kindredOf } from '../../language/kindred/kindred-words.ts';
import { isLight } from '../../language/light-words.ts';
import { saysUnknown } from '../../language/said-unknown.ts';
import { soughtBy } from '../../language/signs.ts';
import type { Focus } from '../../question/focus.ts';
import { intentTerms } from '../../question/intent.ts';
import { saysNobodyIsNamed } from '../../question/question-form.ts';
import type { Passage } from '../../retrieval/passages.ts';
import { hasFamily } from '../../retrieval/related-words.ts';
import type { Inquiry } from '../inquiry.ts';

/** "Who is the negotiator?" is not met by negotiations: the word itself must be there, as an office has it. */
export function namesUnknownOffice(
  focus: Focus,
  near: readonly Passage[],
  accounted: ReadonlySet<string>,
): boolean {
  if (focus.intent !== 'role' || !/^(?:and |so )?who\b/i.test(focus.question)) return false;
  const words = tokensOf(focus.text).filter((token) => termsOf(token).some((term) => !accounted.has(term)));
  const present = new Set(near.flatMap(({ statement }) => tokensOf(statement.text)));
  return words.length > 0 && !words.some((word) => present.has(word) || present.has(`${word}s`));
}

/** "Who is the Iranian minister?" is not told by what stands under another country, whoever its minister met. */
export function isOfficeOfAnother(focus: Focus, { field, actors }: Statement): boolean {
  return (
    focus.intent === 'role' &&
    focus.hasFurtherTerms &&
    /^(?:and |so )?who\b/i.test(focus.question) &&
    focus.actors.length > 0 &&
    field.startsWith('actor.') &&
    !actors.some((id) => focus.actors.includes(id))
  );
}

/** "Who is the mediator?" is not told by who appointed one: somebody must be named. */
export function namesNoHolder(
  passage: Passage | undefined,
  { question, intent, actors, hasFurtherTerms }: Focus,
): boolean {
  if (!passage || intent !== 'role' || actors.length > 0 || !hasFurtherTerms || !WHO_IS.test(question))
    return false;
  const { text } = passage.statement;
  const asked = new Set(tokensOf(question));
  const times = new Set(passage.signs('time').flatMap((sign) => tokensOf(sign)));
  const named = passage
    .signs('name')
    .flatMap((name) => tokensOf(name))
    .some((token) => !times.has(token) && !asked.has(token));
  return !named && !saysUnknown(text) && !saysNobodyIsNamed(text);
}

const WHO_IS = /^\W*(?:and |so )?who(?:['’]s| is| was) (?:the|its|their|his|her)\b/i;

/** "Which language …?" is answered only where a language is spoken of, and "What is the salary of …?" where one is told. */
export function namesUnknownKind(
  near: readonly Passage[],
  accounted: ReadonlySet<string>,
  { focus, wording: { asked, slips } }: Inquiry,
): boolean {
  const kind = (KIND.exec(focus.question) ??
    ATTRIBUTE.exec(focus.question) ??
    WHICH.exec(focus.question))?.[1]?.toLowerCase();
  if (kind === undefined || soughtBy(focus.question) !== undefined) return false;
  const stem = stemOf(kind);
  if (isLight(kind) || STOP_WORDS.has(kind) || accounted.has(stem) || intentTerms(focus.intent).has(stem))
    return false;
  // What is itself asked besides stands for nothing else: to speak is not the language.
  const others = new Set([...asked.terms].filter((term) => term !== stem));
  return !near.some(
    (passage) =>
      passage.counts.has(stem) ||
      hasFamily(stem, passage) ||
      [...kindredOf(stem)].some((kin) => !others.has(kin) && passage.counts.has(kin)) ||
      (slips.get(stem)?.some((other) => passage.counts.has(other)) ?? false),
  );
}

const KIND =
  /\b(?:which|what) (\p{L}{3,30}) (?:will|would|do|does|did|is|are|was|were|has|have|had|can|could|might|should)\b/iu;

/** "Which *laptop* held them?" */
const WHICH =
  /^\W*(?:and |but |so )?which (\p{L}{3,30}) (?:\p{L}{2,30}ed|had|held|got|took|made|gave|won|lost|led|sent|paid|said|told|left|met|bought|sold)\b/iu;

/** "What is the *salary* of …?", "What is her *salary*?"; whatever is due is somebody's plan. */
const ATTRIBUTE =
  /^(?:and |but |so )?what(?:['’]s| is| are| was| were) (?:(?:the|its|their|his|her)(?: \p{L}{2,30})?|(?:\p{L}{2,30} ){1,3}?\p{L}{2,30}['’]s?) (?!plans?\b)(\p{L}{3,30})(?: (?:of|for|in|on|at)\b|\W*$)/iu;
