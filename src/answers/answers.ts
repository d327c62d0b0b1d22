import type { Logger } from 'pino';
import type { Entry } from '../entries/entry.ts';
import type { Library } from '../entries/library.ts';
import type { Statement } from '../entries/statements/statement.ts';
import type { StatementIndex } from '../search/statement-index.ts';
import { answerId, isFrom } from './answer-id.ts';
import type { Answered, Outcome, Part } from './answered.ts';
import { createBestEffortMemory } from './best-effort-memory.ts';
import { createOffers } from './composing/offers.ts';
import type { Composer } from './composing/rephrase.ts';
import type { Feedback, Verdict } from './feedback.ts';
import { furtherAnswer } from './further-answer.ts';
import { lookUp } from './look-up.ts';
import { asksOfMore, changesAskedBy, speaksOfChange } from './question/changes-asked.ts';
import type { Conversations, Place, Turn } from './question/conversation.ts';
import { goingOnOf } from './question/going-on.ts';
import { leavesFor } from './question/leaves-topic.ts';
import { namedTopic } from './question/named-topic.ts';
import { partsOf } from './question/parts.ts';
import { plainWording } from './question/plain-wording.ts';
import { type Passages, preparePassages } from './retrieval/passages.ts';
import { CANDIDATE_TOPICS, REMEMBERED_TURNS, WEIGHTS } from './retrieval/weights.ts';
import { type FoundIn, turnGoingOn, turnOf } from './turn-of.ts';
import { type Meaning, type Standing, standingOut } from './vectors/meaning.ts';

/** Answers questions from the briefings, or says that they do not cover them. */
export interface Answers {
  ask(asked: Asked): Promise<Answered>;
  /** False when the answer is not on record, or was given in another workspace. */
  judge(
    answerId: string,
    verdict: Verdict,
    by: Pick<Place, 'platform' | 'workspace' | 'person'>,
    now: Temporal.Instant,
  ): Promise<boolean>;
}

export interface Asked {
  readonly question: string;
  /** Entry id, when one was named with the question. */
  readonly topic?: string;
  readonly place: Place;
  readonly now: Temporal.Instant;
  /** IANA name: where the asker's days begin and end. */
  readonly zone: string;
  /** Called, perhaps several times, with the answer as far as a model has put it into words and that was checked. */
  readonly onPart?: (answered: Answered) => void;
}

export interface AnswersOptions {
  readonly library: Pick<Library, 'get' | 'resolve' | 'all'>;
  readonly index: Pick<StatementIndex, 'search' | 'statements'>;
  readonly conversations: Conversations;
  readonly feedback: Feedback;
  /** SHA-256 of an entry's content, as revisions have it. */
  readonly revisionOf: (entry: Entry) => string;
  /** Puts a covered answer into other words; absent, or in any doubt: the statements speak for themselves. */
  readonly composer?: Composer;
  /** Helps to rank by meaning; absent, or in any doubt: words alone. */
  readonly meaning?: Meaning;
  /** Makes what is unique in the id of an answer, for feedback. */
  readonly newId: () => string;
  readonly log: Logger;
}

export function createAnswers(options: AnswersOptions): Answers {
  const { library, index, meaning, newId } = options;
  const { conversations, feedback } = createBestEffortMemory(options);

  // Statements are replaced as a whole when their entry changes, so what was prepared from them goes with them.
  const prepared = new WeakMap<readonly Statement[], Passages>();

  function passagesOf(entryId: string): Passages {
    const statements = index.statements(entryId);
    const passages = prepared.get(statements) ?? preparePassages(statements);
    prepared.set(statements, passages);
    return passages;
  }

  /** The entries worth looking into, and the terms that only named one of them. */
  function candidates(question: string, topic: string | undefined, turns: readonly Turn[]) {
    const found = namedTopic(question, library);
    const named =
      topic === undefined || found?.id === topic
        ? found
        : { id: topic, terms: new Set<string>(), rest: question };
    if (named) return { ids: [named.id], terms: named.terms, rest: named.rest, isNamed: true };
    const ids = new Set<string>();
    const last = turns.at(-1)?.topic;
    if (last !== undefined) ids.add(last);
    for (const { statement } of index.search(plainWording(question), { limit: 10 * CANDIDATE_TOPICS })) {
      if (ids.size >= CANDIDATE_TOPICS) break;
      ids.add(statement.entryId);
    }
    if (ids.size === 0 && library.all().length <= CANDIDATE_TOPICS)
      for (const { id } of library.all()) ids.add(id);
    return { ids: [...ids], terms: new Set<string>(), rest: question, isNamed: false };
  }

  /** How far each statement of these entries stands out as near in meaning; undefined when that cannot be told. */
  async function standingIn(ids: readonly string[], question: string): Promise<Standing | undefined> {
    if (!meaning || ids.length === 0) return undefined;
    const statements = ids.flatMap((id) => index.statements(id));
    const nearness = await meaning.nearness(question, statements);
    if (!nearness) return undefined;
    const standing = standingOut(nearness);
    return new Map(statements.map((statement, at) => [statement, standing[at] ?? 0]));
  }

  /** What the last answer comes to where the question only goes on about that. */
  function answerGoingOn(question: string, topic: string | undefined, turns: readonly Turn[]) {
    const kind = goingOnOf(question);
    const turn = turns.at(-1);
    if (!kind || !turn || (topic !== undefined && topic !== turn.topic)) return undefined;
    const entry = turn.topic === undefined ? undefined : library.get(turn.topic);
    if (turn.refused) return { kind, entry, turn, outcome: NOTHING };
    if (!entry) return undefined;
    const earlier = turns.slice(0, -1).filter((each) => each.topic === entry.id);
    const outcome = furtherAnswer(kind, { turn, earlier, entry, passages: passagesOf(entry.id) });
    return outcome && { kind, entry, turn, outcome };
  }

  async function answerPart(
    question: string,
    topic: string | undefined,
    turns: readonly Turn[],
  ): Promise<FoundIn | undefined> {
    const spoken = turns.at(-1)?.topic;
    const { terms, rest, isNamed, ...sought } = candidates(question, topic, turns);
    const here = spoken === undefined ? undefined : library.get(spoken);
    const ids = sought.ids.filter((id) => {
      const there = library.get(id);
      return there && (!here || here === there || isNamed || leaves(question, there, here));
    });
    const standing = await standingIn(ids, rest);
    let best: (FoundIn & { readonly value: number }) | undefined;
    for (const id of ids) {
      const entry = library.get(id);
      if (!entry) continue;
      const found = lookUp(rest, entry, passagesOf(id), turns, terms, standing);
      // A conversation leaves its briefing only for what that does not cover; scores of the two do not compare.
      if (id === spoken && found.outcome.kind !== 'not-covered') return { entry, found, isNamed };
      const covered = found.outcome.kind === 'not-covered' ? 0 : NOTHING_BEATS_COVERED;
      const value = covered + found.score + (entry.status === 'active' ? WEIGHTS.activeTopic : 0);
      if (!best || value > best.value) best = { entry, found, isNamed, value };
    }
    return best;
  }

  function leaves(question: string, there: Entry, here: Entry): boolean {
    return leavesFor(
      question,
      { entry: there, has: passagesOf(there.id).has },
      { entry: here, has: passagesOf(here.id).has },
    );
  }

  /**
   * The question taken as one about what changed: in the briefing that it names or that the conversation is about, in
   * the one that covers what else it asks of, or in all. Undefined when it is none, or when nothing covers that.
   */
  async function answerChanges(
    { question, topic, place, now, zone }: Asked,
    remembered: readonly Turn[],
  ): Promise<Answered | undefined> {
    if (!speaksOfChange(question)) return undefined;
    const found = namedTopic(question, library);
    const isThis = topic === undefined || found?.id === topic;
    const parts = partsOf(found && isThis ? found.rest : question);
    const asked = parts.map((part) => changesAskedBy(part, now, zone));
    const about = asked.find((each) => each !== undefined);
    if (!about) return undefined;
    const { rest, inAll, ...changes } = about;
    const last = remembered.at(-1);
    const more = asksOfMore(rest);
    const named = topic ?? found?.id ?? (more || inAll ? undefined : last?.topic);
    // What changed is told from the revisions, which are always there: nothing for editors to mend.
    const answered = {
      question,
      parts: [],
      followUps: parts.filter((_, at) => asked[at] !== about).map((part) => `${part}?`),
      changes,
    };
    if (named === undefined && !more) return answered;
    const best = await answerPart(rest, named, remembered);
    if (!best) return undefined;
    const isAbout = best.found.outcome.kind !== 'not-covered' || best.found.actors.length > 0;
    if (named === undefined && !isAbout) return undefined;
    // The revisions answer it, whether or not the statements do.
    const { refused: _, ...turn } = turnOf(rest, best, last);
    const turns = [...remembered, turn];
    await conversations.remember(place, turns.slice(-REMEMBERED_TURNS), now);
    return { ...answered, topic: best.entry.id };
  }

  const offers = createOffers((question, entry) => {
    const { terms, rest } = candidates(question, entry.id, []);
    return lookUp(rest, entry, passagesOf(entry.id), [], terms).outcome;
  });

  return {
    async ask(asked) {
      const { question, topic, place, now, onPart } = asked;
      const recalled = await conversations.recall(place, now);
      // Then this turn takes the place of those before: it is the one that a follow-up leans on.
      const remembered = recalled ?? [];
      const changes = await answerChanges(asked, remembered);
      if (changes) return changes;
      // Who names the briefing speaks of that, and not of what was asked before and not answered.
      const before = topic === undefined ? remembered : remembered.filter(({ refused }) => !refused);
      const turns = [...before];
      const parts: Part[] = [];
      let entry: Entry | undefined;
      for (const part of partsOf(question)) {
        const within = topic ?? (parts.length > 0 ? entry?.id : undefined);
        const goingOn = answerGoingOn(part, within, turns);
        if (goingOn) {
          entry = goingOn.entry ?? entry;
          const { kind, outcome, turn } = goingOn;
          // After what was not covered there is nothing that there could be more of.
          parts.push({ question: part, outcome, ...(turn.refused ? {} : { goesOn: kind }) });
          turns.splice(-1, 1, turnGoingOn(turn, kind, outcome));
          continue;
        }
        const answered = await answerPart(part, within, turns);
        entry = answered?.entry ?? entry;
        const outcome = answered?.found.outcome ?? { kind: 'not-covered', nearest: [] };
        parts.push({ question: part, outcome });
        turns.push(turnOf(part, answered, turns.at(-1)));
      }
      await conversations.remember(place, turns.slice(-REMEMBERED_TURNS), now);
      const id = answerId(place, newId());
      const onRecord = await feedback.record({
        id,
        question,
        ...(entry ? { topic: entry.id, revision: options.revisionOf(entry) } : {}),
        outcome: recordedOutcome(parts),
        cited: parts.flatMap(({ outcome }) =>
          outcome.kind === 'not-covered' ? [] : outcome.cited.map((s) => s.id),
        ),
        at: now,
      });
      const answered: Answered = {
        ...(onRecord ? { id } : {}),
        question,
        ...(entry ? { topic: entry.id } : {}),
        parts,
        followUps: entry ? offers({ question, parts, turns }, entry, passagesOf(entry.id)) : [],
        ...(recalled ? {} : { readByItself: true }),
      };
      const onSentences = onPart
        ? (prose: Answered['prose'] & {}) => onPart({ ...answered, prose })
        : undefined;
      const prose = await options.composer?.compose(question, parts, onSentences);
      return prose ? { ...answered, prose } : answered;
    },

    judge: async (id, verdict, by, now) =>
      isFrom(by, id) && (await feedback.judge(id, verdict, by.person, now)),
  };
}

/** Nothing comes after, or is the source of, what was not answered. */
const NOTHING: Outcome = { kind: 'not-covered', nearest: [] };

/** That there is no more of an answer is nothing for editors to mend. */
function recordedOutcome(parts: readonly Part[]): Outcome['kind'] {
  if (parts.length > 0 && parts.every(({ goesOn }) => goesOn !== undefined)) return 'answered';
  return parts.find(({ outcome }) => outcome.kind !== 'not-covered')?.outcome.kind ?? 'not-covered';
}

/** More than any difference of scores: a briefing that covers the question goes before one that does not. */
const NOTHING_BEATS_COVERED = 1000;
