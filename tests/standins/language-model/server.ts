import { createServer, type ServerResponse } from 'node:http';
import { listenOnFreePort } from '../listening.ts';

/** What the stand-in does with the next request: answers with this text, or something no server should. */
export type Behaviour =
  | { readonly kind: 'says'; readonly text: string }
  /** Writes what the test tells it to, when it is told. */
  | { readonly kind: 'scripted' }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'garbage' }
  | { readonly kind: 'silent' };

/** A response in the hands of a test. */
export interface Script {
  /** Sends this much more of the text. */
  write(text: string): Promise<void>;
  /** Sends bytes as they are, which may be no event at all, or half a character. */
  writeRaw(bytes: Uint8Array | string): Promise<void>;
  /** The text is complete, or `reason` says why it is not. */
  finish(reason?: 'stop' | 'length'): Promise<void>;
  /** Ends the response without a word. */
  hangUp(): Promise<void>;
  /** Resets the connection. */
  reset(): Promise<void>;
  /** Resolves when whoever asked has gone. */
  readonly abandoned: Promise<void>;
}

export interface LanguageModelServer {
  readonly baseUrl: string;
  /** Bodies of all requests, as JSON texts. */
  readonly requests: readonly string[];
  readonly authorizations: readonly (string | undefined)[];
  behave(behaviour: Behaviour): void;
  /** From now on answers as the returned script is told. */
  scripted(): Script;
  close(): Promise<void>;
}

/** A server with the chat completions of OpenAI's interface, streamed, on a free port of the loopback address. */
export async function startLanguageModel(): Promise<LanguageModelServer> {
  let behaviour: Behaviour = { kind: 'says', text: 'NONE' };
  let take: ((response: ServerResponse) => void) | undefined;
  const requests: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push(Buffer.concat(chunks).toString('utf8'));
      authorizations.push(request.headers.authorization);
      if (behaviour.kind === 'silent') return;
      if (behaviour.kind === 'status') {
        response
          .writeHead(behaviour.status, { 'content-type': 'application/json' })
          .end('{"error":{"message":"no"}}');
        return;
      }
      if (behaviour.kind === 'garbage') {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).end('<html>no events');
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      if (behaviour.kind === 'scripted') take?.(response);
      else response.end(event({ content: behaviour.text }) + event({}, 'stop') + END);
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
    scripted() {
      const asked = Promise.withResolvers<ServerResponse>();
      take = asked.resolve;
      behaviour = { kind: 'scripted' };
      return scriptOf(asked.promise);
    },
    close,
  };
}

function scriptOf(asked: Promise<ServerResponse>): Script {
  const writeRaw = async (bytes: Uint8Array | string) => {
    const response = await asked;
    await new Promise<void>((resolve) => response.write(bytes, () => resolve()));
  };
  return {
    write: (text) => writeRaw(event({ content: text })),
    writeRaw,
    async finish(reason = 'stop') {
      (await asked).end(event({}, reason) + END);
    },
    async hangUp() {
      (await asked).end();
    },
    async reset() {
      (await asked).socket?.resetAndDestroy();
    },
    abandoned: asked.then((response) => new Promise((resolve) => response.once('close', () => resolve()))),
  };
}

const END = 'data: [DONE]\n\n';

/** One event of a streamed chat completion. */
export function event(delta: { content?: string }, finishReason: string | null = null): string {
  const chunk = {
    id: 'completion-1',
    object: 'chat.completion.chunk',
    created: 1_770_000_000,
    model: 'stand-in',
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

/** The first of the statements that a request of ours holds, without its stop. */
export function firstStatement(request = '{}'): string {
  const body: { messages: { role: string; content: string }[] } = JSON.parse(request);
  const prompt: { statements: { text: string }[] } = JSON.parse(
    body.messages.find(({ role }) => role === 'user')?.content ?? '',
  );
  return (prompt.statements[0]?.text ?? '').replace(/\.$/u, '');
}
