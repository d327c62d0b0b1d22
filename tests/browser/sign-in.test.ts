import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from './chromium.ts';
import { startProgram } from './program.ts';

const PASSWORD = 'correct horse battery';

describe.skipIf(chromiumPath === undefined)('a workspace with a password', () => {
  let browser: Browser;
  let program: Awaited<ReturnType<typeof startProgram>>;

  beforeAll(async () => {
    browser = await launchChromium();
    program = await startProgram({ password: PASSWORD });
  });

  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  test('opens by keyboard with the right one, says when it is wrong, and closes again', async () => {
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
    });
    await page.goto(program.address);
    await page.getByRole('heading', { name: 'Rapporteur' }).waitFor();
    await page.keyboard.type('a guess');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'That is not the password.' }).waitFor();
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '#general' }).waitFor();
    expect(problems).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Password of this workspace').waitFor();
    await page.goBack();
    await page.getByLabel('Password of this workspace').waitFor();
  });
});
