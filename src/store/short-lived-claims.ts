import { setImmediate as turn } from 'node:timers/promises';
import type { Insertable } from 'kysely';
import { storableText } from '../storable-text.ts';
import type { Database } from './database/database.ts';
import type { Tables } from './tables.ts';

type Claim = Insertable<Tables['brief_claim']>;

interface Waiting {
  readonly claim: Claim;
  readonly resolve: (isFirst: boolean) => void;
  readonly reject: (reason: unknown) => void;
}

/** Claims that one process makes and all respect, forgotten after a while. */
export interface ShortLivedClaims {
  /** True for the first with this platform and id, over all processes. */
  take(claim: Claim): Promise<boolean>;
  forget(before: Temporal.Instant): Promise<void>;
}

/** Rows of one statement: far from the parameters that either database takes. */
const LARGEST = 500;

/**
 * Claims of one turn of the event loop, or of the time that the last statement takes, go in one statement. There is
 * one for every command and press, and each alone would cost as much as the answer.
 */
export function createShortLivedClaims({ db }: Database): ShortLivedClaims {
  let waiting: Waiting[] = [];
  let isRunning = false;

  async function claimAll(all: readonly Waiting[]): Promise<void> {
    const byKey = Map.groupBy(all, ({ claim }) => keyOf(claim));
    // In one order everywhere: two processes that claim the same would else wait for each other.
    const values = [...byKey.keys()].sort().flatMap((key) => byKey.get(key)?.[0]?.claim ?? []);
    try {
      const rows = await db
        .insertInto('brief_claim')
        .values(values)
        .onConflict((conflict) => conflict.doNothing())
        .returning(['platform', 'id'])
        .execute();
      const taken = new Set(rows.map(keyOf));
      for (const [key, same] of byKey)
        for (const [index, { resolve }] of same.entries()) resolve(index === 0 && taken.has(key));
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  }

  async function run(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      await turn();
      const all = waiting.slice(0, LARGEST);
      waiting = waiting.slice(LARGEST);
      await claimAll(all);
    }
    isRunning = false;
  }

  return {
    take: (claim) =>
      new Promise((resolve, reject) => {
        // As the database gives it back, so that it is known again.
        waiting.push({ claim: { ...claim, id: storableText(claim.id) }, resolve, reject });
        if (!isRunning) void run();
      }),
    async forget(before) {
      await db.deleteFrom('brief_claim').where('claimed_at', '<', before.epochMilliseconds).execute();
    },
  };
}

function keyOf({ platform, id }: Pick<Claim, 'platform' | 'id'>): string {
  return `${platform} ${id}`;
}
