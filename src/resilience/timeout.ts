/** What a wait comes to that took too long. */
export const TIMED_OUT: unique symbol = Symbol('timed out');

/**
 * What `work` resolves with, or `TIMED_OUT` when that takes longer than so many milliseconds. The work itself goes on; if it
 * fails after that, nobody hears of it. The timer is taken back: at hundreds a second they would add up.
 */
export async function orTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T | typeof TIMED_OUT> {
  const late = Promise.withResolvers<typeof TIMED_OUT>();
  const timer = setTimeout(() => late.resolve(TIMED_OUT), milliseconds);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** What `work` resolves with; rejects when that takes longer than so many milliseconds. The work itself goes on. */
export async function withTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const result = await orTimeout(work, milliseconds);
  if (result === TIMED_OUT) throw new Error(`expected an answer within ${milliseconds} ms, got none`);
  return result;
}
