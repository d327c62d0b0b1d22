import { type CommandContext, todayOf } from '../dispatch/command.ts';
import type { Entry } from '../entries/entry.ts';
import type { Revision } from '../entries/revisions/revision.ts';
import { parseSince } from '../entries/revisions/since.ts';
import { changesIn, changesInAll } from '../entries/revisions/what-changed.ts';
import { type Reply, text } from '../reply.ts';
import { allChangesReply } from './all-changes.ts';
import { changesReply, LONGER, timeOf } from './changes.ts';
import { takenAwayReply } from './taken-away.ts';

/** What "lately" means when nobody says since when. */
const DEFAULT_SINCE = '7 days';

/** What is asked for by `changes`, and by questions about what changed. */
export interface ToldChanges {
  /** Absent: all briefings. */
  readonly entry?: Entry;
  /** Of a briefing that is not served any more, instead of one that is. */
  readonly removal?: Revision;
  /** As it was said; absent: lately. */
  readonly since?: string;
  /** The positions that actors took come first. */
  readonly who?: boolean;
  /** What else was asked. */
  readonly alsoAsked?: readonly string[];
}

/**
 * What changed, compared with what was known then.
 * @throws UserError `invalid` when `since` names no time, or one that is still to come
 */
export async function toldChanges(
  { entry, removal, since, who = false, alsoAsked = [] }: ToldChanges,
  context: Pick<CommandContext, 'library' | 'revisions' | 'now' | 'asker'>,
): Promise<Reply> {
  const { library, revisions, now, asker } = context;
  const today = todayOf(context);
  const from = parseSince(since ?? DEFAULT_SINCE, now, asker.zone);
  const here = from.toZonedDateTimeISO(asker.zone);
  const day = here.toPlainDate();
  // Hours count from a moment, which no date says: buttons that named the day would tell more than was asked for.
  const words = here.equals(here.startOfDay()) || since === undefined ? day.toString() : sinceSaid(since);
  const period = { from, now, zone: asker.zone };
  if (removal) {
    const { changes } = await changesIn(removal.entry, { ...period, now: removal.seenAt }, revisions);
    return takenAwayReply(removal, { changes, from, words });
  }
  const entries = entry ? [entry] : library.all();
  const positions = { entries, ...(since === undefined ? {} : { from: day }) };
  const asked = { alsoAsked, ...(who ? { positions } : {}) };
  if (!entry) {
    return allChangesReply(
      { ...(await changesInAll(entries, period, revisions)), from: here, words, ...asked },
      today,
    );
  }
  const { changes, firstSeen, takenAway } = await changesIn(entry, period, revisions);
  return changesReply(
    entry,
    {
      changes,
      since: firstSeen
        ? [timeOf(firstSeen), text(', when this briefing was first seen here')]
        : [timeOf(from)],
      ...(takenAway ? { takenAway } : {}),
      words,
      longer: Temporal.Instant.compare(parseSince(LONGER.since, now, asker.zone), from) < 0,
      ...asked,
    },
    today,
  );
}

/** What follows "since", which may be a part of what was typed. */
function sinceSaid(words: string): string {
  const said = words.trim();
  return said.toLowerCase().startsWith('since ') ? said.slice('since '.length).trim() : said;
}
