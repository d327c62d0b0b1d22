import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type ComposerOptions, createComposer } from '../../src/answers/composing/rephrase.ts';
import type { Statement } from '../../src/entries/statements/statement.ts';
import { type LanguageModelServer, startLanguageModel } from '../standins/language-model/server.ts';

export const NOON = Temporal.Instant.from('2026-02-06T12:00:00Z');

/** Statements of one briefing's summary, as they are handed to a composer. */
export function summaryOf(...sentences: readonly string[]): readonly Statement[] {
  return sentences.map((text, order) => ({
    id: `talks/summary/${order}`,
    entryId: 'talks',
    field: 'summary',
    text,
    sources: ['article'],
    actors: [],
    order,
  }));
}

/** A language model that runs while a file's tests do, a composer that asks it, and what that one logs in each test. */
export function modelAtHand() {
  const logged: string[] = [];
  const log = pino({}, { write: (line: string) => void logged.push(line) });
  let server: LanguageModelServer;
  beforeAll(async () => {
    server = await startLanguageModel();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    logged.length = 0;
  });
  return {
    logged: logged as readonly string[],
    get server() {
      return server;
    },
    composer: (changed: Partial<ComposerOptions> = {}) =>
      createComposer({
        baseUrl: server.baseUrl,
        model: 'stand-in',
        apiKey: 'sk-secret',
        requestsPerDay: 0,
        now: () => NOON,
        log,
        ...changed,
      }),
  };
}
