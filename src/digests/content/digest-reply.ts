import { counted } from '../../counted.ts';
import { isStale, type TimelineEvent } from '../../entries/entry.ts';
import type { Action, Block, Reply } from '../../reply.ts';
import { text } from '../../reply.ts';
import { addedPart } from './added-part.ts';
import { changedPart } from './changed-part.ts';
import { countChanges, type DigestContent } from './digest-content.ts';
import { DIGEST_BUDGET, fill, leastOf, type Part, shareOf, weigh, without } from './message-budget.ts';
import { namesPart } from './names-part.ts';
import { lateBlocks, untoldPart } from './notices.ts';
import { nameWith, reviewDue } from './stale-mark.ts';
import { unchangedLine } from './unchanged-line.ts';
import { upcomingPart } from './upcoming-part.ts';

/** Buttons in all: what fits into a row on every platform. */
const BUTTONS = 5;

/** What changed may take of the room that the rest does not need at least, so that what lies ahead is told too. */
const SHARE_OF_CHANGED = 0.75;

/**
 * A digest as one message: what changed first, then what lies ahead, then the rest in one line. Without a change it is
 * one line.
 */
export function digestReply(content: DigestContent): Reply {
  return { tone: 'plain', blocks: countChanges(content) === 0 ? quietBlocks(content) : blocksOf(content) };
}

function quietBlocks(content: DigestContent): readonly Block[] {
  const buttons = actionsOf([]);
  const [untold = []] = fill(
    [untoldPart(content)],
    without(DIGEST_BUDGET, weigh([buttons, unchangedLine(content), ...lateBlocks(content)])),
  );
  return [unchangedLine(content), ...lateBlocks(content), ...untold, buttons];
}

function blocksOf(content: DigestContent): readonly Block[] {
  const { moved, added } = content;
  const opening = [headingOfDigest(content), ...lateBlocks(content)];
  const buttons = actionsOf([...moved.map(({ entry }) => entry), ...added]);
  const budget = without(DIGEST_BUDGET, weigh([...opening, buttons]));
  const changed = changedPart(
    content,
    shareOf(without(budget, leastOf(restOf(content, new Set()))), SHARE_OF_CHANGED),
  );
  const [gone = [], uncompared = [], untold = [], news = [], ahead = [], stale = [], unchanged = []] = fill(
    restOf(content, changed.events),
    without(budget, weigh(changed.blocks)),
  );
  return [
    ...opening,
    ...changed.blocks,
    ...news,
    ...gone,
    ...uncompared,
    ...untold,
    ...ahead,
    ...stale,
    ...unchanged,
    buttons,
  ];
}

/** All but what moved: what readers would miss most first. Stale briefings have a line of their own, since reading them needs care. */
function restOf(content: DigestContent, told: ReadonlySet<TimelineEvent>): readonly Part[] {
  const { gone, uncompared, unchanged, today } = content;
  const stale = unchanged.filter((entry) => isStale(entry, today));
  const fresh = unchanged.filter((entry) => !isStale(entry, today));
  return [
    namesPart(
      'No longer covered',
      gone.map(({ title }) => [text(title)]),
    ),
    namesPart(
      'Changed, but its earlier text is no longer kept',
      uncompared.map((entry) => nameWith(entry, today)),
    ),
    untoldPart(content),
    addedPart(content),
    upcomingPart(content, told),
    namesPart('Stale, no change', stale.map(reviewDue)),
    namesPart(
      'No change',
      fresh.map(({ title }) => [text(title)]),
    ),
  ];
}

function headingOfDigest(content: DigestContent): Block {
  return {
    kind: 'heading',
    level: 1,
    text: 'Digest',
    aside: [
      { kind: 'day', day: content.today.toString() },
      text(` · ${content.zone} · ${counted(countChanges(content), 'change')} since `),
      { kind: 'day', day: content.since.toString() },
    ],
  };
}

/** @param open briefings with something new, the most important first */
function actionsOf(open: readonly { readonly id: string; readonly title: string }[]): Block {
  const press = (label: string, words: string): Action => ({ kind: 'run', label, words, where: 'below' });
  const always = [press('All briefings', 'list'), press('Subscriptions', 'subscriptions')];
  const shown = open.slice(0, BUTTONS - always.length);
  return {
    kind: 'actions',
    actions: [...shown.map(({ id, title }) => press(title, `show ${id}`)), ...always],
  };
}
