import { z } from 'zod';
import { placeOf } from '../src/digests/subscriptions/channel.ts';
import { statusesOf } from '../src/digests/subscriptions/status.ts';
import { subscriptionsReply, titlesOf } from '../src/digests/subscriptions/subscription-reply.ts';
import { defineCommand } from '../src/dispatch/command.ts';

export const subscriptions = defineCommand({
  name: 'subscriptions',
  summary: 'This channel’s digests: the last one, the next one and any problems',
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
