/** One line of a result: what was measured, and the figures. */
export interface Result {
  readonly suite: string;
  readonly what: string;
  readonly figures: Readonly<Record<string, number>>;
  /** What the figure is to reach, in words; empty where nothing was set. */
  readonly target: string;
}

/** Milliseconds of each call of `run`, after `warmUp` calls that do not count. */
export async function timesOf(
  calls: number,
  run: (index: number) => unknown,
  warmUp = Math.ceil(calls / 10),
): Promise<readonly number[]> {
  for (let index = 0; index < warmUp; index += 1) await run(index);
  const times: number[] = [];
  for (let index = 0; index < calls; index += 1) {
    const start = performance.now();
    await run(index);
    times.push(performance.now() - start);
  }
  return times;
}

/** The value below which `share` (0 to 1) of the values lie, by the nearest-rank method. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

export function spread(times: readonly number[]): { readonly p50: number; readonly p99: number } {
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}
