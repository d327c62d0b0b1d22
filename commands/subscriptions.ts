import { z } from 'zod';
import { placeOf } from '../src/digests/subscriptions/channel.ts';
import { statusesOf } from '../src/digests/subscriptions/status.ts';
import { subscriptionsReply, titlesOf } from '../src/digests/subscriptions/subscription-reply.ts';
import { defineCommand } from '../src/dispatch/command.ts';

export const subscriptions = defineCommand({
  name: 'subscriptions',
  summary: 'The digests of this channel: last and next one, and anything that went wrong',
  args: z.object({}),
  examples: ['subscriptions'],
  run: async (_, { asker, digests, library }) => {
    const place = placeOf(asker);
    return subscriptionsReply(
      await statusesOf(place, digests.subscriptions),
      titlesOf(library.all()),
      await digests.subscriptions.unreadableIn(place),
    );
  },
});
