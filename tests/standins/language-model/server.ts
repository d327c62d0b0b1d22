import { createServer } from 'node:http';

/** What the stand-in does with the next request: answers with this text, or something no server should. */
export type Behaviour =
  | { readonly kind: 'says'; readonly text: string }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'garbage' }
  | { readonly kind: 'silent' };

export interface LanguageModelServer {
  readonly baseUrl: string;
  /** Bodies of all requests, as JSON texts. */
  readonly requests: readonly string[];
  readonly authorizations: readonly (string | undefined)[];
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** A server with the chat completions of OpenAI's interface, on a free port of the loopback address. */
export async function startLanguageModel(): Promise<LanguageModelServer> {
  let behaviour: Behaviour = { kind: 'says', text: 'NONE' };
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
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(behaviour.kind === 'garbage' ? '<html>not JSON' : completion(behaviour.text));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a TCP port');
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests,
    authorizations,
    behave: (next) => {
      behaviour = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function completion(content: string): string {
  return JSON.stringify({
    id: 'completion-1',
    object: 'chat.completion',
    created: 1_770_000_000,
    model: 'stand-in',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 },
  });
}
