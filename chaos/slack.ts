import { z } from 'zod';
import { APP_TOKEN, BOT_TOKEN, StandInSlack } from '../tests/standins/slack/slack.ts';
import type { Destination } from './destination.ts';
import type { Trouble } from './trouble.ts';

const DELIVERY_STEPS = ['chat.postMessage', 'conversations.history'];
const DRAFT_STEPS = [...DELIVERY_STEPS, 'chat.update', 'conversations.replies'];
const metadataSchema = z.object({ event_payload: z.object({ key: z.string() }) });

export interface SlackDestination extends Destination {
  readonly standIn: StandInSlack;
}

/** @param also whether what changes a message goes wrong too, and not only what posts one */
export async function createSlack(trouble: () => Trouble, also?: 'edits'): Promise<SlackDestination> {
  const steps = also ? DRAFT_STEPS : DELIVERY_STEPS;
  const slack = new StandInSlack();
  await slack.start();
  slack.faults.take = (method) => (steps.includes(method) ? trouble().next() : undefined);
  let channels = 0;
  return {
    standIn: slack,
    settings: { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: slack.apiUrl },
    place() {
      channels += 1;
      const channel = `C0CHAOS${channels}`;
      slack.workspace.memberOf.add(channel);
      return { platform: 'slack', workspace: slack.workspace.teamId, channel };
    },
    async arrivals(keys) {
      const marks = slack.workspace.messages.map(
        ({ metadata }) => metadataSchema.safeParse(metadata).data?.event_payload.key,
      );
      return new Map(keys.map((key) => [key, marks.filter((mark) => mark === key).length]));
    },
    stop: () => slack.stop(),
  };
}
