import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { createLog } from '../../src/ops/logging/log.ts';
import { createWebPlatform } from '../../src/platforms/web/connect.ts';
import { assemble } from '../../src/wiring/core.ts';

/** The day of the first briefing, before its review is due. */
const NOW = Temporal.Instant.from('2026-02-05T12:00:00Z');

/** The program as it starts without any token, over the briefings of this repository and a database of its own. */
export async function startProgram(settings: { readonly password?: string } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-browser-'));
  let running = await start(folder, 0, settings);
  return {
    get address() {
      return running.address;
    },
    /** As after a restart: same data, same port, another process's memory. */
    async restart() {
      const { port } = new URL(running.address);
      await running.stop();
      running = await start(folder, Number(port), settings);
    },
    async stop() {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function start(folder: string, port: number, settings: { readonly password?: string }) {
  const config = readConfig({ DATA_DIR: folder });
  const log = createLog('silent');
  const now = () => NOW;
  const core = await assemble({ config, now, log, watch: false });
  const platform = createWebPlatform({
    host: '127.0.0.1',
    port,
    ...settings,
    dispatcher: core.dispatcher,
    history: core.store.workspaceHistory,
    now,
    log,
  });
  await platform.start();
  return {
    address: platform.health().detail,
    async stop() {
      await platform.stop();
      await core.stop();
    },
  };
}

/** However a connection ended: which of the codes it is depends on the moment. */
const NO_SERVER =
  /net::ERR_(?:CONNECTION|EMPTY|INCOMPLETE|SOCKET|ABORTED|FAILED|NETWORK|HTTP2|CONTENT_LENGTH)/u;

/** A window of its own. The test fails if anything in it goes wrong unnoticed. */
export async function openWindow(
  browser: Browser,
  address: string,
  options: BrowserContextOptions & { readonly query?: string } = {},
): Promise<Page> {
  const { query = '', ...contextOptions } = options;
  const context = await browser.newContext({ locale: 'en-GB', ...contextOptions });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    // A server that is stopped, or killed, on purpose is no fault of the page.
    expect(problems.filter((problem) => !NO_SERVER.test(problem))).toEqual([]);
  });
  await page.goto(new URL(query, address).href);
  await page.locator('[role=region][aria-busy=false]').waitFor();
  return page;
}

export function messageBox(page: Page) {
  return page.getByRole('combobox', { name: /^Message to/u });
}

export async function say(page: Page, text: string): Promise<void> {
  await messageBox(page).fill(text);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
}

export function replies(page: Page) {
  return page.getByRole('article', { name: 'Rapporteur' });
}
