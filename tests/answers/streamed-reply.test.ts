import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import type { Beginning, Request } from '../../src/dispatch/dispatcher.ts';
import { terminalRequest } from '../../src/platforms/terminal/receive.ts';
import type { Reply } from '../../src/reply.ts';
import { assemble, type Core } from '../../src/wiring/core.ts';
import { type LanguageModelServer, startLanguageModel } from '../standins/language-model/server.ts';

const QUESTION = 'ask iran-talks where was it first meant to be?';

let folder: string;
let server: LanguageModelServer;
let core: Core;
let plainCore: Core;

async function assembled(name: string, model: Record<string, string>): Promise<Core> {
  return await assemble({
    config: readConfig({ DATA_DIR: join(folder, name), ...model }),
    now: () => Temporal.Instant.from('2026-02-05T12:00:00Z'),
    log: pino({ level: 'silent' }),
    watch: false,
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-streamed-'));
  server = await startLanguageModel();
  core = await assembled('model', { LLM_BASE_URL: server.baseUrl, LLM_MODEL: 'stand-in' });
  plainCore = await assembled('plain', {});
});
afterAll(async () => {
  await core.stop();
  await plainCore.stop();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

let threads = 0;

/** Each time in a thread of its own, where nothing was asked before. */
function asked(): Request {
  const request = terminalRequest(QUESTION, 'UTC');
  threads += 1;
  return { ...request, asker: { ...request.asker, thread: String(threads) } };
}

async function answered(from: Core, text?: (statements: readonly string[]) => string) {
  const shown: Beginning[] = [];
  const request: Request = { ...asked(), onBeginning: (each) => shown.push(each) };
  if (text) server.behave({ kind: 'says', text: text(await statements()) });
  const { reply } = await from.dispatcher.answer(request);
  return { shown, whole: withoutId(reply) };
}

/** The id of an answer is new each time. */
function withoutId(reply: Reply): string {
  return JSON.stringify(reply).replaceAll(/feedback (useful|wrong) [^"]+/g, 'feedback $1');
}

/** What the model is given for the question. */
async function statements(): Promise<readonly string[]> {
  server.behave({ kind: 'says', text: 'NONE' });
  await core.dispatcher.answer(asked());
  const body: { messages: { role: string; content: string }[] } = JSON.parse(server.requests.at(-1) ?? '');
  const prompt: { statements: { text: string }[] } = JSON.parse(
    body.messages.find(({ role }) => role === 'user')?.content ?? '',
  );
  return prompt.statements.map(({ text }) => text.replace(/\.$/, ''));
}

const twice = ([first = '']: readonly string[]) => `${first} [1]. ${first} [1].`;

test('the beginning of a reply has its sources and no buttons; the whole has both', async () => {
  const { shown, whole } = await answered(core, twice);
  const kinds = shown.map(({ reply }) => reply.blocks.map(({ kind }) => kind));
  expect(kinds).toHaveLength(1);
  expect(kinds[0]).toEqual(expect.arrayContaining(['heading', 'text', 'note', 'sources']));
  expect(kinds[0]).not.toContain('actions');
  expect(whole).toContain('Put into words by a language model');
  expect(whole).toContain('Ask a follow-up');
});

test('with each beginning comes the answer there would be without a model, under the same id', async () => {
  const { shown, whole } = await answered(core, twice);
  const plain = (await answered(plainCore)).whole;
  expect(plain).not.toBe(whole);
  for (const beginning of shown) expect(withoutId(beginning.plain)).toBe(plain);
  const idsIn = (reply: Reply | undefined) => JSON.stringify(reply).match(/feedback useful [^"]+/g);
  server.behave({ kind: 'says', text: twice(await statements()) });
  const begun: Beginning[] = [];
  const { reply } = await core.dispatcher.answer({ ...asked(), onBeginning: (each) => begun.push(each) });
  expect(idsIn(begun[0]?.plain)).toEqual(idsIn(reply));
});

test('an answer that fails after its first sentence is the one there would be without a model', async () => {
  const { shown, whole } = await answered(core, (given) => `${twice(given)} At 99 places [1].`);
  expect(shown.length).toBeGreaterThan(0);
  expect(whole).toBe((await answered(plainCore)).whole);
});

test('without a model nothing is shown before the answer', async () => {
  expect((await answered(plainCore)).shown).toEqual([]);
});
