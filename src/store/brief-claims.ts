import { setImmediate as turn } from 'node:timers/promises';
import type { PlatformName } from '../platforms/platform.ts';
import type { Database } from './database.ts';

interface Claim {
  readonly platform: PlatformName;
  readonly event_id: string;
  readonly handled_at: number;
}

interface Waiting extends Claim {
  readonly resolve: (isFirst: boolean) => void;
  readonly reject: (reason: unknown) => void;
}

/** Rows of one statement: far from the parameters that either database takes. */
const LARGEST = 500;

/**
 * Claims handled events: each of one turn of the event loop, or of the time that the last statement takes, in one
 * statement. There is one for every command and press, and each alone would cost as much as the answer.
 */
export function createBriefClaims({ db }: Database): (claim: Claim) => Promise<boolean> {
  let waiting: Waiting[] = [];
  let isRunning = false;

  async function claimAll(claims: readonly Waiting[]): Promise<void> {
    const byId = Map.groupBy(claims, ({ platform, event_id }) => `${platform} ${event_id}`);
    const values = [...byId.values()].flatMap(([first]) => {
      if (!first) return [];
      const { platform, event_id, handled_at } = first;
      return [{ platform, event_id, handled_at }];
    });
    try {
      const rows = await db
        .insertInto('handled_event')
        .values(values)
        .onConflict((conflict) => conflict.doNothing())
        .returning(['platform', 'event_id'])
        .execute();
      const taken = new Set(rows.map(({ platform, event_id }) => `${platform} ${event_id}`));
      for (const [id, same] of byId)
        for (const [index, { resolve }] of same.entries()) resolve(index === 0 && taken.has(id));
    } catch (error) {
      for (const { reject } of claims) reject(error);
    }
  }

  async function run(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      await turn();
      const claims = waiting.slice(0, LARGEST);
      waiting = waiting.slice(LARGEST);
      await claimAll(claims);
    }
    isRunning = false;
  }

  return (claim) =>
    new Promise((resolve, reject) => {
      waiting.push({ ...claim, resolve, reject });
      if (!isRunning) void run();
    });
}
