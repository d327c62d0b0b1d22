import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { counted } from '../counted.ts';
import { UserError } from '../errors.ts';
import { withTimeout } from '../resilience/timeout.ts';
import type { Asker } from './dispatcher.ts';

/** Questions a minute, that each person and each channel may ask; 0 for any number. */
export interface QuestionRates {
  readonly perPerson: number;
  readonly perChannel: number;
}

/** Keeps one person, or one channel, from taking the time of everybody else. */
export interface QuestionLimits {
  /** Counts a question. Rejects with a `UserError` (`too_many`) that says when the next one is welcome. */
  take(asker: Asker, now: Temporal.Instant): Promise<void>;
}

/** What somebody may ask in a minute: as many at once, and then again as the minute passes. */
export interface Allowance {
  readonly key: string;
  readonly perMinute: number;
}

/** Whose allowance is used up, and the milliseconds until it allows one more. */
export interface Refusal {
  readonly key: string;
  readonly milliseconds: number;
}

/** Allowances that several processes share. Kept by the store. */
export interface QuestionPace {
  /** Takes one question from each allowance, or from none: then the first that is used up. */
  take(allowances: readonly Allowance[], now: Temporal.Instant): Promise<Refusal | undefined>;
}

export interface QuestionLimitsOptions {
  readonly rates: QuestionRates;
  /** Absent: this process counts alone. */
  readonly shared?: QuestionPace;
  readonly log: Logger;
}

/** Milliseconds. */
export const MINUTE = 60_000;

/** People and channels remembered; whoever has been forgotten has asked nothing for long. */
const REMEMBERED = 20_000;
/** Milliseconds that a question waits for the count that is shared; without it this process counts alone. */
const PATIENCE = 1_000;

/** Each process counts by itself first, so that a flood does not reach the database, and asks it for what others count. */
export function createQuestionLimits({ rates, shared, log }: QuestionLimitsOptions): QuestionLimits {
  const own = createOwnPace();

  async function refusalOfAll(
    allowances: readonly Allowance[],
    now: Temporal.Instant,
  ): Promise<Refusal | undefined> {
    const refusal = own.take(allowances, now);
    if (refusal || !shared || allowances.length === 0) return refusal;
    try {
      const refused = await withTimeout(shared.take(allowances, now), PATIENCE);
      if (refused) own.giveBack(allowances);
      return refused;
    } catch (error) {
      log.warn({ err: error }, 'questions are counted by this process alone');
      return undefined;
    }
  }

  return {
    async take(asker, now) {
      const limits = limitsOf(asker, rates);
      const refusal = await refusalOfAll(limits, now);
      const limit = refusal && limits.find(({ key }) => key === refusal.key);
      if (limit) throw tooMany(refusal, limit);
    },
  };
}

interface Limit extends Allowance {
  readonly whose: string;
}

function limitsOf(
  { platform, workspace, channel, person }: Asker,
  { perPerson, perChannel }: QuestionRates,
): Limit[] {
  return [
    {
      key: JSON.stringify([platform, workspace, 'of', person.id]),
      perMinute: perPerson,
      whose: 'you have',
    },
    {
      key: JSON.stringify([platform, workspace, 'in', channel]),
      perMinute: perChannel,
      whose: 'this channel has',
    },
  ].filter(({ perMinute }) => perMinute > 0);
}

interface Bucket {
  /** Questions that may be asked at once. */
  readonly left: number;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** A token bucket for each: as many as the rate at once, then as they fill up again over the minute. */
function createOwnPace() {
  const buckets = new LRUCache<string, Bucket>({ max: REMEMBERED });

  function filled({ key, perMinute }: Allowance, at: number): Bucket {
    const known = buckets.get(key);
    if (!known) return { left: perMinute, at };
    const again = (Math.max(0, at - known.at) * perMinute) / MINUTE;
    return { left: Math.min(perMinute, known.left + again), at };
  }

  return {
    take(allowances: readonly Allowance[], now: Temporal.Instant): Refusal | undefined {
      const at = now.epochMilliseconds;
      const found = allowances.map((allowance) => ({ ...allowance, ...filled(allowance, at) }));
      const refused = found.find(({ left }) => left < 1);
      if (refused)
        return { key: refused.key, milliseconds: ((1 - refused.left) * MINUTE) / refused.perMinute };
      for (const { key, left } of found) buckets.set(key, { left: left - 1, at });
      return undefined;
    },
    giveBack(allowances: readonly Allowance[]): void {
      for (const { key } of allowances) {
        const known = buckets.get(key);
        if (known) buckets.set(key, { ...known, left: known.left + 1 });
      }
    },
  };
}

function tooMany({ milliseconds }: Refusal, { perMinute, whose }: Limit): UserError {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return new UserError(
    'too_many',
    `One moment: ${whose} asked ${perMinute} questions within a minute.`,
    `Ask the next one in ${counted(seconds, 'second')}; briefings, sections and buttons still work meanwhile.`,
  );
}
