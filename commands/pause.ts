import { z } from 'zod';
import { checkMayChange, placeOf } from '../src/digests/subscribing/channel.ts';
import { statusesOf } from '../src/digests/subscribing/status.ts';
import { subscriptionsReply, titlesOf } from '../src/digests/subscribing/subscription-reply.ts';
import { subscriptionsMeant } from '../src/digests/subscribing/subscriptions-meant.ts';
import { textArgument } from '../src/dispatch/arguments.ts';
import { defineCommand } from '../src/dispatch/command.ts';

export const pause = defineCommand({
  name: 'pause',
  changes: true,
  summary: 'Stop the digests of this channel until they are resumed',
  args: z.object({
    which: textArgument('a number, or a briefing or tag; all when left out', 200).optional(),
  }),
  examples: ['pause', 'pause iran-talks'],
  run: async ({ which }, { asker, digests, library }) => {
    checkMayChange(asker, digests.mayChange);
    const place = placeOf(asker);
    const meant = await subscriptionsMeant(which, {
      place,
      subscriptions: digests.subscriptions,
      names: library,
      changing: 'pause',
    });
    for (const { id, state } of meant) if (state.kind === 'active') await digests.subscriptions.pause(id);
    return subscriptionsReply(await statusesOf(place, digests.subscriptions), titlesOf(library.all()));
  },
});
