import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { pino } from 'pino';
import { stringify } from 'yaml';
import { arbitraryEntryFile } from '../tests/entry-arbitrary.ts';
import { startCore } from '../tests/shipped-core.ts';
import { createAsker } from './askers.ts';
import { checkReply } from './message-rules.ts';
import { defineTarget } from './target.ts';

const SECTIONS = ['', ' actors', ' skepticism', ' outlook', ' timeline', ' sources'] as const;

/** One briefing after another under the same name: each is loaded, compared with the last, and shown in full. */
export const briefings = defineTarget({
  name: 'briefings',
  what: 'valid briefings of any content, shown by every command and drawn everywhere',
  share: 2,
  arbitrary: fc.record({ content: arbitraryEntryFile, question: fc.nat(5) }),
  async open() {
    const faults: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => faults.push(line) });
    const core = await startCore({ empty: true, log });
    // That the folder is empty until the first briefing is written.
    faults.length = 0;
    const asker = createAsker(0, 0, false);
    async function show(words: string): Promise<void> {
      const answer = await core.ask(words, { asker });
      assert.notEqual(answer.outcome, 'internal', `${words}: ${faults.at(-1) ?? 'nothing was logged'}`);
      checkReply(answer.reply, answer.words);
    }
    return {
      async check({ content, question }) {
        await writeFile(join(core.folder, 'fuzzed.yaml'), stringify(content));
        await core.reload('fuzzed.yaml');
        assert.deepEqual(faults, []);
        for (const section of SECTIONS) await show(`fuzzed${section}`);
        const actors = Object.values(core.library.get('fuzzed')?.actors ?? {});
        const actor = actors[question % Math.max(1, actors.length)]?.name ?? 'Oman';
        await show(`changes fuzzed since 2020-01-01`);
        await show(`actor ${actor}`);
        await show(`ask fuzzed what does ${actor} want?`);
        await show(`search ${actor}`);
        await show('list');
        await show('digest');
      },
      close: () => core.end(),
    };
  },
});
