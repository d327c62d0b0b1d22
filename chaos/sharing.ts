import { setTimeout as sleep } from 'node:timers/promises';
import type { StandInSlack } from '../tests/standins/slack/slack.ts';

/** What processes behind one address know of what another has answered. */
export interface Sharing {
  readonly followUps: number;
  /** Follow-ups that were not answered as the whole question is. */
  readonly misunderstood: number;
  /** Events that were delivered to every process, and answered more than once, or not at all. */
  readonly repeated: number;
}

const CONVERSATIONS = 4;
const FIRST = 'what does Oman want?';
const FOLLOW_UP = 'and Iran?';
const MEANT = 'what does Iran want?';
/** Milliseconds for one answer. */
const PATIENCE = 30_000;

/** Asks in threads, each message through the balancer and so to another process than the one before. */
export async function checkSharing(slack: StandInSlack, processes: number): Promise<Sharing> {
  const meant = await converse(slack, [MEANT]);
  const alone = await converse(slack, [FOLLOW_UP]);
  if (meant === alone) throw new Error('a follow-up that is understood without its question proves nothing');
  let misunderstood = 0;
  let repeated = 0;
  for (let count = 0; count < CONVERSATIONS; count += 1) {
    if ((await converse(slack, [FIRST, FOLLOW_UP])) !== meant) misunderstood += 1;
    if ((await answersOfRepeated(slack, processes)) !== 1) repeated += 1;
  }
  return { followUps: CONVERSATIONS, misunderstood, repeated };
}

/** @returns what the last answer says first */
async function converse(slack: StandInSlack, [first = '', ...others]: readonly string[]): Promise<string> {
  const { channel, thread } = await mention(slack, first);
  let answers = await answersIn(slack, channel, thread, 1);
  for (const text of others) {
    await slack.event({
      type: 'message',
      channel,
      channel_type: 'channel',
      user: 'U0ANN',
      text,
      ts: slack.workspace.nextTs(),
      thread_ts: thread,
      parent_user_id: slack.workspace.botUserId,
    });
    answers = await answersIn(slack, channel, thread, answers.length + 1);
  }
  return answers.at(-1)?.split('[1]')[0] ?? '';
}

async function mention(slack: StandInSlack, text: string, deliveries = 1) {
  const thread = slack.workspace.nextTs();
  const channel = `C0TALK${thread.replace('.', '')}`;
  slack.workspace.memberOf.add(channel);
  const said = { channel, user: 'U0ANN', ts: thread, text: `<@${slack.workspace.botUserId}> ${text}` };
  for (let delivery = 0; delivery < deliveries; delivery += 1)
    await slack.event({ type: 'app_mention', ...said }, { eventId: `Ev${thread}`, retry: delivery });
  return { channel, thread };
}

async function answersOfRepeated(slack: StandInSlack, processes: number): Promise<number> {
  const { channel, thread } = await mention(slack, FIRST, processes);
  await answersIn(slack, channel, thread, 1);
  // A second answer would come on the heels of the first.
  await sleep(1_000);
  return textsIn(slack, channel, thread).length;
}

async function answersIn(slack: StandInSlack, channel: string, thread: string, count: number) {
  const deadline = performance.now() + PATIENCE;
  while (textsIn(slack, channel, thread).length < count && performance.now() < deadline) await sleep(50);
  return textsIn(slack, channel, thread);
}

function textsIn(slack: StandInSlack, channel: string, thread: string): readonly string[] {
  return slack.workspace.messages
    .filter((message) => message.channel === channel && message.thread === thread)
    .map(({ text }) => text);
}
