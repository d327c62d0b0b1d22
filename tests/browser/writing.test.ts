import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dispatcher } from '../../src/dispatch/dispatcher.ts';
import { type Reply, text } from '../../src/reply.ts';
import { createSampleDispatcher } from '../platforms/web/sample-dispatcher.ts';
import { startWorkspace } from '../platforms/web/sample-workspace.ts';
import { chromiumPath, launchChromium } from './chromium.ts';
import { openWindow, replies, say } from './program.ts';

const HEADING = { kind: 'heading', level: 1, text: 'Answer' } as const;
const SOURCES = { kind: 'sources', items: [{ number: 1, spans: [text('An article, F6')] }] } as const;
const sentences = (...said: readonly string[]) =>
  ({
    kind: 'text',
    spans: said.flatMap((each) => [text(`${each} `), { kind: 'citation', number: 1 } as const]),
  }) as const;
const begun = (...said: readonly string[]): Reply => ({
  tone: 'active',
  blocks: [HEADING, sentences(...said), { kind: 'note', spans: [text('Still writing …')] }, SOURCES],
});
const plain: Reply = { tone: 'active', blocks: [HEADING, sentences('The statement itself.'), SOURCES] };

describe.skipIf(chromiumPath === undefined)('an answer that is being written, in a browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
  });

  test('grows in one place, is announced once at the end, and gives way to the whole', async () => {
    const asked = Promise.withResolvers<(reply: Reply) => void>();
    const whole = Promise.withResolvers<Reply>();
    const dispatcher: Dispatcher = {
      ...createSampleDispatcher(),
      async answer({ onBeginning }) {
        asked.resolve((reply) => onBeginning?.({ reply, plain, visibility: 'channel' }));
        return { reply: await whole.promise, words: 'ask', visibility: 'channel', outcome: 'ok' };
      },
    };
    const { address } = await startWorkspace({ dispatcher });
    const page = await openWindow(browser, address, { query: '?in=dm:amina%2Brapporteur&as=amina' });
    const announced = await page.evaluateHandle<string[]>(`(() => {
      const said = [];
      for (const region of document.querySelectorAll('[aria-live=polite]')) {
        const note = () => region.textContent.startsWith('Rapporteur') && said.push(region.textContent);
        new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
      }
      return said;
    })()`);
    const draft = page.locator('article.draft');

    await say(page, 'where was it meant to be?');
    const write = await asked.promise;
    write(begun('It was meant for Turkey.'));
    await draft.getByText('It was meant for Turkey.').waitFor();
    expect(await draft.getAttribute('aria-busy')).toBe('true');
    expect(await page.getByText('Rapporteur is looking it up').count()).toBe(0);
    write(begun('It was meant for Turkey.', 'Then it moved.'));
    await draft.getByText('Then it moved.').waitFor();
    expect(await draft.count()).toBe(1);
    expect(await announced.jsonValue()).toEqual([]);

    whole.resolve(plain);
    await replies(page).getByText('The statement itself.').waitFor();
    expect(await draft.count()).toBe(0);
    expect(await page.getByText('It was meant for Turkey.').count()).toBe(0);
    await expect.poll(() => announced.jsonValue()).toHaveLength(1);
    await page.reload();
    await replies(page).getByText('The statement itself.').waitFor();
    expect(await page.getByText('It was meant for Turkey.').count()).toBe(0);
  });
});
