import { z } from 'zod';
import { placeOf } from '../src/digests/subscribing/channel.ts';
import { statusesOf } from '../src/digests/subscribing/status.ts';
import { titlesOf, whyReply } from '../src/digests/subscribing/subscription-reply.ts';
import { subscriptionsMeant } from '../src/digests/subscribing/subscriptions-meant.ts';
import { textArgument } from '../src/dispatch/arguments.ts';
import { defineCommand } from '../src/dispatch/command.ts';

export const why = defineCommand({
  name: 'why',
  summary: 'What the last digest of this channel told, what it left out, and what failed',
  args: z.object({
    which: textArgument('a number, or a briefing or tag; all when left out', 200).optional(),
  }),
  examples: ['why', 'why iran-talks'],
  run: async ({ which }, { asker, digests, library }) => {
    const place = placeOf(asker);
    const meant = await subscriptionsMeant(which, {
      place,
      subscriptions: digests.subscriptions,
      names: library,
    });
    const statuses = await statusesOf(place, digests.subscriptions);
    const shown = statuses.filter(({ subscription }) => meant.some(({ id }) => id === subscription.id));
    return whyReply(shown, titlesOf(library.all()));
  },
});
