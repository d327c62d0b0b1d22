import type { Entry } from '../../entries/entry.ts';
import type { Statement } from '../../entries/statements/statement.ts';
import { stemOf, termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { lightTerms } from '../language/light-words.ts';
import { soughtBy } from '../language/signs.ts';
import type { Turn } from './conversation.ts';
import { type DeedAsked, deedAsked } from './deed-asked.ts';
import { type Intent, intentOf, intentOfField, intentTerms, OF_ACTORS } from './intent.ts';
import { mentionsIn } from './names.ts';
import { type Parties, partiesOf } from './parties.ts';
import { plainWording } from './plain-wording.ts';
import { formOf, type QuestionForm, withoutFrame } from './question-form.ts';
import { subjectTerms } from './subject.ts';
import { asksWhetherHeld, namesOnlySubject, scenarioNamed } from './whole-story.ts';
import { meantActors, meantPersons } from './whom-meant.ts';
import { withoutSides } from './without-sides.ts';

/** A question as it is meant in its conversation, for one entry. */
export interface Focus {
  /** As it was put. */
  readonly question: string;
  readonly intent: Intent;
  readonly form: QuestionForm;
  readonly actors: readonly string[];
  /** What the first of the actors says, thinks or wants is asked for as far as it is of the second. */
  readonly parties: Parties | undefined;
  /** What it says somebody did, or asks whether or why they did. */
  readonly deedAsked: DeedAsked | undefined;
  /** The actors were not named but meant by "they" or by saying nothing: a hint, no demand. */
  readonly fromConversation: boolean;
  /** "he", "she": the actors meant are persons. */
  readonly ofPerson: boolean;
  /** Terms of the question that named actors. */
  readonly actorTerms: ReadonlySet<string>;
  /** What ranking reads: the question, or with an ellipsis ("and Iran?", "how many?") the one before as well. */
  readonly text: string;
  /** It says what is asked ("why?", "when?") and nothing of what about: it stays with what was spoken of. */
  readonly isBare: boolean;
  /** The question with what it leans on, for the next one to lean on in turn. */
  readonly meant: string;
  /** It leans on nothing said before: it names its own subject, without a pronoun. */
  readonly standsAlone: boolean;
  /** It has words besides names and those that express what is asked. */
  readonly hasFurtherTerms: boolean;
  /** Two or more actors are set side by side. */
  readonly compares: boolean;
  /** "Who else …": what the briefing says already is not what is asked. */
  readonly asksBeyond: boolean;
  /** What "that" and "it" point at: the statement cited first in the answer before, in the same entry. */
  readonly cited: Statement | undefined;
}

const PRONOUN =
  /\b(?:they|them|their|theirs|it|its|he|him|his|she|her|hers|those|these|this|that|both|each)\b/i;
const OF_THEM = /\b(?:they|them|their|theirs|he|him|his|she|her|hers)\b/i;
const WHY_THERE = /\bwhy (?:there|here|them|him|her|that (?:place|country|city|venue))\b/i;
/** "Why pick Oman?" asks what "Why Oman?" asks. */
const CHOICE_TERMS = new Set(
  termsOf(
    'pick picked choose chose chosen select selected opt anyone anybody everyone everybody care cares matter matters important',
  ),
);
/** "Why does Iran care?" asks for its reasons. */
const WHO_CARES = /\b(?:does|do|did|would|should) (?!every|any|we\b|you\b|i\b)\w/i;
const CARING = /\b(?:care|bother)\W{0,3}$/i;
const PERSON = /\b(?:he|him|his|she|her|hers)\b/i;
const COMPARISON =
  /\b(?:differ\w*|compar\w*|versus|vs|both|each|disagree\w*|agree on|in common|contrast|than|either side|two sides|between)\b/i;
const BEYOND = /\b(?:else|besides|apart from|other than|aside from|another country|other countries)\b/i;
/** "What else does it want?": the rest of that field. */
const WHAT_ELSE = /\bwhat else\b/i;
/** "Has it set a new one?" */
const ANEW = /\b(?:a|any) (?:new|fresh|further|second|third)\b/i;
const ELLIPSIS = /^(?:and|but|or|what about|how about|and what about|same for)\b/i;
/** "and the other scenario?" puts something else into the question before; with a verb it is one of its own. */
const CLAUSE =
  /\b(?:who|what|when|where|why|how|which|do|does|did|is|are|was|were|has|have|had|will|would|can|could)\b/i;
/** Words; what was said further back than this no longer counts. */
const LONGEST_MEANT = 24;
const COMPARISON_TERMS = new Set(
  termsOf(
    'differ differs difference differences different compare comparison versus vs both each disagree common contrast side sides two between',
  ),
);

/** @param cited what was cited last, in this entry */
export function focusOf(
  asked: string,
  entry: Entry,
  turns: readonly Turn[],
  cited: readonly Statement[] = [],
): Focus {
  const question = plainWording(withoutFrame(asked));
  const last = turns.at(-1);
  const mentions = mentionsIn(question, entry);
  const own = intentOf(question);
  const rest = termsOf(question).filter(
    (term) => !mentions.terms.has(term) && !intentTerms(own).has(term) && !COMPARISON_TERMS.has(term),
  );
  const light = lightTerms(question);
  const telling = rest.filter((term) => !light.has(term));
  const elliptic =
    last !== undefined &&
    own === 'fact' &&
    ELLIPSIS.test(question) &&
    (rest.length === 0 || !CLAUSE.test(question));
  const namesNobody = mentions.actors.length === 0;
  const refersBack =
    last !== undefined &&
    namesNobody &&
    !(own === 'gist' && rest.length === 0) &&
    !(rest.length === 0 && ALL_DOUBTS.test(question)) &&
    (PRONOUN.test(question) ||
      rest.length === 0 ||
      ((own === 'why' || isShort(question) || THEIR_COUNT.test(question)) && telling.length === 0));
  const persons = PERSON.test(question) ? meantPersons(question, turns, cited, entry) : [];
  const ofPerson = refersBack && persons.length > 0;
  const deed = deedAsked(question, entry);
  const parties = refersBack || COMPARISON.test(question) ? undefined : partiesOf(question, deed, entry);
  const actors = ofPerson
    ? persons
    : refersBack
      ? meantActors(last, own, cited, entry)
      : parties && OF_ACTORS.has(own)
        ? [parties.of]
        : mentions.actors;
  // "Why Oman?" asks what Oman brings: its aims are why it acts, not why it was chosen.
  const asksOnlyWhy = termsOf(question).every((term) => mentions.terms.has(term) || CHOICE_TERMS.has(term));
  const whyThem =
    own === 'why' &&
    !(WHO_CARES.test(question) && CARING.test(question)) &&
    asksOnlyWhy &&
    (!namesNobody || (actors.length > 0 && WHY_THERE.test(question)));
  const compares = actors.length > 1 && COMPARISON.test(question);
  const asksOfWhole = own === 'fact' && namesNobody && !refersBack && namesOnlySubject(question, entry);
  const intent = meantIntent();

  function meantIntent(): Intent {
    if (scenarioNamed(question, entry) && !OF_OUTLOOK.has(own) && !formOf(question).yesNo)
      return own === 'settles' ? 'signs' : 'consequence';
    if (elliptic && !CONDITION.test(question)) return ofCitedField() ?? last.intent;
    if (whyThem) return 'leverage';
    // "Compare Oman and Iran": their positions.
    if (compares && own === 'fact' && rest.length === 0) return 'position';
    if (asksOfWhole) return asksWhetherHeld(question) ? 'next' : 'gist';
    if (own === 'fact' && formOf(question).verbatim) return 'position';
    if (own === 'fact' && refersBack && CONDITION.test(question)) return 'consequence';
    if (own === 'likelihood' && actors.length > 0 && EXPECTATION.test(question)) return 'position';
    return own;
  }

  /** "What can they do?", answered by leverage, "and Oman?": by the same field. */
  function ofCitedField(): Intent | undefined {
    const saysMore =
      last === undefined ||
      last.intent !== 'fact' ||
      termsOf(withoutNames(last.question, entry)).some((term) => !lightTerms(last.question).has(term));
    const field = cited[0]?.field;
    return saysMore || namesNobody || field === undefined ? undefined : intentOfField(field);
  }

  /** "What does the army say?", which is no actor: of the words before none is left that "and Iran?" takes over. */
  function ofUnknownActor(): boolean {
    return (
      last !== undefined && OF_ACTORS.has(intent) && mentionsIn(last.question, entry).actors.length === 0
    );
  }

  // Where a field of an actor is asked for, who and what are judged by the field: only further words are left to match.
  function textOf(): string {
    // All that it names is what every statement is about.
    if (asksOfWhole || (intent === 'gist' && rest.length === 0)) return '';
    const bare =
      refersBack &&
      ((own === 'fact' &&
        (rest.length === 0 ||
          (telling.length === 0 &&
            (soughtBy(question) === undefined || isShort(question)) &&
            !OF_THEIR_NUMBER.test(question)))) ||
        (own === 'where' && rest.length === 0 && isShort(question)));
    const asked =
      elliptic && rest.length === 0 && !ofUnknownActor()
        ? `${question} ${withoutNames(last.question, entry)}`
        : bare
          ? `${question} ${last.question}`
          : question;
    if (intent !== 'confidence' && (!OF_ACTORS.has(intent) || actors.length === 0))
      return COMPARISON.test(asked) ? withoutSides(asked) : asked;
    return tokensOf(asked)
      .filter(
        (token) =>
          !mentions.terms.has(stemOf(token)) &&
          !intentTerms(intent).has(stemOf(token)) &&
          !subjectTerms(entry).has(stemOf(token)) &&
          !(compares && COMPARISON_TERMS.has(stemOf(token))),
      )
      .join(' ');
  }

  return {
    intent,
    form: formOf(question),
    question,
    actors,
    parties,
    deedAsked: deed,
    fromConversation: refersBack,
    ofPerson,
    actorTerms: new Set([...mentions.terms, ...(COMPARISON.test(question) ? COMPARISON_TERMS : [])]),
    text: textOf(),
    meant:
      refersBack && last && !OF_ACTORS.has(intent)
        ? `${question} ${last.question}`.split(/\s+/).slice(0, LONGEST_MEANT).join(' ')
        : question,
    isBare: last !== undefined && namesNobody && telling.length === 0,
    standsAlone:
      (own === 'gist' && rest.length === 0) ||
      (!refersBack && !elliptic && telling.length > 0 && !PRONOUN.test(question) && CLAUSE.test(question)),
    hasFurtherTerms: telling.length > 0 && !asksOfWhole,
    compares,
    cited: cited[0],
    asksBeyond:
      (BEYOND.test(question) && !(OF_ACTORS.has(intent) && WHAT_ELSE.test(question))) ||
      (formOf(question).ofThePast && ANEW.test(question)),
  };
}

/** "Is that certain?": what was cited last is asked about, and whether it holds. */
export function asksOfCited({ intent, fromConversation, isBare, question, form }: Focus): boolean {
  return intent === 'doubt' && fromConversation && isBare && form.yesNo && !OF_THEM.test(question);
}

/** "What are the main doubts?" asks for all of them, whoever was spoken of. */
const ALL_DOUBTS =
  /^\W*(?:and )?what (?:is|are|else is) (?:the |your )?(?:main |key |biggest )?(?:doubts|in doubt|doubted|doubtful|disputed|contested|caveats|reservations)\W*$/i;

/** "how much?", "which ones?": nothing but what is asked. */
function isShort(question: string): boolean {
  return tokensOf(question).length <= LONGEST_SHORT;
}

const LONGEST_SHORT = 3;

/** "How many were there?" */
const THEIR_COUNT = /\bhow many (?:are|were|have been) (?:there|they)\b/i;

/** "How many?", "which ones?" are asked of those who were spoken of, not of what they did. */
const OF_THEIR_NUMBER = /\b(?:how many|which)\b/i;

/** "And if they don't get it?" */
const CONDITION = /^\W*(?:and |but |so )?(?:what )?if\b/i;

/** "What does it expect?": what somebody in the story does, the outlook does not tell. */
const EXPECTATION = /\b(?:do|does|did) [^?]{2,30} expect\b/i;

const OF_OUTLOOK: ReadonlySet<Intent> = new Set<Intent>([
  'likelihood',
  'signs',
  'consequence',
  'confidence',
  'why',
  'next',
]);

/** The question before without those it was about: in "and Iran?" they have just been replaced. */
function withoutNames(question: string, entry: Entry): string {
  const { terms } = mentionsIn(question, entry);
  return tokensOf(question)
    .filter((token) => !termsOf(token).some((term) => terms.has(term)))
    .join(' ');
}
