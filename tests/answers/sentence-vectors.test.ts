import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEmbedder } from '../../src/answers/vectors/embedder.ts';
import { createSentenceVectors, type SentenceVectors } from '../../src/answers/vectors/sentence-vectors.ts';
import type { VectorCache } from '../../src/answers/vectors/vector-cache.ts';
import type { Statement } from '../../src/entries/statements/statement.ts';
import { type EmbeddingsServer, startEmbeddings } from '../standins/embeddings/server.ts';

const TEXTS = [
  'Middle Eastern governments pressed Washington in private.',
  'Muscat is the venue that Iran had proposed.',
  'American officials were very skeptical.',
] as const;

const statements: readonly Statement[] = TEXTS.map((text, order) => ({
  id: `talks/summary.0/${order}`,
  entryId: 'talks',
  field: 'summary',
  text,
  sources: [],
  actors: [],
  order,
}));

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');

let server: EmbeddingsServer;
let now = NOON;
let requestsBefore = 0;
const logged: string[] = [];
const log = pino({}, { write: (line: string) => void logged.push(line) });

beforeAll(async () => {
  server = await startEmbeddings();
});
afterAll(() => server.close());
beforeEach(() => {
  server.behave({ kind: 'well' });
  now = NOON;
  logged.length = 0;
  requestsBefore = server.requests.length;
});

function memoryCache(): VectorCache & { readonly size: () => number } {
  const vectors = new Map<string, Float32Array>();
  return {
    size: () => vectors.size,
    recall: async (model, hashes) =>
      new Map(
        hashes.flatMap((hash) => {
          const vector = vectors.get(`${model} ${hash}`);
          return vector ? [[hash, vector] as const] : [];
        }),
      ),
    remember: async (model, added) => {
      for (const [hash, vector] of added) vectors.set(`${model} ${hash}`, vector);
    },
    keep: async () => {},
  };
}

interface Made {
  readonly vectors: SentenceVectors;
  readonly cache: ReturnType<typeof memoryCache>;
  /** Milliseconds of the pauses it made; each ends when `resume` is called. */
  readonly pauses: readonly number[];
  resume(): void;
}

function make({
  cache = memoryCache(),
  timeLimit = 5_000,
  model = 'stand-in',
  said = statements,
} = {}): Made {
  const pauses: number[] = [];
  let resume = () => {};
  const vectors = createSentenceVectors({
    embedder: createEmbedder({ baseUrl: server.baseUrl, model, apiKey: 'sk-secret' }),
    cache,
    statementsOf: () => said,
    now: () => now,
    pause: (milliseconds) => {
      pauses.push(milliseconds);
      return new Promise((resolve) => {
        resume = resolve;
      });
    },
    chance: () => 1 - Number.EPSILON,
    log,
    timeLimit,
  });
  return { vectors, cache, pauses, resume: () => resume() };
}

/** All statements have their vectors, and the server has been asked for nothing else. */
async function fed(options: Parameters<typeof make>[0] = {}): Promise<Made> {
  const made = make(options);
  made.vectors.changed('talks');
  await made.vectors.settled();
  return made;
}

const requests = () => server.requests.slice(requestsBefore);

describe('with a server that does well', () => {
  test('the statement of the same meaning is the nearest, whatever its words', async () => {
    const { vectors } = await fed();
    const nearness = (await vectors.nearness('Who leaned on the White House?', statements)) ?? [];
    expect(nearness[0]).toBeCloseTo(1);
    expect(nearness[1]).toBeLessThan(0.1);
    expect(nearness[2]).toBeLessThan(0.1);
  });

  test('statements are asked for once, in one request, with the key', async () => {
    const cache = memoryCache();
    await fed({ cache });
    await fed({ cache });
    expect(requests()).toEqual([TEXTS]);
    expect(server.authorizations.at(-1)).toBe('Bearer sk-secret');
  });

  test('another model has vectors of its own', async () => {
    const cache = memoryCache();
    await fed({ cache });
    await fed({ cache, model: 'another' });
    expect(cache.size()).toBe(2 * TEXTS.length);
  });

  test('the same question is asked for once', async () => {
    const { vectors } = await fed();
    await vectors.nearness('Which place?', statements);
    await vectors.nearness('Which place?', statements);
    expect(requests().filter((texts) => texts.includes('Which place?'))).toHaveLength(1);
  });

  test('nothing is known of a statement without a vector yet', async () => {
    const { vectors } = make();
    expect(await vectors.nearness('Which place?', statements)).toEqual([undefined, undefined, undefined]);
  });

  test('a heading belongs to what a statement means', async () => {
    await fed({ said: statements.map((statement) => ({ ...statement, heading: 'Oman' })) });
    expect(requests()[0]?.[0]).toBe(`Oman: ${TEXTS[0]}`);
  });
});

describe('a question is answered without vectors', () => {
  test('when the server is silent, and for half a minute nobody waits again', async () => {
    const { vectors } = await fed({ timeLimit: 700 });
    server.behave({ kind: 'silent' });
    expect(await vectors.nearness('Which place?', statements)).toBeUndefined();
    const asked = requests().length;
    expect(await vectors.nearness('Which venue?', statements)).toBeUndefined();
    expect(requests()).toHaveLength(asked);
    now = NOON.add({ seconds: 31 });
    server.behave({ kind: 'well' });
    expect(await vectors.nearness('Which venue?', statements)).toHaveLength(3);
  });

  test('when the database is slow', async () => {
    const cache = { ...memoryCache(), recall: () => new Promise<never>(() => {}) };
    const { vectors } = make({ cache, timeLimit: 30 });
    expect(await vectors.nearness('Which place?', statements)).toBeUndefined();
  });

  test.each([
    ['answers garbage', { kind: 'garbage' }],
    ['is overloaded', { kind: 'status', status: 503 }],
    ['wants fewer requests', { kind: 'status', status: 429, retryAfter: '7' }],
    ['refuses the key', { kind: 'status', status: 401 }],
    ['sends a vector too many', { kind: 'count', difference: 1 }],
    ['sends none', { kind: 'count', difference: -1 }],
    ['sends a vector of nothing', { kind: 'vectors', of: () => [] }],
    ['sends zeros', { kind: 'vectors', of: () => [0, 0, 0, 0] }],
  ] as const)('when the server %s', async (_, behaviour) => {
    const { vectors } = await fed();
    server.behave(behaviour);
    expect(await vectors.nearness('Which place?', statements)).toBeUndefined();
    expect(logged.join('')).toContain('ranking by words alone');
    expect(logged.join('')).not.toContain('sk-secret');
    expect(logged.join('')).not.toContain('Which place?');
  });

  test('when nobody is there', async () => {
    const gone = await startEmbeddings();
    await gone.close();
    const vectors = createSentenceVectors({
      embedder: createEmbedder({ baseUrl: gone.baseUrl, model: 'stand-in' }),
      cache: memoryCache(),
      statementsOf: () => statements,
      now: () => now,
      pause: () => new Promise(() => {}),
      chance: () => 0.5,
      log,
    });
    expect(await vectors.nearness('Which place?', statements)).toBeUndefined();
  });

  test('and nothing is known from a vector of other dimensions', async () => {
    const { vectors } = await fed();
    server.behave({ kind: 'vectors', of: () => [1, 0] });
    expect(await vectors.nearness('Which place?', statements)).toEqual([undefined, undefined, undefined]);
  });
});

describe('statements wait for a server that fails', () => {
  test('twice as long after each failure, and are complete in the end', async () => {
    server.behave({ kind: 'status', status: 500 });
    const { vectors, cache, pauses, resume } = make();
    vectors.changed('talks');
    await vi.waitFor(() => expect(pauses).toEqual([2_000]));
    resume();
    await vi.waitFor(() => expect(pauses).toEqual([2_000, 4_000]));
    server.behave({ kind: 'well' });
    resume();
    await vi.waitFor(() => expect(cache.size()).toBe(TEXTS.length));
  });

  test('as long as it wants', async () => {
    server.behave({ kind: 'status', status: 429, retryAfter: '7' });
    const { vectors, pauses } = make();
    vectors.changed('talks');
    await vi.waitFor(() => expect(pauses).toEqual([7_000]));
  });

  test('and vectors of different lengths in one answer are all dropped', async () => {
    server.behave({ kind: 'vectors', of: (_, index) => (index === 1 ? [1] : [1, 0]) });
    const { vectors, cache, pauses } = make();
    vectors.changed('talks');
    await vi.waitFor(() => expect(pauses).toHaveLength(1));
    expect(cache.size()).toBe(0);
  });

  test('no more once it is stopped', async () => {
    server.behave({ kind: 'status', status: 500 });
    const { vectors, pauses, resume } = make();
    vectors.changed('talks');
    await vi.waitFor(() => expect(pauses).toHaveLength(1));
    const asked = requests().length;
    vectors.stop();
    resume();
    await vectors.settled();
    expect(requests()).toHaveLength(asked);
  });
});
