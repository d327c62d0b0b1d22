/**
 * A process of its own, so that answers are measured under the very flags that people run: starts the program on a
 * folder, waits until all is indexed, and prints the times of its answers in milliseconds as JSON, a line a question.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../src/config/config.ts';
import { terminalRequest } from '../src/platforms/terminal/receive.ts';
import { assemble } from '../src/wiring/core.ts';
import { timesOf } from './measure.ts';

/** Five above the 99th percentile. */
const CALLS = 500;
const RELOADS = 20;
/** As many as it takes V8 to have compiled what is asked for often. */
const WARM_UP = 150;

const config = readConfig(process.env);
const core = await assemble({
  config,
  now: Temporal.Now.instant,
  log: pino({ level: 'error' }),
  // What `reload` reads would otherwise be read by the watching of the folder as well.
  watch: false,
});
const ask = (words: string) => core.dispatcher.answer(terminalRequest(words, 'UTC'));
const titles = core.library.all().map((entry) => entry.title);
const size = titles.length;
// Far apart, so that what is kept at hand of one does not serve the next.
const story = (index: number) => (index * 7919) % size;
const words = (index: number) => titles[story(index)]?.split(' ').slice(0, 2).join(' ') ?? '';
const misspelt = (index: number) => words(index).replace(/(.)(.)/, '$2$1');
const file = join(config.briefingsFolder, 'story-1.yaml');
const original = await readFile(file, 'utf8');

const questions: Readonly<Record<string, (index: number) => unknown>> = {
  show: (index) => ask(`show story-${story(index)}`),
  search: (index) => ask(`search ${words(index)}`),
  'did-you-mean': (index) => ask(`show ${misspelt(index)}`),
  completion: (index) =>
    core.dispatcher.complete({
      input: { kind: 'words', words: words(index) },
      asker: terminalRequest('', 'UTC').asker,
      limit: 25,
    }),
};

await core.ready();
for (const [what, call] of Object.entries(questions)) report(`first ${what}`, await timesOf(1, call, 0));
for (const [what, call] of Object.entries(questions)) report(what, await timesOf(CALLS, call, WARM_UP));
report(
  'reload of one',
  await timesOf(RELOADS, async (index) => {
    await writeFile(file, original.replace(/^title: .*/m, `title: Changed ${index} ${performance.now()}`));
    await core.reload('story-1.yaml');
  }),
);
await core.stop();

function report(what: string, times: readonly number[]): void {
  console.log(JSON.stringify({ what, times }));
}
