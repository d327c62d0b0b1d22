import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, embedMany } from 'ai';

/** Turns texts into vectors of length 1, in their order. */
export interface Embedder {
  /** Names the model in the cache: vectors of two models do not compare. */
  readonly model: string;
  /** Rejects with an `EmbeddingFailure`. */
  embed(texts: readonly string[], timeLimit: number): Promise<readonly Float32Array[]>;
}

export interface EmbedderOptions {
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey?: string;
}

/** `message` says what was wrong, without anything of the texts or the key. */
export class EmbeddingFailure extends Error {
  override readonly name = 'EmbeddingFailure';
  /** Milliseconds after which the server wants to be asked again, if it said so. */
  readonly retryAfter: number | undefined;

  constructor(message: string, retryAfter?: number) {
    super(message);
    this.retryAfter = retryAfter;
  }
}

/** Any server with the embeddings of OpenAI's interface. */
export function createEmbedder({ baseUrl, model, apiKey }: EmbedderOptions): Embedder {
  const provider = createOpenAICompatible({
    name: 'embeddings',
    baseURL: baseUrl,
    ...(apiKey === undefined ? {} : { apiKey }),
  });
  return {
    model,
    async embed(texts, timeLimit) {
      const embeddings = await requested(texts, timeLimit);
      const dimensions = embeddings[0]?.length ?? 0;
      if (embeddings.length !== texts.length)
        throw new EmbeddingFailure(`expected ${texts.length} vectors, got ${embeddings.length}`);
      if (dimensions === 0) throw new EmbeddingFailure('expected vectors, got empty ones');
      return embeddings.map((values) => unitVector(values, dimensions));
    },
  };

  async function requested(
    texts: readonly string[],
    timeLimit: number,
  ): Promise<readonly (readonly number[])[]> {
    try {
      const { embeddings } = await embedMany({
        model: provider.embeddingModel(model),
        values: [...texts],
        maxRetries: 0,
        abortSignal: AbortSignal.timeout(timeLimit),
      });
      return embeddings;
    } catch (error) {
      if (APICallError.isInstance(error))
        throw new EmbeddingFailure(
          error.statusCode === undefined ? 'the server is away' : `the server answered ${error.statusCode}`,
          secondsOf(error.responseHeaders?.['retry-after']),
        );
      throw new EmbeddingFailure(error instanceof Error ? error.name : 'unknown');
    }
  }
}

function unitVector(values: readonly number[], dimensions: number): Float32Array {
  const length = Math.hypot(...values);
  if (values.length !== dimensions || !Number.isFinite(length) || length === 0)
    throw new EmbeddingFailure(`expected vectors of ${dimensions} numbers that are not all 0`);
  return Float32Array.from(values, (value) => value / length);
}

function secondsOf(retryAfter: string | undefined): number | undefined {
  const seconds = Number(retryAfter);
  return retryAfter !== undefined && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
