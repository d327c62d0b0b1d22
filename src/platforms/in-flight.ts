/** Work that a platform's framework has let go of, so that stopping can wait for it. */
export interface InFlight {
  track(work: Promise<void>): void;
  /** Resolves when nothing is under way any more, or after `deadline` milliseconds. */
  drain(deadline: number): Promise<void>;
}

export function createInFlight(): InFlight {
  const running = new Set<Promise<void>>();
  return {
    track(work) {
      running.add(work);
      const forget = () => {
        running.delete(work);
      };
      work.then(forget, forget);
    },
    async drain(deadline) {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, deadline);
      const settled = async () => {
        while (running.size > 0) await Promise.allSettled(running);
      };
      await Promise.race([settled(), late]);
      clearTimeout(timer);
    },
  };
}
