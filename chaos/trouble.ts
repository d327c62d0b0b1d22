/** What goes wrong with one request. `done`: whether the platform carried it out all the same. */
export type Mishap =
  | { readonly kind: 'limited'; readonly seconds: number }
  /** A status of 500. */
  | { readonly kind: 'broken'; readonly done: boolean }
  /** The connection is cut without an answer. */
  | { readonly kind: 'reset'; readonly done: boolean }
  | { readonly kind: 'slow'; readonly milliseconds: number; readonly carriedOut: 'before' | 'after' };

/**
 * Milliseconds that a slow request takes: long enough to be killed in, and shorter than a lease, which is what
 * keeps a request of a dead process from being carried out after its absence was taken as proof.
 */
const SLOW = 1_500;

/** How often each happens to a request that posts or reads back. What is left goes well. */
const SHARES: readonly { readonly share: number; readonly mishap: Mishap }[] = [
  { share: 0.03, mishap: { kind: 'limited', seconds: 1 } },
  { share: 0.04, mishap: { kind: 'broken', done: true } },
  { share: 0.03, mishap: { kind: 'broken', done: false } },
  { share: 0.04, mishap: { kind: 'reset', done: true } },
  { share: 0.03, mishap: { kind: 'reset', done: false } },
  { share: 0.03, mishap: { kind: 'slow', milliseconds: SLOW, carriedOut: 'before' } },
  { share: 0.03, mishap: { kind: 'slow', milliseconds: SLOW, carriedOut: 'after' } },
];

/** The share of requests around which a process is killed. */
const KILL_SHARE = 0.12;
/** Milliseconds after a request arrives: before it is answered, while the answer travels, while it is written down. */
const KILL_WITHIN = 25;

/** What platforms ask about every request of a delivery. */
export interface Trouble {
  next(): Mishap | undefined;
  /** From now on all goes well. */
  end(): void;
  /** How often each happened, so far. */
  counts(): Readonly<Record<Mishap['kind'], number>>;
}

/** Decides what goes wrong with each request, and has a process killed around some. */
export function createTrouble(random: () => number, killOne: () => void): Trouble {
  const counts = { limited: 0, broken: 0, reset: 0, slow: 0 };
  let isOver = false;

  function choose(): Mishap | undefined {
    let at = random();
    for (const { share, mishap } of SHARES) {
      if (at < share) return mishap;
      at -= share;
    }
    return undefined;
  }

  return {
    next() {
      if (isOver) return undefined;
      const mishap = choose();
      const within = mishap?.kind === 'slow' ? SLOW : KILL_WITHIN;
      if (random() < KILL_SHARE) setTimeout(killOne, random() * within);
      if (mishap) counts[mishap.kind] += 1;
      return mishap;
    },
    end() {
      isOver = true;
    },
    counts: () => ({ ...counts }),
  };
}
