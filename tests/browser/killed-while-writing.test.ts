import { once } from 'node:events';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../platforms/slack/set-up.ts';
import { createPlace, exitOf, start } from '../program.ts';
import { firstStatement, startLanguageModel } from '../standins/language-model/server.ts';
import { chromiumPath, launchChromium } from './chromium.ts';
import { openWindow, replies, say } from './program.ts';

const QUESTION = '@rapporteur ask iran-talks where was it first meant to be?';
/** What is said after the statement: its place in the briefing. */
const STATEMENT = ', position';
const ONGOING = 'Still writing';
const POLLING = { timeout: 30_000 };
const PEOPLE = ['amina', 'jonas', 'mei'];
/** Each question in a conversation of its own: who asks again means something else. */
const PLACES = PEOPLE.flatMap((person) =>
  ['general', 'middle-east', 'morning-digest'].map((channel) => [channel, person] as const),
);
const IN_WORDS = 'Put into words by a language model';

/** The whole program as a person uses it, with the model that it would have. */
describe.skipIf(chromiumPath === undefined)('an answer that a model writes, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
  });

  test('grows and ends as what was checked, or as the statements; of one cut short by a kill nothing stays', {
    timeout: 120_000,
  }, async () => {
    const place = await createPlace();
    const model = await startLanguageModel();
    const port = await freePort();
    const run = async () => {
      const child = start('start', [], place.folder, {
        PORT: String(port),
        LLM_BASE_URL: model.baseUrl,
        LLM_MODEL: 'stand-in',
      });
      await once(child.stdout, 'data');
      return child;
    };
    let program = await run();
    const places = [...PLACES];
    const openNext = () => {
      const [conversation, person] = places.shift() ?? ['', ''];
      const query = `?in=${encodeURIComponent(conversation)}&as=${person}`;
      return openWindow(browser, `http://127.0.0.1:${port}`, { query });
    };
    /** Asks until it is seen: a model has six seconds, which a busy machine may take for itself. */
    const begin = async (sentence: string) => {
      for (;;) {
        const script = model.scripted();
        const page = await openNext();
        await say(page, QUESTION);
        await script.write(`${sentence} [1]. ${sentence} [1].`);
        await page.getByRole('article').getByText(sentence).first().waitFor();
        if ((await page.getByText(ONGOING).count()) > 0) return { script, page };
      }
    };
    const isOver = (page: Page) => expect.poll(() => page.locator('article.draft').count(), POLLING).toBe(0);
    try {
      model.behave({ kind: 'says', text: 'NONE' });
      const unaided = await openNext();
      await say(unaided, QUESTION);
      await replies(unaided).last().getByText(STATEMENT).first().waitFor();
      const sentence = firstStatement(model.requests.at(-1));

      let isInWords = false;
      while (!isInWords) {
        const { script, page } = await begin(sentence);
        await script.finish();
        await isOver(page);
        isInWords = (await replies(page).last().getByText(IN_WORDS).count()) > 0;
      }

      const invented = await begin(sentence);
      await invented.script.write('At 99 places [1].');
      await invented.script.finish();
      await isOver(invented.page);
      await replies(invented.page).last().getByText(STATEMENT).first().waitFor();
      expect(await invented.page.getByText(IN_WORDS).count()).toBe(0);

      const { page } = await begin(sentence);
      await kill(program);
      await isOver(page);
      program = await run();
      await page.reload();
      await page.getByText(QUESTION).first().waitFor();
      expect(await page.getByText(ONGOING).count()).toBe(0);
    } finally {
      await kill(program);
      await model.close();
      await place.remove();
    }
  });
});

async function kill(program: ReturnType<typeof start>): Promise<void> {
  const exited = exitOf(program);
  if (program.kill('SIGKILL')) await exited;
}
