import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Asker } from '../src/command.ts';
import { UserError } from '../src/errors.ts';
import { createQuestionLimits, type QuestionLimits } from '../src/question-limits.ts';
import { asker, NOON } from './shipped-core.ts';

const later = (seconds: number) => NOON.add({ milliseconds: Math.round(seconds * 1000) });
const person = (id: string, place: Partial<Asker> = {}): Asker => ({
  ...asker,
  ...place,
  person: { id, name: id },
});

function refusal(limits: QuestionLimits, who: Asker, at: Temporal.Instant): UserError | undefined {
  try {
    limits.take(who, at);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** How many of `count` questions at one moment are let through. */
function taken(limits: QuestionLimits, who: Asker, at: Temporal.Instant, count: number): number {
  return Array.from({ length: count }, () => refusal(limits, who, at)).filter((error) => error === undefined)
    .length;
}

describe('a person', () => {
  test('may ask so many questions at once, and is told politely when the next one is welcome', () => {
    const limits = createQuestionLimits({ perPerson: 20, perChannel: 0 });
    expect(taken(limits, person('ada'), NOON, 20)).toBe(20);
    expect(refusal(limits, person('ada'), NOON)).toMatchObject({
      code: 'too_many',
      message: 'One moment: you have asked 20 questions within a minute.',
      hint: expect.stringContaining('welcome in 3 seconds'),
    });
    expect(refusal(limits, person('ada'), later(2.9))).toBeDefined();
    expect(refusal(limits, person('ada'), later(3))).toBeUndefined();
  });

  test('takes nothing from others, in other workspaces and platforms neither', () => {
    const limits = createQuestionLimits({ perPerson: 1, perChannel: 0 });
    expect(taken(limits, person('ada'), NOON, 2)).toBe(1);
    expect(taken(limits, person('bob'), NOON, 1)).toBe(1);
    expect(taken(limits, person('ada', { workspace: 'elsewhere' }), NOON, 1)).toBe(1);
    expect(taken(limits, person('ada', { platform: 'slack' }), NOON, 1)).toBe(1);
  });

  test('that is refused is not counted in the channel', () => {
    const limits = createQuestionLimits({ perPerson: 1, perChannel: 2 });
    expect(taken(limits, person('ada'), NOON, 10)).toBe(1);
    expect(taken(limits, person('bob'), NOON, 1)).toBe(1);
    expect(refusal(limits, person('eve'), NOON)?.message).toContain('this channel has asked 2 questions');
  });

  test('may ask any number where there is no limit', () => {
    expect(taken(createQuestionLimits({ perPerson: 0, perChannel: 0 }), person('ada'), NOON, 500)).toBe(500);
  });
});

test('no minute sees more than twice the rate, whatever the pauses, also when the clock goes back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.array(fc.double({ min: -5, max: 20, noNaN: true }), { maxLength: 200 }),
      (rate, pauses) => {
        const limits = createQuestionLimits({ perPerson: rate, perChannel: 0 });
        let now = 0;
        let latest = 0;
        const times: number[] = [];
        for (const pause of pauses) {
          now += pause;
          latest = Math.max(latest, now);
          if (refusal(limits, person('ada'), later(now)) === undefined) times.push(latest);
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
