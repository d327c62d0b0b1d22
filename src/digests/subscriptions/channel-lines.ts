import { type Spans, strong, text } from '../../reply.ts';
import type { DigestPlatform, Subscription } from '../subscription.ts';
import { describeSchedule } from './schedule-words.ts';
import type { Subscriptions } from './subscriptions.ts';

/** One line for each of `channels` that has a subscription, with anything that went wrong: for an overview. */
export interface ChannelLines {
  describe(
    workspace: string,
    channels: readonly string[],
    now: Temporal.Instant,
  ): Promise<readonly { readonly channel: string; readonly spans: Spans }[]>;
}

export function createChannelLines(platform: DigestPlatform, subscriptions: Subscriptions): ChannelLines {
  return {
    async describe(workspace, channels) {
      const wanted = new Set(channels);
      const found = await subscriptions.inWorkspace(platform, workspace);
      return found
        .filter(({ place }) => wanted.has(place.channel))
        .map((subscription) => ({ channel: subscription.place.channel, spans: lineOf(subscription) }));
    },
  };
}

function lineOf({ schedule, state, nextAt }: Subscription): Spans {
  const when = text(`${describeSchedule(schedule)} · `);
  switch (state.kind) {
    case 'active':
      return [when, text('next '), { kind: 'time', at: nextAt.epochMilliseconds, style: 'date-time' }];
    case 'paused':
      return [when, text('paused')];
    case 'stopped':
      return [when, strong('stopped: '), text(`${state.reason}. ${state.remedy}`)];
  }
}
