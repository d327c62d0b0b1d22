/** Milliseconds between attempts. */
export interface Pauses {
  /** After the first failure. */
  readonly first: number;
  readonly longest: number;
}

/**
 * Milliseconds to wait after so many failures in a row (1 and up): doubling, up to a limit, and taken at random from the
 * upper half, so that many that failed together do not come back together.
 * @param chance 0 up to, but not including, 1
 */
export function backoff(failures: number, { first, longest }: Pauses, chance: number): number {
  const full = Math.min(longest, first * 2 ** Math.min(failures - 1, 30));
  return Math.round(full * (0.5 + chance / 2));
}
