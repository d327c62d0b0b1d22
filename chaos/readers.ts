import { setTimeout as sleep } from 'node:timers/promises';
import { slashData } from '../tests/standins/discord/interactions.ts';
import type { DiscordStandIn } from '../tests/standins/discord/server.ts';
import { WORLD } from '../tests/standins/discord/world.ts';
import type { StandInSlack } from '../tests/standins/slack/slack.ts';

/** People who watch answers grow while processes are killed. */
export interface Readers {
  /** One question, on a platform and of a kind chosen at random, by somebody who has asked nothing before. */
  ask(): Promise<void>;
  /** Resolves when an answer is being written, or after so many milliseconds. */
  writing(longest: number): Promise<void>;
  /** Resolves when no answer says any more that it is being written, or patience ends. */
  finished(): Promise<void>;
  report(): Drafts;
  stop(): void;
}

export interface Drafts {
  readonly asked: number;
  /** Whose process was killed before it had anything to show; they ask again. */
  readonly unanswered: number;
  /** Seen while they were being written. */
  readonly begun: number;
  /** Of those, the ones that ended as the statements themselves: by another process, or for want of time. */
  readonly plain: number;
  /** Still said to be written in the end. */
  readonly unfinished: number;
  /** There twice. */
  readonly doubled: number;
}

const QUESTION = 'where was it first meant to be?';
const ONGOING = 'Still writing';
const IN_WORDS = 'Put into words by a language model';
/** Milliseconds for the last of them: leases, pauses and back-offs. */
const PATIENCE = 120_000;
/** Milliseconds between two looks at what there is. */
const LOOK_EVERY = 20;
const FIRST_PERSON = 420_000_000_000_000_000n;

interface Watched {
  readonly what: string;
  /** Each message of the answer, as text. */
  readonly answer: () => readonly string[];
  isBegun: boolean;
}

export function createReaders(slack: StandInSlack, discord: DiscordStandIn, random: () => number): Readers {
  const watched: Watched[] = [];
  const isOpen = ({ answer }: Watched) => answer().some((text) => text.includes(ONGOING));
  const looking = setInterval(() => {
    for (const each of watched) each.isBegun ||= isOpen(each);
  }, LOOK_EVERY).unref();

  async function mentionInSlack(): Promise<void> {
    const channel = `C0READ${watched.length}`;
    slack.workspace.memberOf.add(channel);
    const ts = slack.workspace.nextTs();
    watch('a mention in Slack', () =>
      slack.workspace.messages.filter((each) => each.channel === channel).map(({ text }) => text),
    );
    const text = `<@${slack.workspace.botUserId}> ask iran-talks ${QUESTION}`;
    await slack.event({ type: 'app_mention', channel, user: 'U0ANN', ts, text }).catch(() => undefined);
  }

  /** Where nobody listens, nothing is asked. */
  async function inDiscord(): Promise<void> {
    if (!discord.gateway.hears(WORLD.guildId)) return;
    const person = String(FIRST_PERSON + BigInt(watched.length));
    if (random() < 0.5) {
      const content = `<@${WORLD.botId}> ask iran-talks ${QUESTION}`;
      const id = discord.say(content, { mention: true, person });
      watch('a mention in Discord', () =>
        discord.messages
          .filter(({ request }) => request.message_reference?.message_id === id)
          .map(({ request }) => JSON.stringify(request)),
      );
      return;
    }
    const data = slashData('ask', { question: QUESTION, topic: 'iran-talks' });
    const { messages } = discord.interact(2, data, { person });
    watch('a command in Discord', () =>
      messages
        .filter(({ waiting, deleted }) => !waiting && !deleted)
        .map(({ request }) => JSON.stringify(request)),
    );
  }

  function watch(what: string, answer: Watched['answer']): void {
    watched.push({ what, answer, isBegun: false });
  }

  return {
    ask: () => (random() < 0.5 ? mentionInSlack() : inDiscord()),
    async writing(longest) {
      const deadline = performance.now() + longest;
      while (!watched.some(isOpen) && performance.now() < deadline) await sleep(LOOK_EVERY);
    },
    async finished() {
      const deadline = performance.now() + PATIENCE;
      while (watched.some(isOpen) && performance.now() < deadline) await sleep(200);
    },
    report() {
      const begun = watched.filter(({ isBegun }) => isBegun);
      const unfinished = watched.filter(isOpen);
      const doubled = watched.filter(({ answer }) => answer().length > 1);
      for (const { what } of unfinished) console.error(`${what}: never finished`);
      for (const { what } of doubled) console.error(`${what}: answered twice`);
      const plain = begun.filter(({ answer }) => {
        const text = answer().join();
        return text !== '' && !text.includes(ONGOING) && !text.includes(IN_WORDS);
      });
      return {
        asked: watched.length,
        unanswered: watched.filter(({ answer }) => answer().length === 0).length,
        begun: begun.length,
        plain: plain.length,
        unfinished: unfinished.length,
        doubled: doubled.length,
      };
    },
    stop: () => clearInterval(looking),
  };
}
