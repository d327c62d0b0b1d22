import { setTimeout as sleep } from 'node:timers/promises';
import { slashData } from '../tests/standins/discord/interactions.ts';
import type { DiscordStandIn } from '../tests/standins/discord/server.ts';
import type { ShownInteraction } from '../tests/standins/discord/shown.ts';
import type { Acknowledgement } from '../tests/standins/slack/payload.ts';
import type { StandInSlack } from '../tests/standins/slack/slack.ts';

/** People who ask on Slack and Discord, each question in a channel of its own, so that its answers can be counted. */
export interface People {
  /** One question, on a platform and of a kind chosen at random. Resolves when it is handed over, not answered. */
  ask(): Promise<void>;
  /** Resolves when everything is answered, or patience ends. */
  answered(): Promise<void>;
  report(): Answers;
}

export interface Answers {
  readonly asked: number;
  /** Without any answer, or refused; or a question that only got word of the database, which no answer needs. */
  readonly lost: number;
  /** Not acknowledged within Slack's or Discord's three seconds, so that the person was told of a failure. */
  readonly late: number;
  /**
   * With the same answer twice. What a process says that has no database just then does not count: an event that Slack
   * delivers again to another is better answered twice than not at all.
   */
  readonly doubled: number;
  /** Answered by the plain word that the database cannot be had just now. */
  readonly excused: number;
  /** From the question to the first word of its answer. */
  readonly slowestSeconds: number;
}

/** What is asked; every command that looks into the store is among them. */
const WORDS = [
  'list',
  'iran-talks',
  'iran-talks outlook',
  'changes iran-talks since 3 days',
  'search oman',
  'ask what does Oman want?',
  'subscriptions',
  'subscribe all at 03:10 UTC',
] as const;

const OPTIONS = [
  ['list', {}],
  ['show', { topic: 'iran-talks' }],
  ['ask', { question: 'what does Oman want?' }],
  ['subscriptions', {}],
  ['subscribe', { topics: 'all', at: '03:10', zone: 'UTC' }],
] as const;

/** Servers of each of three shards: the shard is the id divided by 2^22, modulo their number. */
const GUILDS = [0n, 1n, 2n].map((shard) => String(200_000_000_000_000_001n + (shard << 22n)));

/** Slack's and Discord's. */
const ACKNOWLEDGED_WITHIN = 3_000;
/** Milliseconds before Slack delivers an event again that was not acknowledged; really at once, after a minute, after five. */
const REDELIVERIES = [0, 1_000, 3_000];
/** Milliseconds: more than any command may take while the database is away. */
const PATIENCE = 60_000;

/** What no database is needed for. */
const FROM_THE_BRIEFINGS = /: (?:list|iran-talks|show|search|ask|a mention)\b/;

const DATABASE_AWAY = /database .+ (?:cannot be reached|took too long|takes no more connections)/i;

/** What an answer or a list says when it had to do without the database. */
const WITHOUT_DATABASE = /this one was read on its own|Recent changes cannot be looked up/;

interface Question {
  readonly what: string;
  readonly askedAt: number;
  /** What the platform told the person instead, where the app did not take the question. */
  failure(): string | undefined;
  /** From the question to its acknowledgement. */
  milliseconds(): number;
  /** Each message as one text, with the time it came. */
  answers(): readonly { readonly text: string; readonly at: number }[];
}

export function createPeople(slack: StandInSlack, discord: DiscordStandIn, random: () => number): People {
  const questions: Question[] = [];
  const oneOf = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('expected something to choose from');
    return item;
  };

  function inSlack(what: string, thread?: string) {
    const channel = `C0ASK${questions.length}`;
    slack.workspace.memberOf.add(channel);
    let taken: Acknowledgement | undefined;
    questions.push({
      what,
      askedAt: Date.now(),
      failure: () => failureOf(taken),
      milliseconds: () => taken?.milliseconds ?? 0,
      answers: () =>
        slack.workspace.messages
          .filter((message) => message.channel === channel && message.thread === thread)
          .map((message) => ({ text: message.text, at: Number(message.ts) * 1000 })),
    });
    /** @returns whether it was taken as Slack wants it */
    const hand = async (given: Promise<Acknowledgement>) => {
      taken = await given.catch(() => undefined);
      return taken?.status === 200 && taken.milliseconds <= ACKNOWLEDGED_WITHIN;
    };
    return { channel, hand };
  }

  async function command(): Promise<void> {
    const words = oneOf(WORDS);
    const { channel, hand } = inSlack(`Slack: ${words}`);
    await hand(slack.command(words, { channel }));
  }

  /** As Slack does, until an event is acknowledged. */
  async function mention(): Promise<void> {
    const ts = slack.workspace.nextTs();
    const { channel, hand } = inSlack('Slack: a mention', ts);
    const said = { channel, user: 'U0ANN', ts, text: `<@${slack.workspace.botUserId}> what does Oman want?` };
    const eventId = `Ev${ts}`;
    for (const [retry, pause] of [undefined, ...REDELIVERIES].entries()) {
      await sleep(pause ?? 0);
      const options = { eventId, ...(retry === 0 ? {} : { retry }) };
      if (await hand(slack.event({ type: 'app_mention', ...said }, options))) return;
    }
  }

  /** Where nobody listens, Discord itself tells people so at once: nothing is asked there. */
  async function interaction(): Promise<void> {
    const heard = GUILDS.filter((guildId) => discord.gateway.hears(guildId));
    if (heard.length === 0) return;
    const [name, given] = oneOf(OPTIONS);
    const shown = discord.interact(2, slashData(name, given), { guildId: oneOf(heard) });
    questions.push({
      what: `Discord: ${name}`,
      askedAt: Date.now(),
      failure: () => undefined,
      milliseconds: () => (shown.callbacks.length === 0 ? 0 : shown.answeredAt - shown.sentAt),
      answers: () => messagesOf(shown),
    });
  }

  return {
    ask: () => oneOf([command, command, mention, interaction])(),
    async answered() {
      const deadline = performance.now() + PATIENCE;
      const isOpen = (question: Question) =>
        question.failure() === undefined && question.answers().length === 0;
      while (questions.some(isOpen) && performance.now() < deadline) await sleep(200);
      // A second answer would come on the heels of the first.
      await sleep(1_000);
    },
    report() {
      let [lost, late, doubled, excused, slowest] = [0, 0, 0, 0, 0];
      for (const question of questions) {
        const answers = question.answers();
        const [first] = answers;
        const failure = question.failure();
        if (failure !== undefined || !first) {
          lost += 1;
          console.error(`${question.what}: ${failure ?? 'no answer'}`);
        }
        if (question.milliseconds() > ACKNOWLEDGED_WITHIN) {
          late += 1;
          console.error(`${question.what}: acknowledged after ${Math.round(question.milliseconds())} ms`);
        }
        const texts = answers.map(({ text }) => text).filter((text) => !WITHOUT_DATABASE.test(text));
        if (new Set(texts).size < texts.length) {
          doubled += 1;
          console.error(`${question.what}: answered twice`);
        }
        if (answers.some(({ text }) => DATABASE_AWAY.test(text))) {
          excused += 1;
          if (FROM_THE_BRIEFINGS.test(question.what)) {
            lost += 1;
            console.error(`${question.what}: ${answers.map(({ text }) => text).join(' ')}`);
          }
        }
        if (first) slowest = Math.max(slowest, first.at - question.askedAt);
      }
      const slowestSeconds = Math.round(slowest / 1000);
      return { asked: questions.length, lost, late, doubled, excused, slowestSeconds };
    },
  };
}

function failureOf(taken: Acknowledgement | undefined): string | undefined {
  if (!taken) return 'nobody took it';
  return taken.status === 200 ? undefined : `status ${taken.status}`;
}

function messagesOf(shown: ShownInteraction): readonly { readonly text: string; readonly at: number }[] {
  return shown.messages
    .filter(({ waiting, deleted }) => !waiting && !deleted)
    .map(({ request, id }) => ({ text: JSON.stringify(request), at: timeOf(id) }));
}

/** Milliseconds since 1970 in a snowflake. */
function timeOf(id: string): number {
  return Number((BigInt(id) >> 22n) + 1_420_070_400_000n);
}
