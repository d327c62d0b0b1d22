import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { slashData } from '../tests/standins/discord/interactions.ts';
import { DiscordStandIn } from '../tests/standins/discord/server.ts';
import type { ShownInteraction } from '../tests/standins/discord/shown.ts';
import { type Result, spread } from './measure.ts';

/** Rounds alternate between the bots, and are short, so that both meet the same machine. */
const CALLS = 3000;
const CALLS_IN_TURN = 5;
const WARM_UP = 500;
const AT_ONCE = 20;

/** Questions that arrive in the same moment, as after a connection comes back. */
const BURST = 300;
const LETTERS = 500;

/** From an interaction on the gateway to its callback by REST, next to the least that discord.js can do. */
export async function* benchDiscord(): AsyncGenerator<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-discord-'));
  const [bare, ours] = [await startBot('bare', folder), await startBot('ours', folder)];
  try {
    for (const bot of [bare, ours]) await bot.round(WARM_UP, 1, showBriefing);
    yield* benchSideBySide([bare, ours]);
    const typed = spread(await ours.round(LETTERS, 1, typeLetters));
    yield { suite: 'discord', what: 'rapporteur, suggestions', figures: typed, target: 'p99 within 100 ms' };
    const burst = await ours.round(BURST, BURST, askQuestion);
    yield {
      suite: 'discord',
      what: `rapporteur, ${BURST} questions in one moment`,
      figures: { ...spread(burst), last: Math.max(...burst) },
      target: 'the last sign within 3,000 ms',
    };
  } finally {
    await bare.stop();
    await ours.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Bot = Awaited<ReturnType<typeof startBot>>;

async function* benchSideBySide(bots: readonly Bot[]): AsyncGenerator<Result> {
  for (const atOnce of [1, AT_ONCE]) {
    const times: number[][] = bots.map(() => []);
    const seconds = bots.map(() => 0);
    const inRound = CALLS_IN_TURN * atOnce;
    for (let done = 0; done < CALLS; done += inRound) {
      for (const [index, bot] of bots.entries()) {
        const start = performance.now();
        times[index]?.push(...(await bot.round(inRound, atOnce, showBriefing)));
        seconds[index] = (seconds[index] ?? 0) + (performance.now() - start) / 1000;
      }
    }
    const spreads = times.map(spread);
    for (const [index, bot] of bots.entries()) {
      const own = spreads[index] ?? spread([]);
      const bare = spreads[0] ?? own;
      yield {
        suite: 'discord',
        what: `${bot.name}, ${atOnce} at once`,
        figures: {
          ...own,
          'per s': CALLS / (seconds[index] ?? 1),
          'p50 ratio': own.p50 / bare.p50,
          'p99 ratio': own.p99 / bare.p99,
        },
        target: index === 0 ? '' : 'p99 within 1.3 of bare',
      };
    }
  }
}

type Interact = (discord: DiscordStandIn, number: number) => ShownInteraction;

const showBriefing: Interact = (discord) => discord.interact(2, slashData('show', { topic: 'iran-talks' }));

const typeLetters: Interact = (discord, number) => {
  const topic = 'iran talks'.slice(0, 1 + (number % 10));
  return discord.interact(4, slashData('show', { topic }, 'topic'));
};

const QUESTIONS = [
  'What does Oman want?',
  'Who doubts it, and why?',
  'How likely is a session?',
  'When is it?',
];

/** Nothing of an answer is drawn beforehand. */
const askQuestion: Interact = (discord, number) => {
  const question = QUESTIONS[number % QUESTIONS.length] ?? '';
  return discord.interact(2, slashData('ask', { question: `${question} (${number})`, topic: 'iran-talks' }));
};

const NAMES = {
  bare: 'bare discord.js, that message as a constant',
  ours: 'rapporteur, /brief show iran-talks',
} as const;

async function startBot(kind: keyof typeof NAMES, folder: string) {
  const discord = await DiscordStandIn.start();
  const bot = fork(new URL('discord-bot.ts', import.meta.url), [kind, discord.apiUrl, folder], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  await once(bot, 'message');
  return {
    name: NAMES[kind],
    /** Milliseconds from each interaction to its first answer. */
    async round(calls: number, atOnce: number, interact: Interact): Promise<readonly number[]> {
      const times: number[] = [];
      let left = calls;
      const one = async () => {
        while (left > 0) {
          left -= 1;
          const interaction = interact(discord, left);
          await discord.until(() => interaction.answeredAt > 0);
          times.push(interaction.answeredAt - interaction.sentAt);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, one));
      return times;
    },
    async stop() {
      const ended = once(bot, 'exit');
      bot.kill();
      await ended;
      await discord.close();
    },
  };
}
