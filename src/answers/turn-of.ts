import type { Entry } from '../entries/entry.ts';
import { termsOf } from '../search/terms.ts';
import type { Outcome } from './answered.ts';
import { doersAnswered, ownersOf } from './coverage/conversation/pronoun-reference.ts';
import type { Found } from './look-up.ts';
import type { Turn } from './question/conversation.ts';
import type { GoingOn } from './question/going-on.ts';
import { subjectTerms } from './question/subject.ts';

/** What is found for a question in the briefing that has most to say to it. */
export interface FoundIn {
  readonly entry: Entry;
  readonly found: Found;
  /** The question named its briefing, by itself or beside it. */
  readonly isNamed: boolean;
}

/** What is remembered of a question and its answer. */
export function turnOf(question: string, answered: FoundIn | undefined, before: Turn | undefined): Turn {
  if (!answered || answered.found.outcome.kind === 'not-covered')
    return refusedTurn(question, answered, before);
  const { entry, found } = answered;
  const { outcome } = found;
  const doers = doersAnswered(question, outcome, entry);
  const named = found.actors.length > 0 ? found.actors : ownersOf(outcome);
  return {
    question: found.meant,
    topic: entry.id,
    intent: found.intent,
    actors: doers.length > 0 ? doers : named,
    cited: outcome.kind === 'not-covered' ? [] : outcome.cited.map(({ id }) => id),
  };
}

/**
 * What nothing covered says all the same what the conversation is about: the briefing and the actors it names, or, where
 * it leans on what was said before, those of before.
 */
function refusedTurn(question: string, answered: FoundIn | undefined, before: Turn | undefined): Turn {
  const { entry, found, isNamed } = answered ?? {};
  const subject = entry ? subjectTerms(entry) : new Set<string>();
  const isOfEntry =
    isNamed || (found?.actors.length ?? 0) > 0 || termsOf(question).some((term) => subject.has(term));
  const topic = entry && isOfEntry ? entry.id : before?.topic;
  return {
    question: found?.meant ?? question,
    ...(topic === undefined ? {} : { topic }),
    intent: found?.intent ?? 'fact',
    actors: found?.actors ?? [],
    cited: found?.leans && topic === before?.topic ? (before?.cited ?? []) : [],
    refused: true,
  };
}

/**
 * The turn that was gone on about, with what was cited further: the question stays what was asked there. Where it comes
 * from is nothing further.
 */
export function turnGoingOn(turn: Turn, kind: GoingOn, outcome: Outcome): Turn {
  if (kind === 'source' || outcome.kind === 'not-covered') return turn;
  const further = outcome.cited.map(({ id }) => id).filter((id) => !turn.cited.includes(id));
  return { ...turn, cited: [...further, ...turn.cited] };
}
