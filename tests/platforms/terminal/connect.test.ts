import { PassThrough } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { Answer, Dispatcher } from '../../../src/dispatch/dispatcher.ts';
import { createTerminalPlatform } from '../../../src/platforms/terminal/connect.ts';
import { text } from '../../../src/reply.ts';

const reply = (said: string) => ({ tone: 'plain', blocks: [{ kind: 'text', spans: [text(said)] }] }) as const;

/** Answers with the words it was asked, when `answering` allows it. */
function createEcho(answering: Promise<void> = Promise.resolve()): Dispatcher {
  return {
    async answer({ input }): Promise<Answer> {
      await answering;
      const words = input.kind === 'words' ? input.words : input.command;
      return { reply: reply(`You said ${words}.`), words, visibility: 'channel', outcome: 'ok' };
    },
    complete: async ({ input }) =>
      input.kind === 'words' && input.words === 'ir'
        ? [{ value: 'iran-talks', detail: '', replacement: 'iran-talks' }]
        : [],
  };
}

async function open(dispatcher: Dispatcher) {
  const input = new PassThrough();
  const output = new PassThrough();
  const left = Promise.withResolvers<void>();
  const terminal = createTerminalPlatform({
    dispatcher,
    input,
    output,
    color: false,
    zone: 'UTC',
    onLeave: left.resolve,
  });
  await terminal.start();
  return { input, output, terminal, left: left.promise };
}

describe('the prompt', () => {
  test('answers each line in turn until the reader leaves', async () => {
    const { input, output, left } = await open(createEcho());
    input.write('iran-talks\nlist\nexit\n');
    await left;
    output.end();
    const seen = await readAll(output);
    expect(seen).toMatch(/Tab completes[\s\S]*You said iran-talks\.[\s\S]*You said list\./);
    expect(seen).not.toContain('exit.');
  });

  test('takes the command of other platforms for no part of what is asked', async () => {
    const { input, output, left } = await open(createEcho());
    input.write('/brief why did Oman offer to host?\nexit\n');
    await left;
    output.end();
    expect(await readAll(output)).toContain('You said why did Oman offer to host?.');
  });

  test('gives an answer under way to a reader who leaves meanwhile', async () => {
    const ready = Promise.withResolvers<void>();
    const { input, output, left } = await open(createEcho(ready.promise));
    input.end('iran-talks\n');
    ready.resolve();
    await left;
    output.end();
    expect(await readAll(output)).toContain('You said iran-talks.');
  });

  test('stops while an answer is under way, after it, and may be stopped again', async () => {
    const ready = Promise.withResolvers<void>();
    const { input, output, terminal } = await open(createEcho(ready.promise));
    const answered = new Promise((resolve) => {
      output.on('data', (chunk) => String(chunk).includes('You said') && resolve(undefined));
    });
    input.write('list\n');
    ready.resolve();
    await answered;
    await terminal.stop();
    await terminal.stop();
    expect(terminal.health().state).toBe('stopped');
  });
});

describe('as a platform', () => {
  test('posts once for each key, and finds what was posted', async () => {
    const { output, terminal } = await open(createEcho());
    const target = { workspace: 'local', channel: 'terminal' };
    const since = Temporal.Instant.fromEpochMilliseconds(0);
    expect(await terminal.findPosted(target, 'a', since)).toEqual({ kind: 'absent' });
    const first = await terminal.post(target, reply('Digest'), 'a');
    expect(first).toEqual({ kind: 'posted', messageId: '1' });
    expect(await terminal.post(target, reply('Digest'), 'a')).toEqual(first);
    expect(await terminal.findPosted(target, 'a', since)).toEqual({ kind: 'found', messageId: '1' });
    await terminal.stop();
    output.end();
    expect((await readAll(output)).match(/Digest/g)).toHaveLength(1);
  });
});
