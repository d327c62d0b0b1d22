import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Asker } from '../../src/dispatch/dispatcher.ts';
import {
  createQuestionLimits,
  type QuestionLimits,
  type QuestionPace,
} from '../../src/dispatch/question-limits.ts';
import { UserError } from '../../src/errors.ts';
import { asker, NOON } from '../shipped-core.ts';

const later = (seconds: number) => NOON.add({ milliseconds: Math.round(seconds * 1000) });
const person = (id: string, place: Partial<Asker> = {}): Asker => ({
  ...asker,
  ...place,
  person: { id, name: id },
});

const silent = pino({ level: 'silent' });
const limitsOf = (perPerson: number, perChannel = 0, shared?: QuestionPace) =>
  createQuestionLimits({ rates: { perPerson, perChannel }, ...(shared ? { shared } : {}), log: silent });

async function refusal(
  limits: QuestionLimits,
  who: Asker,
  at: Temporal.Instant,
): Promise<UserError | undefined> {
  try {
    await limits.take(who, at);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** How many of `count` questions at one moment are let through. */
async function taken(
  limits: QuestionLimits,
  who: Asker,
  at: Temporal.Instant,
  count: number,
): Promise<number> {
  const refusals = await Promise.all(Array.from({ length: count }, () => refusal(limits, who, at)));
  return refusals.filter((error) => error === undefined).length;
}

describe('a person', () => {
  test('may ask so many questions at once, and is told politely when the next one is welcome', async () => {
    const limits = limitsOf(20);
    expect(await taken(limits, person('ada'), NOON, 20)).toBe(20);
    expect(await refusal(limits, person('ada'), NOON)).toMatchObject({
      code: 'too_many',
      message: 'One moment: you have asked 20 questions within a minute.',
      hint: expect.stringContaining('next one in 3 seconds'),
    });
    expect(await refusal(limits, person('ada'), later(2.9))).toBeDefined();
    expect(await refusal(limits, person('ada'), later(3))).toBeUndefined();
  });

  test('takes nothing from others, in other workspaces and platforms neither', async () => {
    const limits = limitsOf(1);
    expect(await taken(limits, person('ada'), NOON, 2)).toBe(1);
    expect(await taken(limits, person('bob'), NOON, 1)).toBe(1);
    expect(await taken(limits, person('ada', { workspace: 'elsewhere' }), NOON, 1)).toBe(1);
    expect(await taken(limits, person('ada', { platform: 'slack' }), NOON, 1)).toBe(1);
  });

  test('that is refused is not counted in the channel', async () => {
    const limits = limitsOf(1, 2);
    expect(await taken(limits, person('ada'), NOON, 10)).toBe(1);
    expect(await taken(limits, person('bob'), NOON, 1)).toBe(1);
    expect((await refusal(limits, person('eve'), NOON))?.message).toContain(
      'this channel has asked 2 questions',
    );
  });

  test('may ask any number where there is no limit', async () => {
    const asked: unknown[] = [];
    const shared: QuestionPace = { take: async (allowances) => void asked.push(allowances) };
    expect(await taken(limitsOf(0, 0, shared), person('ada'), NOON, 500)).toBe(500);
    expect(asked).toEqual([]);
  });
});

test('no minute sees more than twice the rate, whatever the pauses, also when the clock goes back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 30 }),
      fc.array(fc.double({ min: -5, max: 20, noNaN: true }), { maxLength: 200 }),
      async (rate, pauses) => {
        const limits = limitsOf(rate);
        let now = 0;
        let latest = 0;
        const times: number[] = [];
        for (const pause of pauses) {
          now += pause;
          latest = Math.max(latest, now);
          if ((await refusal(limits, person('ada'), later(now))) === undefined) times.push(latest);
        }
        for (const start of times)
          expect(times.filter((time) => time >= start && time < start + 60).length).toBeLessThanOrEqual(
            2 * rate,
          );
      },
    ),
    { numRuns: 200 },
  );
});

describe('what other processes count', () => {
  test('refuses too, in the same words, and then takes nothing from what this one allows', async () => {
    let isUsedUp = true;
    const shared: QuestionPace = {
      take: async (allowances) =>
        isUsedUp ? { key: allowances[0]?.key ?? '', milliseconds: 2_500 } : undefined,
    };
    const limits = limitsOf(2, 0, shared);
    for (let asked = 0; asked < 5; asked += 1)
      expect(await refusal(limits, person('ada'), NOON)).toMatchObject({
        code: 'too_many',
        message: 'One moment: you have asked 2 questions within a minute.',
        hint: expect.stringContaining('next one in 3 seconds'),
      });
    isUsedUp = false;
    expect(await taken(limits, person('ada'), NOON, 3)).toBe(2);
  });

  test('is not asked for while a flood comes to this one', async () => {
    let asked = 0;
    const shared: QuestionPace = {
      async take() {
        asked += 1;
        return undefined;
      },
    };
    expect(await taken(limitsOf(3, 0, shared), person('ada'), NOON, 100)).toBe(3);
    expect(asked).toBe(3);
  });

  test.each<[string, QuestionPace]>([
    ['cannot be asked for', { take: () => Promise.reject(new Error('away')) }],
    ['is long in coming', { take: () => new Promise(() => {}) }],
  ])('costs nobody an answer while it %s', async (_, shared) => {
    expect(await taken(limitsOf(3, 0, shared), person('ada'), NOON, 4)).toBe(3);
  });
});
