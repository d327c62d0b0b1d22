import { orTimeout } from '../resilience/timeout.ts';

/** Work that a platform’s framework has let go of, so that stopping can wait for it. */
export interface InFlight {
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing is under way any more, or after `deadline` milliseconds. */
  drain(deadline: number): Promise<void>;
}

export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    track(work) {
      running.add(work);
      const done = () => running.delete(work);
      work.then(done, done);
      return work;
    },
    async drain(deadline) {
      const settle = async () => {
        while (running.size > 0) await Promise.allSettled(running);
      };
      await orTimeout(settle(), deadline);
    },
  };
}
