import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { event, firstStatement } from '../tests/standins/language-model/server.ts';

/** A language model that rephrases truly, and takes its time: long enough to be killed in. */
export interface Model {
  readonly settings: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Milliseconds from the first sentences to the end; a model has six seconds. */
const WRITES_FOR = [200, 3_000] as const;

export async function createModel(random: () => number): Promise<Model> {
  const server = createServer(async (request, response) => {
    const sentence = `${firstStatement(await text(request))} [1]. `;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    await write(response, sentence + sentence);
    await sleep(WRITES_FOR[0] + random() * (WRITES_FOR[1] - WRITES_FOR[0]));
    await write(response, sentence);
    response.end(`${event({}, 'stop')}data: [DONE]\n\n`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('expected the address of a TCP server');
  return {
    settings: {
      LLM_BASE_URL: `http://127.0.0.1:${address.port}/v1`,
      LLM_MODEL: 'stand-in',
      LLM_REQUESTS_PER_DAY: '0',
      QUESTIONS_PER_PERSON: '0',
      QUESTIONS_PER_CHANNEL: '0',
    },
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Resolves also when whoever asked has gone. */
async function write(response: ServerResponse, content: string): Promise<void> {
  await new Promise<void>((resolve) => response.write(event({ content }), () => resolve()));
}
