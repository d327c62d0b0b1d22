import { z } from 'zod';
import { checkMayChange, placeOf } from '../src/digests/subscriptions/channel.ts';
import { findSubscriptions } from '../src/digests/subscriptions/find-subscriptions.ts';
import { statusesOf } from '../src/digests/subscriptions/status.ts';
import { subscriptionsReply, titlesOf } from '../src/digests/subscriptions/subscription-reply.ts';
import { textArgument } from '../src/dispatch/arguments.ts';
import { defineCommand } from '../src/dispatch/command.ts';

export const pause = defineCommand({
  name: 'pause',
  changes: true,
  summary: 'Pause this channel’s digests until they are resumed',
  args: z.object({
    which: textArgument('its number, or a briefing or tag it covers; all if left out', 200).optional(),
  }),
  examples: ['pause', 'pause iran-talks'],
  run: async ({ which }, { asker, digests, library }) => {
    checkMayChange(asker, digests.mayChange);
    const place = placeOf(asker);
    const meant = await findSubscriptions(which, {
      place,
      subscriptions: digests.subscriptions,
      names: library,
      changing: 'pause',
    });
    for (const { id, state } of meant) if (state.kind === 'active') await digests.subscriptions.pause(id);
    return subscriptionsReply(await statusesOf(place, digests.subscriptions), titlesOf(library.all()));
  },
});
