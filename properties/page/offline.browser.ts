import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, openBrowser, openPage } from '../support/chromium.js';
import { claimcheck } from '../support/cli.js';

/** Every way to a network that a page has, each tried from the page and told by its name. */
const WAYS: readonly (readonly [way: string, script: string])[] = [
  ['fetch', 'fetch(ADDRESS).catch(() => {})'],
  ['beacon', 'navigator.sendBeacon(ADDRESS, "x")'],
  ['image', 'new Image().src = ADDRESS'],
  ['script', 'document.head.append(Object.assign(document.createElement("script"), { src: ADDRESS }))'],
  ['style', 'document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: ADDRESS }))'],
  ['frame', 'document.body.append(Object.assign(document.createElement("iframe"), { src: ADDRESS }))'],
  ['form', 'document.body.appendChild(Object.assign(document.createElement("form"), { action: ADDRESS })).submit()'],
  ['events', 'new EventSource(ADDRESS)'],
  [
    'worker',
    'new Worker(URL.createObjectURL(new Blob(["fetch(" + JSON.stringify(ADDRESS) + ").catch(() => {})"], { type: "text/javascript" })))',
  ],
];

describe.skipIf(browserPath === undefined)('the page and networks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-offline-'));
  const file = join(folder, 'page.html');
  const asked: string[] = [];
  let browser: Browser;
  let server: Server;
  let address = '';
  beforeAll(async () => {
    expect(claimcheck('report', 'thm-3.2/descent*', 'landscape/infimum', '--cases', '10', '--out', file).code).toBe(0);
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('access-control-allow-origin', '*').end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await openBrowser();
  });
  afterEach(() => {
    asked.length = 0;
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(folder, { recursive: true });
  });

  /** Tries a way, and gives it the time that an answer of this machine takes. */
  const attempt = async (page: Page, script: string): Promise<void> => {
    await page.evaluate(script.replaceAll('ADDRESS', JSON.stringify(`${address}/asked`)));
    await page.waitForTimeout(400);
  };

  it('meet in no request while report and explorer are used', async () => {
    const { page, errors, requests } = await openPage(browser, file);
    const judged = (): Promise<unknown> =>
      page.waitForFunction(() => /satisfied|violated|not met/.test(document.querySelector('.lamps > .summary')?.textContent ?? ''));
    await judged();
    await page.getByLabel('verdict').selectOption('refuted');
    await page.getByLabel('verdict').selectOption('');
    await page.getByLabel('Search').fill('loss');
    const section = page.locator('[data-id="thm-3.2/descent"]');
    await section.locator('summary').first().click();
    for (const button of await section.getByRole('button', { name: /^Copy/ }).all()) await button.click();
    await section.getByRole('link', { name: 'Open in the explorer' }).click();
    await judged();
    const sample = page.locator('.plane .sample').first();
    await sample.focus();
    for (const key of ['ArrowRight', 'Enter', 'Enter']) await page.keyboard.press(key);
    await page.getByLabel('ln t', { exact: true }).focus();
    await page.keyboard.press('Home');
    for (const model of ['network', 'leaky', 'linear', 'relu']) await page.getByRole('combobox', { name: /^Model/ }).selectOption(model);
    await page.getByRole('combobox', { name: /^Method/ }).selectOption('sgd');
    await page.getByLabel('Load a case').setInputFiles('fixtures/witnesses/thm-3.2_descent.json');
    await page.waitForFunction(() => document.querySelector('.message')?.textContent?.startsWith('Loaded'));
    await judged();
    const lamp = page.locator('.lamp.violated', { has: page.locator('code', { hasText: /^thm-3.2\/descent$/ }) });
    await lamp.locator('summary').click();
    await lamp.getByRole('button', { name: 'Prove it' }).click();
    await lamp.locator('.certificate').first().waitFor();
    const download = page.waitForEvent('download');
    await lamp.getByRole('button', { name: /Save/ }).click();
    await (await download).delete();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await judged();

    expect(requests).toEqual([]);
    expect(errors).toEqual([]);
  });

  it.each(WAYS)('are kept apart by the policy of the page: %s', async (way, script) => {
    const { page } = await openPage(browser, file);
    await attempt(page, script);
    const kept = [...asked];
    // The same without the policy reaches the server, so that this test could fail.
    const open = join(folder, `open-${way}.html`);
    writeFileSync(open, readFileSync(file, 'utf8').replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''));
    const without = await openPage(browser, open);
    await attempt(without.page, script);

    expect(kept).toEqual([]);
    expect(asked).not.toEqual([]);
    await page.close();
    await without.page.close();
  });
});
