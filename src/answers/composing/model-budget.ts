/** How often a language model may be asked, so that a busy day costs no more than was agreed. */
export interface ModelBudget {
  /** Counts one request; false, and nothing counted, when those of the last 24 hours were as many as allowed. */
  take(now: Temporal.Instant): boolean;
}

const DAY = 24 * 60 * 60 * 1000;

/** @param perDay requests in any 24 hours, counted by this process since it started; 0 for any number */
export function createModelBudget(perDay: number): ModelBudget {
  /** Milliseconds since 1970 UTC, oldest first. */
  const taken: number[] = [];
  return {
    take({ epochMilliseconds }) {
      if (perDay === 0) return true;
      while (taken[0] !== undefined && taken[0] <= epochMilliseconds - DAY) taken.shift();
      if (taken.length >= perDay) return false;
      taken.push(epochMilliseconds);
      return true;
    },
  };
}
