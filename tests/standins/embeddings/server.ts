import { createServer } from 'node:http';
import { z } from 'zod';
import { listenOnFreePort } from '../listening.ts';

/** What the stand-in does with requests from now on. */
export type Behaviour =
  | { readonly kind: 'well' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'garbage' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  /** So many vectors too few or too many. */
  | { readonly kind: 'count'; readonly difference: number }
  | { readonly kind: 'vectors'; readonly of: (text: string, index: number) => readonly number[] };

export interface EmbeddingsServer {
  readonly baseUrl: string;
  /** The texts of each request. */
  readonly requests: readonly (readonly string[])[];
  readonly authorizations: readonly (string | undefined)[];
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

const body = z.object({ model: z.string(), input: z.union([z.string(), z.array(z.string())]) });

/** The concepts that the stand-in's model knows: texts that share one are near in meaning, whatever their words. */
const CONCEPTS = [
  /\b(?:pressed|lobb\w+|leaned)\b/i,
  /\b(?:venue|Muscat|place)\b/i,
  /\b(?:doubt\w*|sk[e]ptic\w*)\b/i,
];

/** A vector of one number a concept, and one that is never 0. */
function conceptVector(text: string): readonly number[] {
  return [...CONCEPTS.map((concept) => (concept.test(text) ? 1 : 0)), 0.1];
}

/** A server with the embeddings of OpenAI's interface, on a free port of the loopback address. */
export async function startEmbeddings(): Promise<EmbeddingsServer> {
  let behaviour: Behaviour = { kind: 'well' };
  const requests: (readonly string[])[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { input } = body.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      const texts = typeof input === 'string' ? [input] : input;
      requests.push(texts);
      authorizations.push(request.headers.authorization);
      if (behaviour.kind === 'silent') return;
      if (behaviour.kind === 'status') {
        const retryAfter = behaviour.retryAfter === undefined ? {} : { 'retry-after': behaviour.retryAfter };
        response
          .writeHead(behaviour.status, { 'content-type': 'application/json', ...retryAfter })
          .end('{"error":{"message":"no"}}');
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(behaviour.kind === 'garbage' ? '<html>not JSON' : listOf(texts, behaviour));
    });
  });
  const { port, close } = await listenOnFreePort(server);
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    authorizations,
    behave: (next) => {
      behaviour = next;
    },
    close,
  };
}

function listOf(texts: readonly string[], behaviour: Behaviour): string {
  const vector = behaviour.kind === 'vectors' ? behaviour.of : conceptVector;
  const vectors = texts.map((text, index) => vector(text, index));
  const counted =
    behaviour.kind !== 'count'
      ? vectors
      : behaviour.difference < 0
        ? vectors.slice(0, behaviour.difference)
        : [...vectors, ...Array.from({ length: behaviour.difference }, () => [1, 0, 0, 0])];
  return JSON.stringify({
    object: 'list',
    model: 'stand-in',
    data: counted.map((embedding, index) => ({ object: 'embedding', index, embedding })),
    usage: { prompt_tokens: 1, total_tokens: 1 },
  });
}
