import { byId } from '../../entries/by-id.ts';
import type { Entry } from '../../entries/entry.ts';
import type { Statement } from '../../entries/statements/statement.ts';
import { termsOf } from '../../search/terms.ts';
import { isLight, lightTerms } from '../language/light-words.ts';
import type { Turn } from './conversation.ts';
import { EMPTY_VERBS } from './deed-asked.ts';
import { intentOf, intentTerms } from './intent.ts';
import { mentionsIn } from './names.ts';

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
const ORDINAL =
  /\b(?:the )?(first|second|third|fourth|fifth|last)(?: (?:one|scenario|claim|doubt|note|case|option))?(?=\W*$| (?:look|happen|mean|be|to|of|is|would|will|come|in)\b)/i;
/** Said of what was shown last. */
const THAT_SCENARIO = /\b(?:that|this) (?:scenario|outcome|case|option|one)\b/i;
const PERSON = /\b(?:he|she|him)\b/i;
const WHICH = /^\W*(?:and |but |so )?which(?: ones| of them)?\W*$/i;
const HOW_MANY = /\bhow many\b/i;
/** "Marta Olsen": two capitals or three, after something else. */
const FULL_NAME = /(?<=\p{L}[,:]? )\p{Lu}\p{Ll}{1,20}(?: \p{Lu}\p{Ll}{1,20}){1,2}/gu;

/**
 * The question with what it points at put into words: "the second one" of several scenarios or claims that were shown,
 * "which ones?" of those that were counted, and "she" where the last answer names one person who is no actor of the story.
 *
 * @param cited what each turn cited, the last turn first
 */
export function inOwnWords(
  question: string,
  last: Turn | undefined,
  cited: readonly (readonly Statement[])[],
  entry: Entry,
): string {
  if (last && !last.refused && WHICH.test(question) && HOW_MANY.test(last.question))
    return last.question.replace(HOW_MANY, 'Which');
  const [shown = []] = cited;
  return ofList(question, cited) ?? ofScenario(question, shown) ?? withName(question, shown, entry);
}

function ofScenario(question: string, [first]: readonly Statement[]): string | undefined {
  const name = first?.field.startsWith('outlook.') ? first.heading : undefined;
  return name !== undefined && THAT_SCENARIO.test(question)
    ? question.replace(THAT_SCENARIO, name)
    : undefined;
}

function ofList(question: string, cited: readonly (readonly Statement[])[]): string | undefined {
  const [said, ordinal] = ORDINAL.exec(question) ?? [];
  if (said === undefined) return undefined;
  const list = cited.map(listIn).find((each) => each.length > 1) ?? [];
  const which = ordinal?.toLowerCase() ?? '';
  const meant = which === 'last' ? list.at(-1) : list[ORDINALS.indexOf(which)];
  if (meant === undefined) return undefined;
  const { name, isClaim } = meant;
  return isClaim && asksNothing(question.replace(said, ' '))
    ? `what is in doubt about ${name}`
    : question.replace(said, name);
}

interface Listed {
  readonly name: string;
  readonly isClaim: boolean;
}

/** Scenarios are called by their names, claims by what they claim. */
function listIn(cited: readonly Statement[]): readonly Listed[] {
  return cited.flatMap(({ field, heading, text }): readonly Listed[] => {
    if (field === 'skepticism.claim') return [{ name: text.replace(/\.$/, ''), isClaim: true }];
    return field === 'outlook.likelihood' && heading !== undefined ? [{ name: heading, isClaim: false }] : [];
  });
}

/** "Tell me about …", "and …?" */
function asksNothing(frame: string): boolean {
  const intent = intentOf(frame);
  const light = lightTerms(frame);
  return (
    (intent === 'fact' || intent === 'role') &&
    termsOf(frame).every((term) => light.has(term) || intentTerms(intent).has(term))
  );
}

function withName(question: string, cited: readonly Statement[], entry: Entry): string {
  if (!PERSON.test(question)) return question;
  const names = new Set(cited.flatMap(({ text }) => text.match(FULL_NAME) ?? []));
  const [name, ...others] = [...names].filter((each) => mentionsIn(each, entry).actors.length === 0);
  const namesActor = cited.some(({ text }) =>
    mentionsIn(text, entry).actors.some((id) => byId(entry.actors, id)?.kind === 'person'),
  );
  return name === undefined || others.length > 0 || namesActor ? question : question.replace(PERSON, name);
}

/** "What does *it* threaten?", after a question about one actor: what others threaten is no answer. */
export function withSubject(question: string, last: Turn | undefined, entry: Entry): string {
  const [id, ...others] = last?.actors ?? [];
  const actor = id === undefined ? undefined : byId(entry.actors, id);
  if (!last || last.refused || !actor || id === undefined || others.length > 0) return question;
  const [said, auxiliary, verb = ''] = SUBJECT.exec(question) ?? [];
  if (
    said === undefined ||
    intentOf(question) !== 'fact' ||
    isLight(verb.toLowerCase()) ||
    EMPTY_VERBS.has(verb)
  )
    return question;
  const isAbout = mentionsIn(last.question, entry).actors.includes(id);
  return isAbout ? question.replace(said, `${auxiliary} ${actor.name} ${verb}`) : question;
}

const SUBJECT = /\b(do|does|did|has|have|had|will|would|can|could) (?:it|they|he|she) (\p{Ll}{3,20})\b/iu;
