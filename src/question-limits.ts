import { LRUCache } from 'lru-cache';
import type { Asker } from './command.ts';
import { UserError } from './errors.ts';

/** Questions a minute, that each person and each channel may ask of this process; 0 for any number. */
export interface QuestionRates {
  readonly perPerson: number;
  readonly perChannel: number;
}

/** Keeps one person, or one channel, from taking the time of everybody else. */
export interface QuestionLimits {
  /** Counts a question. Throws a `UserError` (`too_many`) that says when the next one is welcome. */
  take(asker: Asker, now: Temporal.Instant): void;
}

/** People and channels remembered; whoever has been forgotten has asked nothing for long. */
const REMEMBERED = 20_000;

interface Bucket {
  /** Questions that may be asked at once. */
  readonly left: number;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** A token bucket for each: as many as the rate at once, then as they fill up again over the minute. */
export function createQuestionLimits({ perPerson, perChannel }: QuestionRates): QuestionLimits {
  const buckets = new LRUCache<string, Bucket>({ max: REMEMBERED });

  function filled(key: string, rate: number, at: number): Bucket {
    const known = buckets.get(key);
    if (!known) return { left: rate, at };
    return { left: Math.min(rate, known.left + (Math.max(0, at - known.at) * rate) / MINUTE), at };
  }

  return {
    take({ platform, workspace, channel, person }, now) {
      const at = now.epochMilliseconds;
      const limits = [
        { key: JSON.stringify([platform, workspace, 'of', person.id]), rate: perPerson, whose: 'you have' },
        {
          key: JSON.stringify([platform, workspace, 'in', channel]),
          rate: perChannel,
          whose: 'this channel has',
        },
      ].filter(({ rate }) => rate > 0);
      const taken = limits.map((limit) => ({ ...limit, bucket: filled(limit.key, limit.rate, at) }));
      for (const { bucket, rate, whose } of taken) if (bucket.left < 1) throw tooMany(bucket, rate, whose);
      for (const { key, bucket } of taken) buckets.set(key, { ...bucket, left: bucket.left - 1 });
    },
  };
}

const MINUTE = 60_000;

function tooMany({ left }: Bucket, rate: number, whose: string): UserError {
  const seconds = Math.ceil(((1 - left) * MINUTE) / rate / 1000);
  return new UserError(
    'too_many',
    `One moment: ${whose} asked ${rate} questions within a minute.`,
    `The next one is welcome in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}; briefings, sections and buttons are there meanwhile.`,
  );
}
