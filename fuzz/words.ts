import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pino } from 'pino';
import { startCore } from '../tests/shipped-core.ts';
import { createAsker } from './askers.ts';
import { arbitraryLine } from './lines.ts';
import { checkReply } from './message-rules.ts';
import { defineTarget } from './target.ts';

const conversation = fc.record({
  lines: fc.array(arbitraryLine, { minLength: 1, maxLength: 3 }),
  person: fc.nat(4),
  channel: fc.nat(4),
  threaded: fc.boolean(),
  audience: fc.constantFrom('asker' as const, 'channel' as const),
});

/** The words parser, completion and every command behind them, with the memory of conversations. */
export const words = defineTarget({
  name: 'words',
  what: 'lines that people type, answered by the commands and drawn everywhere',
  share: 30,
  arbitrary: conversation,
  async open() {
    const faults: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => faults.push(line) });
    const core = await startCore({ log });
    await core.ready();
    return {
      async check({ lines, person, channel, threaded, audience }) {
        const asker = createAsker(person, channel, threaded);
        for (const line of lines) {
          const answer = await core.ask(line, { asker, audience });
          assert.notEqual(answer.outcome, 'internal', faults.at(-1) ?? 'nothing was logged');
          checkReply(answer.reply, answer.words);
          const completions = await core.dispatcher.complete({
            input: { kind: 'words', words: line },
            asker,
            limit: 8,
          });
          assert.ok(completions.length <= 8);
        }
      },
      close: () => core.end(),
    };
  },
});
