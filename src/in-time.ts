export const LATE: unique symbol = Symbol('late');

/**
 * What `work` resolves with, or `LATE` when that takes longer than so many milliseconds. The work itself goes on; if it
 * fails after that, nobody hears of it. The timer is taken back: at hundreds a second they would add up.
 */
export async function orLate<T>(work: Promise<T>, milliseconds: number): Promise<T | typeof LATE> {
  const late = Promise.withResolvers<typeof LATE>();
  const timer = setTimeout(() => late.resolve(LATE), milliseconds);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** What `work` resolves with; rejects when that takes longer than so many milliseconds. The work itself goes on. */
export async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const result = await orLate(work, milliseconds);
  if (result === LATE) throw new Error(`expected an answer within ${milliseconds} ms, got none`);
  return result;
}
