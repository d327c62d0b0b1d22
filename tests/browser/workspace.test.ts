import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from './chromium.ts';
import { messageBox, openWindow, replies, say, startProgram } from './program.ts';

describe.skipIf(chromiumPath === undefined)('the workspace in a browser', () => {
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

  const inWindow = (query: string) => openWindow(browser, program.address, { query });

  test('offers a newcomer something to press, which answers, and gives the focus to the message box', async () => {
    const page = await inWindow('?in=dm:amina%2Brapporteur&as=amina');
    const steps = page.getByRole('group', { name: 'To begin with' });
    await steps.getByRole('button', { name: 'iran-talks', exact: true }).press('Enter');
    await replies(page).last().getByRole('heading', { name: 'Summary' }).waitFor();
    expect(await page.locator('#composer:focus').count()).toBe(1);
    const channel = await inWindow('?in=morning-digest&as=mei');
    await channel.getByRole('button', { name: '/brief list', exact: true }).click();
    await replies(channel).last().getByRole('heading', { name: 'Briefings' }).waitFor();
  });

  test('answers /brief iran-talks with the briefing, for the asker alone', async () => {
    const page = await inWindow('?in=general&as=amina');
    await say(page, '/brief iran-talks');
    const reply = replies(page).last();
    await reply.getByText('Only visible to you').waitFor();
    for (const part of ['Summary', 'Key actors', 'Skepticism', 'Outlook']) {
      await reply.getByRole('heading', { name: part, exact: false }).first().waitFor();
    }
    const other = await inWindow('?in=general&as=jonas');
    await other.getByText('This is the beginning of #general').waitFor();
    expect(await replies(other).count()).toBe(0);
  });

  test('switches sections in place by its buttons, and the focus stays on the button', async () => {
    const page = await inWindow('?in=middle-east&as=amina');
    await say(page, '/brief iran-talks');
    const reply = replies(page).last();
    const sections = reply.getByRole('group', { name: 'Sections of this briefing' });
    await sections.waitFor();
    const before = await page.getByRole('article').count();
    for (const name of ['Actors', 'Skepticism', 'Outlook', 'Timeline', 'Sources', 'Summary']) {
      await sections.getByRole('button', { name }).press('Enter');
      const pressed = sections.getByRole('button', { name, pressed: true });
      await pressed.waitFor();
      expect(await pressed.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    }
    expect(await page.getByRole('article').count()).toBe(before);
  });

  test('draws the actor map with its content as text', async () => {
    const page = await inWindow('?in=middle-east&as=mei');
    await say(page, '/brief iran-talks actors');
    const reply = replies(page).last();
    await reply.getByRole('img', { name: 'Who does what to whom' }).waitFor();
    await reply.getByRole('button', { name: 'Show as text' }).click();
    await reply.locator('.picture-text').getByRole('listitem').first().waitFor();
  });

  test('brings what is said after a long reply into view, with its answer', async () => {
    const page = await inWindow('?in=middle-east&as=jonas');
    await say(page, '/brief iran-talks');
    await replies(page).last().getByRole('heading', { name: 'Summary' }).waitFor();
    await say(page, '/brief help list');
    const answer = replies(page).last().getByRole('heading', { name: 'list' });
    await answer.waitFor();
    const height = page.viewportSize()?.height ?? 0;
    await expect
      .poll(async () => {
        const box = await answer.boundingBox();
        return box !== null && box.y >= 0 && box.y + box.height <= height;
      })
      .toBe(true);
  });

  test('leads from a citation to its source', async () => {
    const page = await inWindow('?in=general&as=mei');
    await say(page, '/brief iran-talks');
    const reply = replies(page).last();
    await reply
      .getByRole('link', { name: /^Source 1:/u })
      .first()
      .click();
    const focused = page.locator('.sources li:focus');
    await focused.waitFor();
    expect(await focused.getAttribute('value')).toBe('1');
  });

  test('asks a follow-up in a dialog and gives the focus back', async () => {
    const page = await inWindow('?in=general&as=jonas');
    await say(page, '/brief iran-talks');
    const button = replies(page).last().getByRole('button', { name: 'Ask a question' });
    await button.click();
    const dialog = page.getByRole('dialog', { name: 'Ask a question' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await button.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await button.click();
    await dialog.getByLabel('Your question').fill('What does Oman want?');
    await dialog.getByRole('button', { name: 'Ask' }).click();
    await page.getByRole('article', { name: 'Jonas' }).filter({ hasText: 'What does Oman want?' }).waitFor();
  });

  test('shares a private reply with everyone, in every open window', async () => {
    const mine = await inWindow('?in=morning-digest&as=amina');
    const theirs = await inWindow('?in=morning-digest&as=jonas');
    await say(mine, '/brief iran-talks');
    await replies(mine).last().getByRole('button', { name: 'Share with channel' }).click();
    const shared = replies(theirs).last();
    await shared.getByRole('heading', { name: 'Summary' }).waitFor();
    expect(await shared.getByText('Only visible to you').count()).toBe(0);
  });

  test('shows in one window what is said in another, and counts it where nobody looks', async () => {
    const amina = await inWindow('?in=dm:amina%2Bjonas&as=amina');
    const jonas = await inWindow('?in=dm:amina%2Bjonas&as=jonas');
    const away = await inWindow('?in=general&as=jonas');
    await say(amina, 'Are you there?');
    await jonas.getByText('Are you there?', { exact: true }).waitFor();
    const link = away.getByRole('link', { name: /Amina/u });
    await link.getByText('1 new').waitFor();
    await link.click();
    await away.getByRole('article').filter({ hasText: 'Are you there?' }).waitFor();
  });

  test('keeps what looks like markup as text', async () => {
    const page = await inWindow('?in=general&as=mei');
    const hostile =
      '<script>document.title="broken"</script><img src=x onerror="document.title=1"> <b>bold</b>';
    await say(page, hostile);
    await page.getByText(hostile).waitFor();
    await say(page, `/brief ${hostile}`);
    await replies(page).last().waitFor();
    expect(await page.title()).toContain('Rapporteur');
    expect(await page.locator('.messages script, .messages b, .said img').count()).toBe(0);
  });

  test('completes by keyboard alone, and sends', async () => {
    const page = await inWindow('?in=general&as=jonas');
    await messageBox(page).focus();
    await page.keyboard.type('/br');
    const list = page.getByRole('listbox', { name: 'Suggestions' });
    await list.waitFor();
    await page.keyboard.press('Tab');
    expect(await messageBox(page).inputValue()).toBe('/brief ');
    await page.keyboard.type('iran-t');
    await list
      .getByRole('option', { name: /iran-talks/u })
      .first()
      .waitFor();
    await page.keyboard.press('ArrowDown');
    const active = await messageBox(page).getAttribute('aria-activedescendant');
    expect(await list.getByRole('option', { selected: true }).getAttribute('id')).toBe(active);
    await page.keyboard.press('Enter');
    expect((await messageBox(page).inputValue()).trim()).toBe('/brief iran-talks');
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    const before = await replies(page).count();
    await page.keyboard.press('Enter');
    await expect.poll(() => replies(page).count()).toBe(before + 1);
    expect(await messageBox(page).inputValue()).toBe('');
  });

  test('completes by mouse', async () => {
    const page = await inWindow('?in=general&as=jonas');
    await messageBox(page).pressSequentially('/brief iran-t');
    await page
      .getByRole('option', { name: /iran-talks/u })
      .first()
      .click();
    expect((await messageBox(page).inputValue()).trim()).toBe('/brief iran-talks');
  });

  test('fills the message box from a command in a reply', async () => {
    const page = await inWindow('?in=general&as=mei');
    await say(page, '/brief help');
    const chip = replies(page)
      .last()
      .getByRole('button', { name: /^\/brief /u })
      .first();
    const words = await chip.textContent();
    await chip.click();
    await expect.poll(() => messageBox(page).inputValue()).toBe(words);
  });

  test('tells a screen reader what has arrived', async () => {
    const page = await inWindow('?in=general&as=amina');
    await say(page, '/brief iran-talks');
    await page
      .getByRole('status')
      .filter({ hasText: 'Rapporteur, only visible to you:' })
      .waitFor({ state: 'attached' });
  });

  test('keeps its history over a restart, which open windows survive', async () => {
    const page = await inWindow('?in=dm:amina%2Bmei&as=amina');
    await say(page, 'before the restart');
    await page.getByText('before the restart', { exact: true }).waitFor();
    await program.restart();
    await expect.poll(() => page.getByText('Reconnecting').count(), { timeout: 15_000 }).toBe(0);
    await say(page, 'after the restart');
    await page.getByText('after the restart', { exact: true }).waitFor();
    const fresh = await inWindow('?in=dm:amina%2Bmei&as=mei');
    await fresh.getByText('before the restart', { exact: true }).waitFor();
    await fresh.getByText('after the restart', { exact: true }).waitFor();
  });

  test('loads older messages without moving what is read', async () => {
    const page = await inWindow('?in=dm:jonas%2Bmei&as=mei');
    for (let number = 1; number <= 45; number += 1) {
      await say(page, `message number ${number}.`);
      await page.getByText(`message number ${number}.`, { exact: true }).waitFor();
    }
    await page.reload();
    await page.getByText('message number 45.', { exact: true }).waitFor();
    const older = page.getByRole('button', { name: 'Load older messages' });
    await older.scrollIntoViewIfNeeded();
    const anchor = page.getByText('message number 6.', { exact: true });
    const before = (await anchor.boundingBox())?.y ?? 0;
    await older.click();
    await page.getByText('message number 1.', { exact: true }).waitFor({ state: 'attached' });
    const after = (await anchor.boundingBox())?.y ?? 0;
    // The button itself goes, and the beginning of the conversation comes.
    expect(Math.abs(after - before)).toBeLessThan(80);
  });

  test('shares once, however often the button is pressed', async () => {
    const page = await inWindow('?in=dm:amina%2Bjonas&as=jonas');
    await say(page, '/brief list');
    const button = replies(page).last().getByRole('button', { name: 'Share with channel' });
    await button.waitFor();
    await button.dblclick();
    await replies(page).nth(1).waitFor();
    // Playwright waits for a button that says it is disabled; a person need not.
    await page.getByRole('button', { name: 'Shared', exact: true }).dispatchEvent('click');
    // What comes after them all shows that nothing else is on its way.
    await say(page, 'that was all.');
    await page.getByText('that was all.', { exact: true }).waitFor();
    expect(await replies(page).count()).toBe(2);
  });

  test('says how much is new below what one reads, and leads there', async () => {
    const page = await inWindow('?in=dm:jonas%2Bmei&as=mei');
    await say(page, '/brief iran-talks');
    await replies(page).last().waitFor();
    await page.getByRole('region', { name: /^Messages in/u }).evaluate((log) => {
      log.scrollTop = 0;
    });
    await page.getByRole('button', { name: 'To the latest message', exact: true }).waitFor();
    const other = await inWindow('?in=dm:jonas%2Bmei&as=jonas');
    await say(other, 'news one.');
    await say(other, 'news two.');
    await page.getByRole('button', { name: 'To the latest message, 2 new' }).click();
    await page.getByRole('button', { name: /^To the latest message/u }).waitFor({ state: 'hidden' });
    expect(await page.getByText('news two.', { exact: true }).boundingBox()).not.toBeNull();
  });
});
