import { createInterface, type Interface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import type { Platform, PlatformHealth } from '../platform.ts';
import { terminalRequest } from './receive.ts';
import { renderTerminal } from './render.ts';
import { columnsOf } from './width.ts';

export interface TerminalOptions {
  readonly dispatcher: Dispatcher;
  readonly input: Readable;
  readonly output: Writable & { readonly columns?: number };
  readonly color: boolean;
  readonly zone: string;
  /** Called when the reader leaves: Ctrl-D, Ctrl-C or `exit`. */
  readonly onLeave: () => void;
}

const PROMPT = 'brief> ';
const WORDS_TO_LEAVE = new Set(['exit', 'quit', 'q']);
const COMPLETIONS = 50;

/** A prompt that answers each line, with completion by Tab. */
export function createTerminalPlatform(options: TerminalOptions): Platform {
  const { dispatcher, input, output, color, zone, onLeave } = options;
  const posted = new Map<string, string>();
  let health: PlatformHealth = { state: 'starting', detail: 'not started' };
  let prompt: Interface | undefined;
  let left = false;
  let answering: Promise<void> = Promise.resolve();

  function forms(prefix: string) {
    return { columns: columnsOf(output), color, zone, prefix };
  }

  async function answerLine(line: string): Promise<void> {
    const { reply } = await dispatcher.answer(terminalRequest(line, zone));
    output.write(`${renderTerminal(reply, forms(''))}\n`);
  }

  async function completeLine(line: string): Promise<[string[], string]> {
    const { asker } = terminalRequest(line, zone);
    const found = await dispatcher.complete({
      input: { kind: 'words', words: line },
      asker,
      limit: COMPLETIONS,
    });
    return [found.map((completion) => `${completion.replacement} `), line];
  }

  return {
    name: 'terminal',
    async start() {
      const opened = createInterface({
        input,
        output,
        prompt: PROMPT,
        completer: completeLine,
      });
      prompt = opened;
      health = { state: 'connected', detail: 'prompt' };
      opened.on('line', (line) => {
        if (WORDS_TO_LEAVE.has(line.trim().toLowerCase())) {
          opened.close();
          return;
        }
        answering = answering
          .then(() => answerLine(line))
          .then(() => {
            if (!left) opened.prompt();
          });
      });
      opened.on('SIGINT', () => opened.close());
      opened.on('close', () => {
        left = true;
        health = { state: 'stopped', detail: 'left' };
        // Whoever leaves before the answer is there still gets it.
        answering.finally(onLeave);
      });
      output.write('Type the name of a briefing, “list” or “help”. Tab completes, Ctrl-D leaves.\n');
      opened.prompt();
    },
    async stop() {
      await answering;
      prompt?.close();
      health = { state: 'stopped', detail: 'stopped' };
    },
    health: () => health,
    async post(_target, reply, key) {
      const known = posted.get(key);
      if (known !== undefined) return { kind: 'posted', messageId: known };
      output.write(`${renderTerminal(reply, forms(''))}\n`);
      const messageId = String(posted.size + 1);
      posted.set(key, messageId);
      return { kind: 'posted', messageId };
    },
    async findPosted(_target, key) {
      const messageId = posted.get(key);
      return messageId === undefined ? { kind: 'absent' } : { kind: 'found', messageId };
    },
  };
}
