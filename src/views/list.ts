import { counted } from '../counted.ts';
import { changesBetween } from '../entries/diff/diff.ts';
import { judgementsFirst } from '../entries/diff/judgement.ts';
import { type Entry, isStale } from '../entries/entry.ts';
import type { FileProblems } from '../entries/library.ts';
import { describeProblem } from '../entries/problem.ts';
import type { Action, Block, Reply, Span, Spans } from '../reply.ts';
import { emphasis, strong, text } from '../reply.ts';
import { changeLine } from './change/change-line.ts';

/** What a page of the list is drawn from. */
export interface ListContent {
  readonly page: ListPage;
  readonly problems: readonly FileProblems[];
  /** How briefings of this page read that have changed lately, by id; absent when that cannot be had now. */
  readonly before?: ReadonlyMap<string, Entry>;
  readonly tag: string | undefined;
  readonly today: Temporal.PlainDate;
}

/** Some of the briefings that a list holds. */
export interface ListPage {
  readonly shown: readonly Entry[];
  /** Briefings on all pages. */
  readonly count: number;
  /** Counted from 1. */
  readonly number: number;
  /** The page that was asked for, where there is none: the last is shown instead. */
  readonly missing?: number;
  readonly pages: number;
}

/** Briefings on one page: what fits on a screen, and into one message of any platform. */
export const PAGE_SIZE = 15;
/** Changes named in a briefing's line; the rest is counted. */
const MOVED_LINES = 1;
const BUTTONS = 4;
/** Files with errors that are named; the rest is counted, so that a broken checkout does not bury the list. */
const PROBLEM_NOTICES = 5;

const STATUS_ORDER = { active: 0, watching: 1, closed: 2 } as const;

/**
 * Active briefings first, then those with the newest state of knowledge.
 * @param number counted from 1; beyond the last page means the last
 */
export function listPage(entries: readonly Entry[], number: number): ListPage {
  const sorted = [...entries].sort(
    (a, b) =>
      STATUS_ORDER[a.status] - STATUS_ORDER[b.status] || (a.as_of < b.as_of ? 1 : a.as_of > b.as_of ? -1 : 0),
  );
  const pages = Math.max(1, Math.ceil(sorted.length / PAGE_SIZE));
  const within = Math.min(number, pages);
  return {
    shown: sorted.slice((within - 1) * PAGE_SIZE, within * PAGE_SIZE),
    count: entries.length,
    number: within,
    ...(number > pages ? { missing: number } : {}),
    pages,
  };
}

/** One page of the briefings, and the files that cannot be served. */
export function listReply(content: ListContent): Reply {
  const { page, tag } = content;
  const { shown, number, pages } = page;
  const count = counted(page.count, 'briefing');
  return {
    tone: 'plain',
    blocks: [
      {
        kind: 'heading',
        level: 1,
        text: tag ? `Briefings: ${tag}` : 'Briefings',
        aside: [text(pages > 1 ? `${count} · page ${number} of ${pages}` : count)],
      },
      page.count === 0
        ? {
            kind: 'notice',
            level: 'info',
            spans: [
              text('There are no briefings yet. Write one in the briefings folder; the README says how.'),
            ],
          }
        : { kind: 'list', items: shown.map((entry) => entryLine(entry, content)) },
      ...(content.before || page.count === 0 ? [] : [MOVED_UNKNOWN]),
      ...(page.missing === undefined ? [] : [noSuchPage(page.missing, pages)]),
      ...problemNotices(content.problems),
      ...buttons(shown, tag, number, pages),
    ],
  };
}

const MOVED_UNKNOWN: Block = {
  kind: 'note',
  spans: [text('Recent changes cannot be looked up right now.')],
};

function noSuchPage(page: number, pages: number): Block {
  const held = pages === 1 ? 'there is only one' : `there are only ${pages}`;
  return { kind: 'notice', level: 'info', spans: [text(`There is no page ${page}; ${held}.`)] };
}

function entryLine(entry: Entry, { today, before }: ListContent): Spans {
  const stale: readonly Span[] = isStale(entry, today) ? [text(' · '), strong('stale')] : [];
  return [
    strong(entry.title),
    text(' · '),
    { kind: 'command', words: entry.id },
    text(` · ${entry.status} · as of `),
    { kind: 'day', day: entry.as_of },
    ...stale,
    ...movedSpans(entry, before?.get(entry.id)),
  ];
}

function movedSpans(entry: Entry, before: Entry | undefined): Spans {
  if (!before) return [];
  const changes = judgementsFirst(changesBetween(before, entry));
  const more = changes.length - MOVED_LINES;
  return [
    ...changes
      .slice(0, MOVED_LINES)
      .flatMap((change) => [text(' · changed recently: '), ...changeLine(change)]),
    ...(more > 0 ? [emphasis(` (and ${more} more)`)] : []),
  ];
}

function problemNotices(problems: readonly FileProblems[]): readonly Block[] {
  const more = problems.length - PROBLEM_NOTICES;
  return [
    ...problems.slice(0, PROBLEM_NOTICES).map(problemNotice),
    ...(more > 0
      ? [
          {
            kind: 'notice',
            level: 'warning',
            spans: [
              text(
                `${more} more ${more === 1 ? 'file has' : 'files have'} errors; “npm run check” names them.`,
              ),
            ],
          } as const,
        ]
      : []),
  ];
}

function problemNotice({ entryId, servesOlderVersion, problems: [first, ...others] }: FileProblems): Block {
  return {
    kind: 'notice',
    level: 'warning',
    spans: [
      strong(entryId),
      text(
        servesOlderVersion
          ? ': a newer version of this briefing has errors; the last good one is shown. '
          : ': this briefing has errors and cannot be shown. ',
      ),
      text(first ? describeProblem(first) : ''),
      ...(others.length > 0 ? [emphasis(` (and ${others.length} more; “npm run check” names them)`)] : []),
    ],
  };
}

function buttons(
  shown: readonly Entry[],
  tag: string | undefined,
  page: number,
  pages: number,
): readonly Block[] {
  const open = shown
    .slice(0, BUTTONS)
    .map((entry): Action => ({ kind: 'run', label: entry.title, words: `show ${entry.id}`, where: 'below' }));
  const list = tag ? `list ${tag}` : 'list';
  const turn = (label: string, to: number): Action => ({
    kind: 'run',
    label,
    words: `${list} ${to}`,
    where: 'in-place',
  });
  const actions = [
    ...open,
    ...(page > 1 ? [turn('Previous page', page - 1)] : []),
    ...(page < pages ? [turn('Next page', page + 1)] : []),
  ];
  return actions.length > 0 ? [{ kind: 'actions', actions }] : [];
}
