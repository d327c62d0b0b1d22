import { z } from 'zod';
import { textArgument } from '../src/dispatch/arguments.ts';
import { defineCommand, todayOf } from '../src/dispatch/command.ts';
import { UserError } from '../src/errors.ts';
import { searchReply } from '../src/views/search.ts';

/** Statements shown; whoever needs more narrows the words. */
const RESULTS = 8;
const NEAREST_TOPICS = 3;

export const search = defineCommand({
  name: 'search',
  summary: 'Statements in all briefings that contain these words',
  args: z.object({ words: textArgument('words to look for', 300) }),
  examples: ['search nuclear programme', 'search nine countries'],
  run: async ({ words }, context) => {
    await context.search.ready();
    const hits = context.search.search(words, { limit: RESULTS });
    if (hits.length > 0) return searchReply(words, hits, context.library, todayOf(context));
    const nearest = context.library.suggest('topic', words, NEAREST_TOPICS);
    throw new UserError(
      'not_found',
      `No statement contains “${words}”.`,
      nearest.length === 0 ? 'Try fewer or other words.' : 'These briefings have similar names:',
      nearest.map(({ value, detail }) => ({ label: detail, words: `show ${value}` })),
    );
  },
});
