/** First wait after a failure: long enough for a dropped connection to come back. */
const FIRST = 5_000;
/** Longest wait: a platform that was down is noticed within this time of coming back. */
const LONGEST = 10 * 60_000;

/**
 * Milliseconds to wait after the `attempt`-th failure (1 and up): doubling, up to a limit, and taken at random
 * from the upper half, so that many deliveries that failed together do not come back together.
 * @param chance 0 up to, but not including, 1
 */
export function backoff(attempt: number, chance: number): number {
  const full = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full * (0.5 + chance / 2));
}
