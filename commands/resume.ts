import { z } from 'zod';
import { nextSlot } from '../src/digests/schedule.ts';
import { checkCanPost, checkMayChange, placeOf } from '../src/digests/subscriptions/channel.ts';
import { findSubscriptions } from '../src/digests/subscriptions/find-subscriptions.ts';
import { statusesOf } from '../src/digests/subscriptions/status.ts';
import { subscriptionsReply, titlesOf } from '../src/digests/subscriptions/subscription-reply.ts';
import { textArgument } from '../src/dispatch/arguments.ts';
import { defineCommand } from '../src/dispatch/command.ts';

export const resume = defineCommand({
  name: 'resume',
  changes: true,
  summary: 'Resume this channel’s paused or stopped digests',
  args: z.object({
    which: textArgument('its number, or a briefing or tag it covers; all if left out', 200).optional(),
  }),
  examples: ['resume', 'resume iran-talks'],
  run: async ({ which }, { asker, digests, library, now }) => {
    checkMayChange(asker, digests.mayChange);
    await checkCanPost(asker);
    const place = placeOf(asker);
    const meant = await findSubscriptions(which, {
      place,
      subscriptions: digests.subscriptions,
      names: library,
      changing: 'resume',
    });
    for (const { id, schedule, state } of meant)
      if (state.kind !== 'active') await digests.subscriptions.resume(id, nextSlot(schedule, now));
    return subscriptionsReply(await statusesOf(place, digests.subscriptions), titlesOf(library.all()));
  },
});
