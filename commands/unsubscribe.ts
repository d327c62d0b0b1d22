import { z } from 'zod';
import { checkMayChange, placeOf } from '../src/digests/subscriptions/channel.ts';
import { subscriptionsToEnd } from '../src/digests/subscriptions/find-subscriptions.ts';
import { describeSchedule } from '../src/digests/subscriptions/schedule-words.ts';
import { run, titlesOf, topicSpans } from '../src/digests/subscriptions/subscription-reply.ts';
import { textArgument } from '../src/dispatch/arguments.ts';
import { defineCommand } from '../src/dispatch/command.ts';
import { UserError } from '../src/errors.ts';
import { text } from '../src/reply.ts';

export const unsubscribe = defineCommand({
  name: 'unsubscribe',
  changes: true,
  summary: 'End one of this channel’s digests',
  args: z.object({
    which: textArgument('its number, or a briefing or tag it covers; “all” ends all', 200).optional(),
  }),
  examples: ['unsubscribe', 'unsubscribe iran-talks', 'unsubscribe all'],
  run: async ({ which }, context) => {
    const { asker, digests, library } = context;
    checkMayChange(asker, digests.mayChange);
    const { meant, unreadable } = await subscriptionsToEnd(which, {
      place: placeOf(asker),
      subscriptions: digests.subscriptions,
      names: library,
      changing: 'unsubscribe',
    });
    const count = meant.length + unreadable.length;
    if (which === undefined && count > 1)
      throw new UserError('invalid', `This channel has ${count} subscriptions.`, 'Which one?', [
        ...meant.map(({ id, schedule }) => ({
          label: `#${id} ${describeSchedule(schedule)}`,
          words: `unsubscribe ${id}`,
        })),
        ...unreadable.map((id) => ({ label: `#${id}, which cannot be read`, words: `unsubscribe ${id}` })),
        { label: 'All of them', words: 'unsubscribe all' },
      ]);
    for (const id of [...meant.map((subscription) => subscription.id), ...unreadable])
      await digests.subscriptions.remove(id);
    const titleOf = titlesOf(library.all());
    return {
      tone: 'plain',
      blocks: [
        { kind: 'heading', level: 1, text: 'Unsubscribed' },
        {
          kind: 'list',
          items: [
            ...meant.map(({ id, topics, schedule }) => [
              text(`#${id} ${describeSchedule(schedule)}: `),
              ...topicSpans(topics, titleOf),
            ]),
            ...unreadable.map((id) => [text(`#${id}, which could not be read`)]),
          ],
        },
        { kind: 'actions', actions: [run('Subscriptions', 'subscriptions')] },
      ],
    };
  },
});
