import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresServer } from '../tests/contracts/postgres-server.ts';
import type { Link } from './link.ts';

export const DATABASE_TROUBLES = [
  /** The server ends all connections and comes back. */
  'restarted',
  /** The same as after a crash: it recovers first. */
  'crashed',
  /** For all processes. */
  'slow',
  /** For all processes: connections end, and no new one comes about. */
  'refusing',
  /** One process's connections are reset, again and again. */
  'cut off',
  /** One process's network swallows everything, and tells nobody. */
  'swallowed',
] as const;
export type DatabaseTrouble = (typeof DATABASE_TROUBLES)[number];

export interface Afflicted {
  readonly server: PostgresServer;
  /** One of each process. */
  readonly links: readonly Link[];
  readonly random: () => number;
}

/** Milliseconds by which everything is late in a slow network, each way. */
const SLOW = [100, 900] as const;
/** Milliseconds that each kind lasts; what is swallowed also for longer than a process waits for an answer. */
const LASTS = {
  slow: [3_000, 7_000],
  refusing: [1_000, 6_000],
  'cut off': [2_000, 5_000],
  swallowed: [4_000, 20_000],
} as const satisfies Partial<Record<DatabaseTrouble, readonly [number, number]>>;
/** Milliseconds between two resets. */
const CUT_EVERY = 400;

/** Has it, and resolves when all is well again. */
export async function afflict(kind: DatabaseTrouble, { server, links, random }: Afflicted): Promise<void> {
  const between = ([least, most]: readonly [number, number]) => least + random() * (most - least);
  const one = links[Math.floor(random() * links.length)];
  switch (kind) {
    case 'restarted':
      return await server.restart('fast');
    case 'crashed':
      return await server.restart('immediate');
    case 'slow':
      for (const link of links) await link.become({ kind: 'slow', milliseconds: between(SLOW) });
      break;
    case 'refusing':
      for (const link of links) {
        await link.become({ kind: 'refusing' });
        link.cut();
      }
      break;
    case 'swallowed':
      await one?.become({ kind: 'swallowing' });
      break;
    case 'cut off': {
      const end = performance.now() + between(LASTS[kind]);
      while (performance.now() < end) {
        one?.cut();
        await sleep(CUT_EVERY);
      }
      return;
    }
  }
  await sleep(between(LASTS[kind]));
  for (const link of links) await link.become({ kind: 'well' });
}
