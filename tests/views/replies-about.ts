import type { Answered, Outcome } from '../../src/answers/answered.ts';
import { digestContent } from '../../src/digests/content/digest-content.ts';
import { digestReply } from '../../src/digests/content/digest-reply.ts';
import { byId } from '../../src/entries/by-id.ts';
import { changesBetween } from '../../src/entries/diff/diff.ts';
import { type Entry, SECTIONS } from '../../src/entries/entry.ts';
import { createLibrary } from '../../src/entries/library.ts';
import type { ActorAppearance } from '../../src/entries/names/actor-directory.ts';
import { statementsOf } from '../../src/entries/statements/statements-of.ts';
import { type Reply, text } from '../../src/reply.ts';
import { actorReply } from '../../src/views/actor.ts';
import { allChangesReply } from '../../src/views/all-changes.ts';
import { answerReply } from '../../src/views/answer.ts';
import { briefingReply } from '../../src/views/briefing.ts';
import { changesReply } from '../../src/views/changes.ts';
import { listPage, listReply } from '../../src/views/list.ts';
import { searchReply } from '../../src/views/search.ts';
import { sectionReply } from '../../src/views/section.ts';

/** A statement cited at once: what an answer holds at most. */
const CITED = 4;
/** Hits that `search` shows. */
const HITS = 10;

export interface NamedReply {
  readonly name: string;
  readonly reply: Reply;
}

/**
 * Everything Rapporteur would say about these entries: each briefing and section, each actor, what changed from one
 * entry to the next, the list, a digest, answers of every outcome, search results.
 */
export function repliesAbout(entries: readonly Entry[], today: Temporal.PlainDate): readonly NamedReply[] {
  const library = createLibrary();
  for (const entry of entries) library.put(entry);
  const named = (name: string, reply: Reply): NamedReply => ({ name, reply });
  return [
    ...entries.flatMap((entry) => [
      named('briefing', briefingReply(entry, today)),
      ...SECTIONS.map((section) => named(section, sectionReply(entry, section, today))),
      ...Object.entries(entry.actors)
        .slice(0, 2)
        .map(([id, { name }]) =>
          named('actor', actorReply({ id, name, appearances: appearancesOf(id, entries) }, today)),
        ),
      ...outcomesFrom(entry).map((outcome) =>
        named(
          `answer: ${outcome.kind}`,
          answerReply(answered(entry, outcome, entry.bottom_line.slice(0, 300)), library, today),
        ),
      ),
    ]),
    ...versionsOf(entries).flatMap(([before, after]) => [
      named(
        'changes',
        changesReply(
          after,
          {
            changes: changesBetween(before, after),
            since: [text('yesterday')],
            words: today.toString(),
            longer: true,
          },
          today,
        ),
      ),
      named(
        'no changes',
        changesReply(
          after,
          { changes: [], since: [text('yesterday')], words: today.toString(), longer: true },
          today,
        ),
      ),
    ]),
    named('all changes', allChangesReply(allChanges(entries), today)),
    named(
      'who moved, in all',
      allChangesReply({ ...allChanges(entries), positions: { entries, from: today } }, today),
    ),
    named(
      'list',
      listReply({
        page: listPage(entries, 1),
        problems: [],
        before: new Map(versionsOf(entries).map(([before, after]) => [after.id, before])),
        tag: undefined,
        today,
      }),
    ),
    named('digest', digestReply(digestOf(entries, today))),
    named(
      'search',
      searchReply(
        entries[0]?.title ?? '',
        entries
          .flatMap(statementsOf)
          .slice(0, HITS)
          .map((statement) => ({ statement, score: 1 })),
        library,
        today,
      ),
    ),
  ];
}

function appearancesOf(id: string, entries: readonly Entry[]): readonly ActorAppearance[] {
  return entries.flatMap((entry) => {
    const actor = byId(entry.actors, id);
    return actor ? [{ entry, actor }] : [];
  });
}

const SEEN = Temporal.Instant.from('2026-02-05T12:00:00Z');

/** Each entry as a later version of the one before it: nearly everything changed. */
function versionsOf(entries: readonly Entry[]): readonly (readonly [Entry, Entry])[] {
  return entries.slice(1).flatMap((after, index) => {
    const before = entries[index];
    return before ? [[{ ...before, id: after.id }, after] as const] : [];
  });
}

function digestOf(entries: readonly Entry[], today: Temporal.PlainDate) {
  const versions = versionsOf(entries);
  return digestContent({
    entries,
    missing: ['no-such-topic'],
    unreadable: ['broken-file'],
    before: new Map(versions.map(([before, after]) => [after.id, before])),
    toldOf: new Set(['gone-since', ...versions.map(([, after]) => after.id)]),
    same: new Set(),
    since: today.subtract({ days: 1 }),
    today,
    zone: 'Asia/Kathmandu',
    lateFor: SEEN,
  });
}

function outcomesFrom(entry: Entry): readonly Outcome[] {
  const statements = statementsOf(entry);
  const cited = statements.slice(0, CITED);
  const doubts = statements.filter(({ field }) => field === 'skepticism.doubt').slice(0, CITED);
  const [note] = entry.skepticism;
  return [
    { kind: 'answered', cited },
    { kind: 'unknown', cited },
    ...(note ? [{ kind: 'doubted', cited, doubts, note } as const] : []),
    { kind: 'not-covered', nearest: cited.slice(0, 1) },
  ];
}

function answered(entry: Entry, outcome: Outcome, question: string): Answered {
  return {
    id: 'an-answer',
    question,
    topic: entry.id,
    parts: [
      { question, outcome },
      { question: 'who doubts it', outcome },
    ],
    followUps: [question, 'What is in doubt?'],
  };
}

/** As if each entry had been the one before it. */
function allChanges(entries: readonly Entry[]) {
  const changed = versionsOf(entries).map(([before, entry]) => ({
    entry,
    changes: changesBetween(before, entry),
    isNew: false,
  }));
  const from = Temporal.ZonedDateTime.from('2026-02-02T00:00[Asia/Kathmandu]');
  return { changed, added: entries.slice(0, 1), unchanged: entries.slice(1), from, words: '2026-02-02' };
}
