import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Statement } from '../../entries/statements/statement.ts';
import { backoff, type Pauses } from '../../resilience/backoff.ts';
import { orTimeout, TIMED_OUT } from '../../resilience/timeout.ts';
import { type Embedder, EmbeddingFailure } from './embedder.ts';
import { cosine, type Meaning, meantBy } from './meaning.ts';
import type { VectorCache } from './vector-cache.ts';

/** Meaning by vectors of a server: statements ahead of time in the background, questions when they are asked. */
export interface SentenceVectors extends Meaning {
  /** The entry of this id was added, replaced or removed. */
  changed(entryId: string): void;
  /** Resolves when every statement has been tried once. */
  settled(): Promise<void>;
  stop(): void;
}

export interface SentenceVectorsOptions {
  readonly embedder: Embedder;
  readonly cache: VectorCache;
  readonly statementsOf: (entryId: string) => readonly Statement[];
  readonly now: () => Temporal.Instant;
  /** Resolves after so many milliseconds, without keeping the process alive. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** 0 up to, but not including, 1. */
  readonly chance: () => number;
  readonly log: Logger;
  /** Milliseconds; `TIME_LIMIT` unless given. */
  readonly timeLimit?: number;
}

/** Milliseconds that a question waits for its vector: less than people notice. */
const TIME_LIMIT = 250;
/** Milliseconds in which no question waits any more, after one has waited in vain. */
const REST = 30_000;
/** Milliseconds for a batch of statements, which nobody waits for. */
const BATCH_TIME_LIMIT = 60_000;
/** Texts of one request: what small servers on a processor manage in a second or two. */
const BATCH = 32;
const PAUSES: Pauses = { first: 2_000, longest: 300_000 };
/** Bytes of vectors in memory: some 20,000 statements of a small model; the rest is read when asked for. */
const MEMORY = 32_000_000;

export function createSentenceVectors({
  embedder,
  cache,
  statementsOf,
  now,
  pause,
  chance,
  log,
  timeLimit = TIME_LIMIT,
}: SentenceVectorsOptions): SentenceVectors {
  const { model } = embedder;
  const known = new LRUCache<string, Float32Array>({
    maxSize: MEMORY,
    sizeCalculation: (vector) => vector.byteLength,
  });
  const waiting = new Set<string>();
  let feeding: Promise<void> | undefined;
  let tried: (() => void) | undefined;
  let stopped = false;
  let restsUntil = 0;

  async function vectorsOf(hashes: readonly string[]): Promise<readonly (Float32Array | undefined)[]> {
    const missing = hashes.filter((key) => !known.has(key));
    if (missing.length > 0)
      for (const [key, vector] of await cache.recall(model, missing)) known.set(key, vector);
    return hashes.map((key) => known.get(key));
  }

  async function vectorOf(question: string): Promise<Float32Array | undefined> {
    const key = hashOf(question);
    const vector = known.get(key) ?? (await embedder.embed([question], timeLimit))[0];
    if (vector) known.set(key, vector);
    return vector;
  }

  function rest(reason: string): undefined {
    restsUntil = now().epochMilliseconds + REST;
    log.warn({ reason, seconds: REST / 1000 }, 'no vector for a question in time; ranking by words alone');
    return undefined;
  }

  async function embedEntry(entryId: string): Promise<void> {
    const texts = new Map(
      statementsOf(entryId).map((statement) => [hashOf(meantBy(statement)), meantBy(statement)]),
    );
    const recalled = await cache.recall(model, [...texts.keys()]);
    await cache.keep(model, [...recalled.keys()], now());
    const missing = [...texts].filter(([key]) => !recalled.has(key));
    for (let start = 0; start < missing.length && !stopped; start += BATCH) {
      const batch = missing.slice(start, start + BATCH);
      const vectors = await embedder.embed(
        batch.map(([, text]) => text),
        BATCH_TIME_LIMIT,
      );
      await cache.remember(
        model,
        new Map(batch.map(([key], at) => [key, vectors[at] ?? new Float32Array()])),
        now(),
      );
    }
  }

  async function feed(): Promise<void> {
    let failures = 0;
    while (waiting.size > 0 && !stopped) {
      for (const entryId of [...waiting]) {
        if (stopped) break;
        try {
          waiting.delete(entryId);
          await embedEntry(entryId);
          failures = 0;
        } catch (error) {
          waiting.add(entryId);
          failures += 1;
          const wanted = error instanceof EmbeddingFailure ? error.retryAfter : undefined;
          const milliseconds = Math.min(wanted ?? backoff(failures, PAUSES, chance()), PAUSES.longest);
          log.warn(
            { reason: error instanceof Error ? error.message : 'unknown', seconds: milliseconds / 1000 },
            'statements have no vectors yet; trying again',
          );
          tried?.();
          await pause(milliseconds);
        }
      }
    }
    feeding = undefined;
    tried?.();
  }

  return {
    async nearness(question, statements) {
      if (now().epochMilliseconds < restsUntil || stopped) return undefined;
      const both = Promise.all([
        vectorOf(question),
        vectorsOf(statements.map((statement) => hashOf(meantBy(statement)))),
      ]);
      try {
        const found = await orTimeout(both, timeLimit);
        if (found === TIMED_OUT) return rest('too slow');
        const [asked, vectors] = found;
        if (!asked) return undefined;
        return vectors.map((vector) => vector && cosine(asked, vector));
      } catch (error) {
        return rest(error instanceof Error ? error.message : 'unknown');
      }
    },

    changed(entryId) {
      if (stopped) return;
      waiting.add(entryId);
      feeding ??= Promise.resolve().then(feed);
    },

    async settled() {
      if (!feeding) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      tried = resolve;
      await promise;
      tried = undefined;
    },

    stop() {
      stopped = true;
      waiting.clear();
    },
  };
}

function hashOf(text: string): string {
  return hash('sha256', text);
}
