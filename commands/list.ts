import { z } from 'zod';
import { pageArgument, tagArgument } from '../src/dispatch/arguments.ts';
import { defineCommand, todayOf } from '../src/dispatch/command.ts';
import { UserError } from '../src/errors.ts';
import { orUnavailable, Unavailable } from '../src/resilience/unavailable.ts';
import { listPage, listReply } from '../src/views/list.ts';

/** "Lately", for what moved. */
const LATELY = Temporal.Duration.from({ hours: 7 * 24 });

/** Milliseconds that the list waits for what moved. */
const PATIENCE = 1_000;

export const list = defineCommand({
  name: 'list',
  summary: 'All briefings, with their status, date and recent changes',
  args: z.object({ tag: tagArgument().optional(), page: pageArgument().optional() }),
  examples: ['list', 'list middle-east'],
  readWords: (words) => {
    const last = words.at(-1);
    const page = last !== undefined && /^\d{1,5}$/.test(last) ? { page: last } : {};
    const tag = ('page' in page ? words.slice(0, -1) : words).join(' ');
    return { ...(tag === '' ? {} : { tag }), ...page };
  },
  run: async ({ tag, page = 1 }, context) => {
    // Tags have hyphens where people type spaces.
    const wanted = tag?.toLowerCase().replaceAll(/\s+/g, '-');
    const entries = context.library
      .all()
      .filter((entry) => wanted === undefined || entry.tags.includes(wanted));
    if (wanted !== undefined && entries.length === 0) {
      throw new UserError(
        'not_found',
        `No briefing has the tag “${wanted}”.`,
        'These tags are in use:',
        context.library.suggest('tag', '', 5).map(({ value }) => ({ label: value, words: `list ${value}` })),
      );
    }
    const shown = listPage(entries, page);
    // What moved is a help; the list itself must not depend on the store.
    const before = await orUnavailable(
      context.revisions.beforeChangesSince(
        shown.shown.map(({ id }) => id),
        context.now.subtract(LATELY),
      ),
      PATIENCE,
    );
    return listReply({
      page: shown,
      problems: context.library.problems(),
      ...(before instanceof Unavailable
        ? {}
        : { before: new Map(before.map(({ entry }) => [entry.id, entry])) }),
      tag: wanted,
      today: todayOf(context),
    });
  },
});
