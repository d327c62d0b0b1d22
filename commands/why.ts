import { z } from 'zod';
import { placeOf } from '../src/digests/subscriptions/channel.ts';
import { findSubscriptions } from '../src/digests/subscriptions/find-subscriptions.ts';
import { statusesOf } from '../src/digests/subscriptions/status.ts';
import { titlesOf, whyReply } from '../src/digests/subscriptions/subscription-reply.ts';
import { textArgument } from '../src/dispatch/arguments.ts';
import { defineCommand } from '../src/dispatch/command.ts';

export const why = defineCommand({
  name: 'why',
  summary: 'What this channel’s last digest said, what it left out, and what failed',
  args: z.object({
    which: textArgument('its number, or a briefing or tag it covers; all if left out', 200).optional(),
  }),
  examples: ['why', 'why iran-talks'],
  run: async ({ which }, { asker, digests, library }) => {
    const place = placeOf(asker);
    const meant = await findSubscriptions(which, {
      place,
      subscriptions: digests.subscriptions,
      names: library,
    });
    const statuses = await statusesOf(place, digests.subscriptions);
    const shown = statuses.filter(({ subscription }) => meant.some(({ id }) => id === subscription.id));
    return whyReply(shown, titlesOf(library.all()));
  },
});
