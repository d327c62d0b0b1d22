import { STOP_WORDS } from '../../../search/stop-words.ts';
import { stemOf } from '../../../search/terms.ts';
import { isKinAt } from '../../language/part-of-speech.ts';
import type { DeedAsked } from '../../question/deed-asked.ts';
import { isOnlyThought } from '../../question/question-form.ts';

/** The forms of a verb and of its like, for `doingsIn`. */
export function formsOf(
  { verb, isPast }: Pick<DeedAsked, 'verb' | 'isPast'>,
  alike: (stem: string) => ReadonlySet<string>,
): (token: string, at: number, tokens: readonly string[]) => boolean {
  const stem = stemOf(verb);
  const kin = alike(stem);
  return (token, at, tokens) => {
    if (STOP_WORDS.has(token) || (isPast && isOnlyThought(tokens, at, verb))) return false;
    const other = stemOf(token);
    return other === stem || (kin.has(other) && isKinAt(tokens, at, stem));
  };
}
