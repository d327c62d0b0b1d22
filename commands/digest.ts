import { z } from 'zod';
import { placeOf } from '../src/digests/subscriptions/channel.ts';
import { findSubscriptions } from '../src/digests/subscriptions/find-subscriptions.ts';
import { textArgument } from '../src/dispatch/arguments.ts';
import { defineCommand } from '../src/dispatch/command.ts';
import { type Block, type Reply, text } from '../src/reply.ts';

export const digest = defineCommand({
  name: 'digest',
  summary: 'A preview of this channel’s next digest; nothing is sent',
  args: z.object({
    which: textArgument(
      'its number, or a briefing or tag it covers, if the channel has several',
      200,
    ).optional(),
  }),
  examples: ['digest', 'digest iran-talks'],
  run: async ({ which }, { asker, digests, library, now }): Promise<Reply> => {
    const meant = await findSubscriptions(which, {
      place: placeOf(asker),
      subscriptions: digests.subscriptions,
      names: library,
    });
    // Of several, the one that comes next.
    const [next] = meant.toSorted((a, b) => Temporal.Instant.compare(a.nextAt, b.nextAt));
    if (!next) throw new Error('findSubscriptions returns at least one');
    const { reply, isEmpty } = await digests.composer.compose(next, now);
    const due: Block = {
      kind: 'note',
      spans: [
        text(`A preview of #${next.id}, `),
        ...(next.state.kind === 'active'
          ? [
              text('due '),
              { kind: 'time', at: next.nextAt.epochMilliseconds, style: 'date-time' } as const,
              text(isEmpty && next.skipEmpty ? '; without changes it would not be sent.' : '.'),
            ]
          : [text(`which is ${next.state.kind}.`)]),
      ],
    };
    return { ...reply, blocks: [...reply.blocks, due] };
  },
});
