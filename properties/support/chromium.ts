/** A browser to test pages in: the system's chromium, since nothing is downloaded. */

import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a browser is; undefined where none is installed. */
export const browserPath: string | undefined = PLACES.find((place) => existsSync(place));

if (browserPath === undefined) console.warn('no chromium in /usr/bin: the tests of the page are SKIPPED');

/** Starts the browser. */
export function openBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error('no browser is installed');
  const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu', ...quiet] });
}

/** A page with what it wrote to its console as an error, what it copied, and the requests that it made of a network. */
export interface OpenPage {
  readonly page: Page;
  readonly errors: string[];
  readonly requests: string[];
  copied(): Promise<string>;
}

/** Opens a file from disk. */
export async function openPage(browser: Browser, file: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<OpenPage> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, ...options });
  const errors: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  // Of the context: of its workers and pop-ups too.
  page.context().on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) requests.push(request.url());
  });
  // Pages from disk may not read the clipboard, so the test stands in for it.
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => Object.assign(globalThis, { copiedText: text }) },
    });
  });
  await page.goto(`file://${file}`);
  return { page, errors, requests, copied: () => page.evaluate(() => String((globalThis as { copiedText?: string }).copiedText ?? '')) };
}
