import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { slashData } from '../tests/standins/discord/interactions.ts';
import { DiscordStandIn } from '../tests/standins/discord/server.ts';
import { type Result, spread } from './measure.ts';

/** Rounds alternate between the bots, and are short, so that both meet the same machine. */
const CALLS = 3000;
const CALLS_IN_TURN = 5;
const WARM_UP = 500;
const AT_ONCE = 20;

/** From an interaction on the gateway to its callback by REST, next to the least that discord.js can do. */
export async function* benchDiscord(): AsyncGenerator<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-discord-'));
  const bots = [await startBot('bare', folder), await startBot('ours', folder)];
  try {
    for (const bot of bots) await bot.round(WARM_UP, 1);
    for (const atOnce of [1, AT_ONCE]) {
      const times: number[][] = bots.map(() => []);
      const seconds = bots.map(() => 0);
      const inRound = CALLS_IN_TURN * atOnce;
      for (let done = 0; done < CALLS; done += inRound) {
        for (const [index, bot] of bots.entries()) {
          const start = performance.now();
          times[index]?.push(...(await bot.round(inRound, atOnce)));
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
            'p99 ratio': own.p99 / bare.p99,
          },
          target: index === 0 ? '' : 'p99 within 1.3 of bare',
        };
      }
    }
  } finally {
    for (const bot of bots) await bot.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

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
    async round(calls: number, atOnce: number): Promise<readonly number[]> {
      const times: number[] = [];
      let left = calls;
      const one = async () => {
        while (left > 0) {
          left -= 1;
          const interaction = discord.interact(2, slashData('show', { topic: 'iran-talks' }));
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
