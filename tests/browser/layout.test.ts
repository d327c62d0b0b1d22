import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from './chromium.ts';
import { messageBox, openWindow, replies, say, startProgram } from './program.ts';

const SIZES = {
  phone: { width: 360, height: 740 },
  tablet: { width: 820, height: 1100 },
  wide: { width: 1920, height: 1000 },
};

const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

describe.skipIf(chromiumPath === undefined)('the page', () => {
  let browser: Browser;
  let program: Awaited<ReturnType<typeof startProgram>>;

  beforeAll(async () => {
    browser = await launchChromium();
    program = await startProgram();
  });

  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  test.each(Object.entries(SIZES))(
    'on a %s scrolls in no direction but its messages',
    async (_name, viewport) => {
      const page = await openWindow(browser, program.address, { query: '?as=amina', viewport });
      for (const words of ['iran-talks', 'iran-talks actors', 'iran-talks timeline', 'list', 'help']) {
        const before = await replies(page).count();
        await say(page, `/brief ${words}`);
        await expect.poll(() => replies(page).count()).toBe(before + 1);
        const overflow = {
          page: await page.locator('html').evaluate(sizes),
          messages: (await page.locator('.log').evaluate(sizes)).across,
        };
        expect(overflow).toEqual({ page: { across: 0, down: 0 }, messages: 0 });
      }
    },
  );

  test('on a phone opens its list of conversations and gives the focus back', async () => {
    const page = await openWindow(browser, program.address, { query: '?as=amina', viewport: SIZES.phone });
    const menu = page.getByRole('button', { name: 'Conversations' });
    expect(await page.getByRole('link', { name: 'middle-east' }).isVisible()).toBe(false);
    await menu.click();
    await page.getByRole('link', { name: 'middle-east' }).click();
    await page.getByRole('heading', { level: 1, name: '#middle-east' }).waitFor();
    await expect.poll(() => page.getByRole('navigation').isVisible()).toBe(false);
    await menu.click();
    await page.keyboard.press('Escape');
    expect(await menu.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  });

  test('on a phone has targets that a finger meets', async () => {
    const page = await openWindow(browser, program.address, { query: '?as=amina', viewport: SIZES.phone });
    await say(page, '/brief iran-talks actors');
    await replies(page).last().getByRole('button', { name: 'Outlook' }).waitFor();
    await page.getByRole('button', { name: 'Conversations' }).click();
    expect(await smallTargets(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await replies(page).last().getByRole('button', { name: 'Ask a question' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await smallTargets(page)).toEqual([]);
  });

  test.each([320, 360, 390, 640])(
    'at %i pixels has every section of a briefing within sight',
    async (width) => {
      const page = await openWindow(browser, program.address, {
        query: '?in=morning-digest&as=jonas',
        viewport: { width, height: 740 },
      });
      const before = await replies(page).count();
      await say(page, '/brief iran-talks outlook');
      await expect.poll(() => replies(page).count()).toBe(before + 1);
      const sections = replies(page).last().getByRole('group', { name: 'Sections of this briefing' });
      expect(await sections.getByRole('button').count()).toBe(6);
      await expect.poll(() => cutButtons(sections)).toEqual([]);
    },
  );

  test('is reached by the skip link first, and shows where the focus is', async () => {
    const page = await openWindow(browser, program.address, { query: '?as=amina' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#composer:focus').count()).toBe(1);
  });

  test('keeps a chosen appearance', async () => {
    const page = await openWindow(browser, program.address, { query: '?as=amina', colorScheme: 'light' });
    const background = () => page.evaluate<unknown>('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await page.getByLabel('Appearance').selectOption('Dark');
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.reload();
    await messageBox(page).waitFor();
    expect(await background()).toBe(dark);
  });

  test('in the reader’s own colours still shows likelihoods, the section that is open and where one is', async () => {
    const page = await openWindow(browser, program.address, {
      query: '?in=dm:mei%2Brapporteur&as=mei',
      forcedColors: 'active',
    });
    await say(page, 'iran-talks outlook');
    const reply = replies(page).last();
    const sections = reply.getByRole('group', { name: 'Sections of this briefing' });
    await sections.waitFor();
    const background = (locator: Locator) =>
      locator.evaluate(
        (element) => element.ownerDocument.defaultView?.getComputedStyle(element).backgroundColor,
      );
    const plain = await background(sections.getByRole('button', { name: 'Timeline' }));
    expect(await background(sections.getByRole('button', { name: 'Outlook' }))).not.toBe(plain);
    const scale = reply.getByRole('img', { name: 'Symbolic session: likely (55–80 %)' });
    expect(await background(scale.locator('.range'))).not.toBe(await background(scale));
    const places = page.getByRole('navigation');
    expect(await background(places.getByRole('link', { name: 'Rapporteur' }))).not.toBe(
      await background(places.getByRole('link', { name: 'Jonas' })),
    );
  });

  test('does not shift while it loads and answers', async () => {
    const page = await openWindow(browser, program.address, { query: '?as=jonas' });
    await page.evaluate(`
      globalThis.shifts = [];
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifts.push(value);
      }).observe({ type: 'layout-shift', buffered: true });
    `);
    await say(page, '/brief iran-talks');
    await replies(page).last().getByRole('button', { name: 'Outlook' }).waitFor();
    const sum = await page.evaluate<number>('shifts.reduce((sum, shift) => sum + shift, 0)');
    // The threshold of a good page: web.dev, Cumulative Layout Shift.
    expect(sum).toBeLessThan(0.1);
  });

  test.each(['light', 'dark'] as const)('in %s has no fault that axe finds', async (colorScheme) => {
    // axe brings its own script, which the page's policy rightly refuses.
    const page = await openWindow(browser, program.address, {
      query: '?in=general&as=mei',
      colorScheme,
      bypassCSP: true,
    });
    for (const words of ['iran-talks', 'iran-talks actors', 'iran-talks timeline', 'nothing-like-this']) {
      const before = await replies(page).count();
      await say(page, `/brief ${words}`);
      await expect.poll(() => replies(page).count()).toBe(before + 1);
    }
    await page.getByRole('button', { name: 'Show as text' }).last().click();
    expect(await violations(page)).toEqual([]);
    await messageBox(page).pressSequentially('/brief ');
    await page.getByRole('listbox', { name: 'Suggestions' }).waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Ask a question' }).last().click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

function sizes(element: {
  scrollWidth: number;
  clientWidth: number;
  scrollHeight: number;
  clientHeight: number;
}) {
  return {
    across: element.scrollWidth - element.clientWidth,
    down: element.scrollHeight - element.clientHeight,
  };
}

/** Labels of the buttons that are not wholly within the part of the messages that is seen. */
function cutButtons(group: Locator): Promise<readonly (string | null)[]> {
  return group.getByRole('button').evaluateAll((buttons) =>
    buttons
      .filter((button) => {
        const at = button.getBoundingClientRect();
        const seen = button.closest('.log')?.getBoundingClientRect();
        return (
          !seen ||
          at.left < seen.left ||
          at.right > seen.right ||
          at.top < seen.top ||
          at.bottom > seen.bottom ||
          button.scrollWidth > button.clientWidth
        );
      })
      .map((button) => button.textContent),
  );
}

/** Controls lower than 44 pixels (WCAG 2.2, 2.5.5), other than those within a sentence. */
function smallTargets(page: Page): Promise<readonly string[]> {
  return page
    .locator('button:visible:not(.chip), select:visible, nav a:visible')
    .evaluateAll((elements) =>
      elements
        .filter((each) => each.getBoundingClientRect().height < 44)
        .map((each) => each.outerHTML.slice(0, 120)),
    );
}

/** Each violation with the elements that it concerns. */
async function violations(page: Page): Promise<unknown> {
  await page.evaluate(axeSource);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then((result) =>
    result.violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.html.slice(0, 160)) })))`);
}
