import { byId } from '../../entries/by-id.ts';
import type { Entry } from '../../entries/entry.ts';
import { stemOf, termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { countedIn } from '../language/counted.ts';
import { kindredOf } from '../language/kindred/kindred-words.ts';
import { type Sought, soughtBy } from '../language/signs.ts';
import type { Focus } from '../question/focus.ts';
import { intentTerms } from '../question/intent.ts';
import { subjectTerms } from '../question/subject.ts';

/** A question to one entry, with what its statements are held against: read once, and not for each of them. */
export interface QuestionPlaced {
  readonly focus: Focus;
  readonly entry: Entry;
  readonly sought: Sought | undefined;
  /** Tokens that are no answer, since the question has them or they name whom it is about. */
  readonly said: ReadonlySet<string>;
  /** What "how many" is asked of, in terms. */
  readonly counted: ReadonlySet<string> | undefined;
  /** The deed that is asked for beyond the intent, in the stems of the words that may tell of it, its own first. */
  readonly deed: { readonly token: string; readonly stems: readonly string[] } | undefined;
  /** Terms that tell what is asked about: neither names, nor the intent, nor, if there is more, the entry's subject. */
  readonly open: ReadonlySet<string>;
}

export function placeQuestion(focus: Focus, entry: Entry): QuestionPlaced {
  const sought = soughtBy(focus.question);
  const counted = sought === 'number' ? countedIn(focus.question) : undefined;
  return {
    focus,
    entry,
    sought,
    said: saidIn(focus, entry, sought),
    counted: counted === undefined ? undefined : new Set(termsOf(counted)),
    deed: deedOf(focus),
    open: openTerms(focus, entry),
  };
}

/** Another name of whom is asked about is no place or time; "nine countries" is a number all the same. */
function saidIn({ question, actors }: Focus, entry: Entry, sought: Sought | undefined): ReadonlySet<string> {
  const names = actors.flatMap((id) => {
    const { name = id, aliases = [] } = byId(entry.actors, id) ?? {};
    return [name, ...aliases];
  });
  return new Set(tokensOf([question, ...(sought === 'number' ? [] : names)].join(' ')));
}

function deedOf({ form, intent }: Focus): QuestionPlaced['deed'] {
  if (form.deed === undefined) return undefined;
  const stem = stemOf(form.deed);
  return intentTerms(intent).has(stem) ? undefined : { token: form.deed, stems: [stem, ...kindredOf(stem)] };
}

function openTerms({ text, actorTerms, intent }: Focus, entry: Entry): ReadonlySet<string> {
  const all = termsOf(text).filter((term) => !actorTerms.has(term) && !intentTerms(intent).has(term));
  // What the whole briefing is about goes by many names, and none of them tells.
  const telling = all.filter((term) => !subjectTerms(entry).has(term));
  return new Set(telling.length > 0 ? telling : all);
}
