/**
 * The pictures of the page in docs/pictures, taken in Chromium: a claim of the report, and the explorer. They show what `verify` found.
 *
 * usage: npx claimcheck verify --json verdicts.json; tsx scripts/page-pictures.ts verdicts.json
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage } from '../properties/support/chromium.js';

const FOLDER = 'docs/pictures';
const WIDTH = 1040;
/** Pixels above and below what is taken. */
const AIR = 16;

/** Takes the page from the top of one element to the end of another. */
async function taken(page: Page, from: string, to: string, name: string): Promise<void> {
  const edge = (selector: string, side: 'top' | 'bottom'): Promise<number> =>
    page
      .locator(selector)
      .first()
      .evaluate((element, at) => element.getBoundingClientRect()[at] + scrollY, side);
  const top = (await edge(from, 'top')) - AIR;
  const height = (await edge(to, 'bottom')) + AIR - top;
  await page.screenshot({ path: join(FOLDER, name), fullPage: true, clip: { x: 0, y: top, width: WIDTH, height } });
}

async function report(browser: Browser, file: string): Promise<void> {
  const { page } = await openPage(browser, file, { viewport: { width: WIDTH, height: 1000 } });
  await page.getByLabel('Search').fill('thm-3.2/descent');
  const claim = page.locator('details.claim[data-id="thm-3.2/descent"]');
  await claim.locator('summary').first().click();
  await claim.locator('.readings').waitFor();
  await taken(page, 'h1', 'details.claim[open] .readings', 'report.png');
}

async function explorer(browser: Browser, file: string): Promise<void> {
  const { page } = await openPage(browser, file, { viewport: { width: WIDTH, height: 1200 } });
  await page
    .locator('.lamps > .summary')
    .filter({ hasText: /violated/ })
    .waitFor();
  await taken(page, '.controls', '.lamp:nth-child(5)', 'explorer.png');
}

const [, , verdicts] = process.argv;
if (verdicts === undefined) throw new Error('usage: tsx scripts/page-pictures.ts VERDICTS.json');
const folder = mkdtempSync(join(tmpdir(), 'claimcheck-pictures-'));
const browser = await openBrowser();
try {
  const file = join(folder, 'page.html');
  execFileSync(process.execPath, ['dist/cli/main.js', 'report', '--from', verdicts, '--out', file]);
  await report(browser, file);
  await explorer(browser, file);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
