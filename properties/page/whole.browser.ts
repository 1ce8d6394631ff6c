import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edition } from '../../src/paper/edition.js';
import { violationsIn } from '../support/axe.js';
import { browserPath, openBrowser, openPage } from '../support/chromium.js';
import { claimcheck } from '../support/cli.js';
import { recordedVerdicts } from '../support/recorded-verdicts.js';

/** Bytes that the page of the whole paper may have here; slacks and labels of a whole `verify` add some 40,000, and 1.5 MB must not be exceeded. */
const MOST = 1.4e6;

describe.skipIf(browserPath === undefined)('the page of all claims of the paper', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-whole-'));
  const file = join(folder, 'page.html');
  let browser: Browser;
  beforeAll(async () => {
    const verdicts = join(folder, 'verdicts.json');
    writeFileSync(verdicts, recordedVerdicts());
    expect(claimcheck('report', '--from', verdicts, '--out', file).code).toBe(0);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  it('is well below 1.5 MB', () => {
    expect(statSync(file).size).toBeLessThan(MOST);
    expect(readFileSync(file, 'utf8')).not.toMatch(/<[^>]*\b(?:src|href)="https?:/);
  });

  it('has every claim, and filters them by the slip that makes them false', async () => {
    const { page } = await openPage(browser, file);
    const defects = new Set(edition.claims.flatMap(({ defect }) => defect?.id ?? []));
    const [first = ''] = defects;
    const with1st = edition.claims.filter(({ defect }) => defect?.id === first).map(({ id }) => id);

    expect(await page.locator('details.claim').count()).toBe(edition.claims.length);
    const offered = await page.getByLabel('defect').locator('option').allTextContents();
    expect(offered.slice(1).sort()).toEqual([...defects].sort());
    await page.getByLabel('defect').selectOption(first);
    await page
      .locator('.filters output')
      .filter({ hasText: `${with1st.length} of ${edition.claims.length}` })
      .waitFor();
    const shown = await page.locator('details.claim:not([hidden])').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.id));
    expect(shown).toEqual(with1st);
  });

  it('opens every claim within 360 pixels, each with readings, judgement and picture where it has them', async () => {
    const { page, errors } = await openPage(browser, file, { viewport: { width: 360, height: 640 } });
    await page.evaluate(() => {
      for (const claim of document.querySelectorAll<HTMLDetailsElement>('details.claim')) claim.open = true;
    });
    await page.waitForFunction(() => [...document.querySelectorAll('.details')].every((one) => one.childElementCount > 0), undefined, {
      timeout: 110_000,
    });

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const refuted = page.locator('details.claim[data-verdict="refuted"]');
    expect(await page.locator('.picture > svg').count()).toBe(await refuted.count());
    // No picture is a heading alone.
    expect(await page.locator('.picture > svg:not(:has(.sample))').count()).toBe(0);
    expect(await page.locator('.picture > svg > title').allTextContents()).toEqual(
      expect.arrayContaining(['thm-3.2/descent is violated at step 130']),
    );
    const readings = page.locator('[data-id="thm-3.2/descent"] .readings > div');
    expect(await readings.count()).toBeGreaterThan(1);
    for (const reading of await readings.all()) expect(await reading.locator('.statement math').count()).toBeGreaterThan(1);
    const hypotheses = page.locator('[data-id="thm-3.2/descent"]').getByRole('group', { name: 'Hypotheses' }).locator('tbody th');
    expect((await hypotheses.allTextContents()).map((text) => text.replace(/\s/g, ''))).toEqual([
      'separable:linearlyseparable',
      'small-step:0<η<2/βatsomestepthatisjudged',
    ]);
    const [all, ...kinds] = ((await page.locator('.evidence').textContent()) ?? '').match(/\d+/g)?.map(Number) ?? [];
    expect(all).toBe(await refuted.count());
    expect(kinds.reduce((sum, count) => sum + count, 0)).toBe(all);
    expect(await page.locator('[data-id="thm-3.2/descent"] pre.coq').textContent()).toContain('Theorem refuted : ~ thm_3_2_descent.');
    expect(errors).toEqual([]);
  });

  it.each([
    ['light', 1200],
    ['dark', 360],
  ] as const)('has nothing that axe finds with claims opened, in %s, %i pixels wide', async (colorScheme, width) => {
    const { page } = await openPage(browser, file, { colorScheme, viewport: { width, height: 900 } });
    for (const id of ['thm-3.2/descent', 'ex-1/eq-5', 'prop-1/eq-9', 'leaky/special-cases@intended'])
      await page.locator(`details.claim[data-id="${id}"] summary`).first().click();
    await page.waitForFunction(() => document.querySelectorAll('.picture').length >= 3);

    expect(await violationsIn(page)).toEqual([]);
  });
});
