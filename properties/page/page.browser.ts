import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decoded } from '../../src/page/explorer/scene.js';
import { violationsIn } from '../support/axe.js';
import { browserPath, type OpenPage, openBrowser, openPage } from '../support/chromium.js';
import { claimOf } from '../support/judging.js';
import { verdictsOfTests } from '../support/pasted-tests.js';

const CLAIMCHECK = 'dist/cli/main.js';
/** Claims of every kind, few enough to be judged at once. */
const IDS = ['landscape/infimum', 'thm-3.1/3', 'thm-3.2/descent*', 'leaky/special-cases*'];

const claimcheck = (...args: string[]): string => execFileSync(process.execPath, [CLAIMCHECK, ...args], { encoding: 'utf8' });

describe.skipIf(browserPath === undefined)('the page of `claimcheck report`', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-page-'));
  const file = join(folder, 'page.html');
  let browser: Browser;
  const opened: OpenPage[] = [];
  const open = async (options: Parameters<typeof openPage>[2] = {}): Promise<OpenPage> => {
    const page = await openPage(browser, file, options);
    opened.push(page);
    return page;
  };
  beforeAll(async () => {
    claimcheck('report', ...IDS, '--cases', '20', '--out', file);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  /** The explorer has judged what is shown. */
  const judged = (page: Page): Promise<unknown> =>
    page.waitForFunction(() => /satisfied|violated|not met/.test(document.querySelector('.lamps > .summary')?.textContent ?? ''));

  it('asks nothing of a network and reports no error', async () => {
    const { page, errors, requests } = await open();
    await judged(page);

    expect(errors).toEqual([]);
    expect(requests).toEqual([]);
  });

  it('lists the claims without scripts', async () => {
    const { page } = await open({ javaScriptEnabled: false });

    expect(await page.locator('details.claim').count()).toBe(6);
    expect(await page.locator('.headline').textContent()).toContain('refuted');
    expect(await page.locator('[data-id="thm-3.2/descent"] .statement math').count()).toBeGreaterThan(2);
  });

  it('filters by verdict and by words', async () => {
    const { page } = await open();
    const shown = page.locator('details.claim:not([hidden])');

    const count = page.locator('.filters output');
    await page.getByRole('combobox', { name: /^verdict/ }).selectOption('refuted');
    await count.filter({ hasText: '3 of 6' }).waitFor();
    const refuted = await shown.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.id));
    await page.getByRole('combobox', { name: /^verdict/ }).selectOption('');
    await page.getByLabel('Search').fill('infimum');
    await count.filter({ hasNotText: '6 of 6' }).filter({ hasNotText: '3 of 6' }).waitFor();
    const named = await shown.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.id));

    expect(refuted).toEqual(['thm-3.1/3', 'thm-3.2/descent', 'leaky/special-cases']);
    expect(named).toContain('landscape/infimum');
    expect(named).not.toContain('leaky/special-cases');
  });

  it('copies a command that runs, and opens the witness in the explorer', async () => {
    const { page, copied } = await open();
    const section = page.locator('[data-id="thm-3.2/descent"]');
    await section.locator('summary').first().click();
    await section.locator('.details h3', { hasText: 'Certificate' }).waitFor();
    const slacks = await section.getByRole('group', { name: 'Slack of the cases' }).locator('tbody th').allTextContents();
    expect(slacks).toEqual(['smallest', '10%', '20%', '30%', '40%', '50%', '60%', '70%', '80%', '90%', 'largest']);
    await section.getByRole('button', { name: 'Copy command' }).click();
    const command = await copied();

    expect(command).toBe('npx claimcheck replay thm-3.2/descent');
    expect(claimcheck(...command.split(' ').slice(2))).toContain('reproduces to the bit');
    await section.getByRole('link', { name: 'Open in the explorer' }).click();
    await page.locator('.lamp.violated code', { hasText: /^thm-3.2\/descent$/ }).waitFor();
    expect(await page.locator('.plane .sample').count()).toBe(2);
  });

  it('copies JSON that replay reads', async () => {
    const { page, copied } = await open();
    const section = page.locator('[data-id="thm-3.2/descent"]');
    await section.locator('summary').first().click();
    await section.getByRole('button', { name: 'Copy JSON' }).click();
    const stored = join(folder, 'copied.json');
    writeFileSync(stored, await copied());

    expect(claimcheck('replay', stored)).toContain('reproduces to the bit');
  });

  it('copies Markdown, LaTeX and a test of the case', async () => {
    const { page, copied } = await open();
    const section = page.locator('[data-id="thm-3.2/descent"]');
    await section.locator('summary').first().click();
    const copy = async (name: string): Promise<string> => {
      await section.getByRole('button', { name: `Copy ${name}` }).click();
      return copied();
    };

    const markdown = await copy('Markdown');
    const latex = await copy('LaTeX');
    const test = await copy('test');

    expect(markdown).toMatch(
      /^\*\*`thm-3\.2\/descent`\*\* \(.+, as-printed\): .+\n\nVerdict: refuted \(machine-checked\)\. `npx claimcheck replay thm-3\.2\/descent`\n$/,
    );
    expect(latex).toMatch(
      /^% thm-3\.2\/descent: refuted \(machine-checked\)\n\\begin\{quote\}\n[\s\S]*\$L\(w_\{k\+1\}\) \\le {2}L\(w_k\)\$[\s\S]*\n\\end\{quote\}\n$/,
    );
    expect(verdictsOfTests({ pasted: test })).toEqual({ pasted: 'passed' });
  });

  it('judges again when a sample is dragged, and undo brings the case back', async () => {
    const { page } = await open();
    await judged(page);
    const states = (): Promise<string[]> =>
      page.locator('.lamp').evaluateAll((all) => all.map((lamp) => `${lamp.querySelector('code')?.textContent} ${lamp.className}`).sort());
    const before = await states();
    const sample = page.locator('.plane .sample').nth(1);
    await sample.scrollIntoViewIfNeeded();
    const box = await sample.locator('.mark').boundingBox();
    if (box === null) throw new Error('the sample is not shown');

    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x - 150, box.y + 200, { steps: 5 });
    await page.mouse.up();
    await judged(page);
    const after = await states();
    await page.getByRole('button', { name: 'Undo' }).click();
    await judged(page);

    expect(after).not.toEqual(before);
    expect(await states()).toEqual(before);
  });

  it('turns the separator by mouse and keys, says what it classifies, and labels by it', async () => {
    const { page, errors } = await open();
    await judged(page);
    const text = page.locator('.separator-text');
    const told = async (words: RegExp): Promise<void> => text.filter({ hasText: words }).waitFor();
    await page.getByLabel('Separator', { exact: true }).check();
    await told(/all samples right, with margin (\S+); the largest is \1\./);
    const begins = await text.textContent();
    const handle = page.getByRole('button', { name: /^separator, its positive side/ });
    await handle.scrollIntoViewIfNeeded();
    const plane = await page.locator('.plane').boundingBox();
    const grip = await handle.locator('.grip').boundingBox();
    if (plane === null || grip === null) throw new Error('the separator is not shown');
    const [x, y] = [grip.x + grip.width / 2, grip.y + grip.height / 2];
    const [middle, centre] = [plane.x + plane.width / 2, plane.y + plane.height / 2];

    await page.mouse.move(x, y);
    await page.mouse.down();
    // To the other side of the origin: what was right is wrong.
    await page.mouse.move(2 * middle - x, 2 * centre - y, { steps: 5 });
    await page.mouse.up();
    await told(/has x1, x2.* on the wrong side/);
    const hash = page.waitForFunction(() => location.hash.startsWith('#explore='));
    await page.getByRole('button', { name: 'Label by the separator' }).click();
    await told(/all samples right/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await told(/all samples right/);
    expect(await text.textContent()).toBe(begins);

    const turned = await handle.getAttribute('aria-label');
    await handle.focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await told(/with margin|wrong side/);
    await hash;
    expect(await handle.getAttribute('aria-label')).not.toBe(turned);
    // By its line, a quarter turn away from the handle.
    const angle = async (): Promise<number> => Number(/at (-?\d+) degrees/.exec((await handle.getAttribute('aria-label')) ?? '')?.[1]);
    const before = ((await angle()) - 90) * (Math.PI / 180);
    await page.locator('.plane').evaluate((plane) => plane.scrollIntoView({ block: 'center' }));
    const box = await page.locator('.plane').boundingBox();
    if (box === null) throw new Error('the plane is not shown');
    const along = (degrees: number): [number, number] => [
      box.x + box.width * (0.5 + 0.4 * Math.cos(before + degrees * (Math.PI / 180))),
      box.y + box.height * (0.5 - 0.4 * Math.sin(before + degrees * (Math.PI / 180))),
    ];
    const old = await angle();
    await page.mouse.move(...along(0));
    await page.mouse.down();
    await page.mouse.move(...along(30), { steps: 3 });
    await page.mouse.up();
    await page.waitForFunction(
      (was) => !document.querySelector('.separator .handle')?.getAttribute('aria-label')?.includes(`at ${was} deg`),
      old,
    );
    expect(Math.abs((((await angle()) - old + 540) % 360) - 180 - 30)).toBeLessThan(2);
    expect(errors).toEqual([]);
  });

  it('moves a sample by keys alone and keeps the case in the address', async () => {
    const { page } = await open();
    await judged(page);
    const sample = page.locator('.plane .sample').first();
    const name = await sample.getAttribute('aria-label');
    await sample.focus();

    await page.keyboard.press('Shift+ArrowRight');
    await page.waitForFunction(() => location.hash.startsWith('#explore='));
    const moved = await sample.getAttribute('aria-label');
    const again = await openPage(browser, `${file}${await page.evaluate(() => location.hash)}`);

    expect(moved).not.toBe(name);
    expect(await again.page.locator('.plane .sample').first().getAttribute('aria-label')).toBe(moved);
  });

  it('compares the neurons of a network with the max-margin directions of their partitions', async () => {
    const { page, errors } = await open();
    await judged(page);
    const preset = page.getByRole('combobox', { name: /^Begin with/ });
    const label =
      (await preset.locator('option').allTextContents()).find((name) => name.startsWith('Network with disjoint patterns')) ?? '';
    await preset.selectOption({ label });
    await page.locator('.limit-text').filter({ hasText: 'Followed to ln t = 10,000' }).waitFor();
    const degrees = async (): Promise<number[]> =>
      (await page.locator('.partitions li').allTextContents()).map((text) => Number(/(\S+)° from it/.exec(text)?.[1]));

    const end = await degrees();
    await page.getByLabel('ln t', { exact: true }).focus();
    await page.keyboard.press('Home');
    const begin = await degrees();

    expect(end).toHaveLength(2);
    for (const [h, angle] of end.entries()) {
      expect(angle).toBeLessThan(0.05);
      expect(begin[h]).toBeGreaterThan(5);
    }
    expect(await page.locator('.plane .ray.target').count()).toBe(3);
    expect(await page.locator('.chart .level.target').count()).toBe(3);
    expect(await page.locator('.legend').last().textContent()).toMatch(/lengths by the logarithm[^;]*; of neuron 1/);
    expect(errors).toEqual([]);
  });

  it('slides along ln t', async () => {
    const { page } = await open();
    await judged(page);
    const text = page.locator('.now-text');
    const last = await text.textContent();

    await page.getByLabel('ln t', { exact: true }).focus();
    await page.keyboard.press('Home');

    expect(await text.textContent()).not.toBe(last);
    expect(await page.locator('.slider').textContent()).toContain('ln t = 0.00');
  });

  it.each([
    ['a case with markup in its claim', { format: 'claimcheck-case', version: 2, claim: '<img src=x onerror=boom()>' }, /data/],
    ['what is no case', { hello: '<script>boom()</script>' }, /version|format|is not|must be/],
  ])('tells in words why it does not load %s', async (_, content, words) => {
    const { page, errors } = await open();
    await judged(page);
    await page
      .getByLabel('Load a case')
      .setInputFiles({ name: 'hostile<b>.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(content)) });
    await page.waitForFunction(() => (document.querySelector('.message')?.textContent ?? '') !== '');

    expect(await page.locator('.message').textContent()).toMatch(words);
    expect(await page.locator('.message b, .message img').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('loads a case file and saves one that replay reads', async () => {
    const { page } = await open();
    await judged(page);
    await page.getByLabel('Load a case').setInputFiles('fixtures/witnesses/thm-3.2_cases.json');
    await page.waitForFunction(() => document.querySelector('.message')?.textContent?.startsWith('Loaded'));
    await judged(page);
    const lamp = page.locator('.lamp', { has: page.locator('code', { hasText: /^thm-3.2\/cases$/ }) });
    // One line of the statement stands beside the id, and all of it when the lamp is opened.
    const statement = lamp.locator('summary > .statement');
    const height = async (): Promise<number> => (await statement.boundingBox())?.height ?? 0;
    const closed = await height();
    expect(await statement.textContent()).toBe(claimOf('thm-3.2/cases').statement);
    await lamp.locator('summary').click();
    expect(closed).toBeGreaterThan(10);
    expect(closed).toBeLessThan(30);
    expect(await height()).toBeGreaterThan(1.5 * closed);
    const download = page.waitForEvent('download');
    await lamp.getByRole('button', { name: /Save/ }).click();
    const saved = join(folder, 'saved.json');
    await (await download).saveAs(saved);

    expect(claimcheck('replay', saved)).toContain('violated');
  });

  it('judges own claims on the case that is shown, and saves it for one of them', async () => {
    const own = join(folder, 'own.html');
    const module = 'examples/claims/heavy-ball.js';
    claimcheck('report', '--claims', module, '--cases', '20', '--out', own);
    const { page, errors, requests } = await openPage(browser, own);
    const lamp = page.locator('.lamp.own', { has: page.locator('code', { hasText: /^notes\/heavy-ball$/ }) });
    await lamp.waitFor();
    await page.getByLabel('Step size').fill('0.015625');
    await page.getByLabel('Step size').blur();
    await lamp.locator('.slack').waitFor();
    await judged(page);

    expect(await page.locator('.own-claims').textContent()).toContain(`The page holds the code of ${module}`);
    const kind = (await lamp.locator('.what').textContent()) ?? '';
    const slack = /slack (\S+)/.exec((await lamp.locator('.slack').textContent()) ?? '')?.[1];
    await lamp.locator('summary').click();
    const download = page.waitForEvent('download');
    await lamp.getByRole('button', { name: /Save/ }).click();
    const saved = join(folder, 'own.json');
    await (await download).saveAs(saved);
    const { outcome } = JSON.parse(claimcheck('replay', saved, '--claims', module, '--json', '-')) as {
      outcome: { verdict: string; slack: number };
    };
    // The command and the page come to the same.
    expect([kind, slack]).toEqual([outcome.verdict, outcome.slack.toPrecision(3)]);
    expect(claimcheck('replay', saved, '--claims', module)).toContain('notes/heavy-ball');
    expect(errors).toEqual([]);
    expect(requests).toEqual([]);
  });

  it('judges an edition of several modules, whose settings are fields of the explorer', async () => {
    const edition = join(folder, 'edition.html');
    claimcheck('report', 'nsd/sign', 'adam/step', '--claims', 'editions/optimizers', '--cases', '10', '--out', edition);
    const { page, errors } = await openPage(browser, edition);
    const lamp = page.locator('.lamp.own', { has: page.locator('code', { hasText: /^nsd\/sign$/ }) });
    await lamp.locator('.what', { hasText: 'satisfied' }).waitFor();

    // The claim is about powers of at most 1.
    await page.getByLabel('decay', { exact: true }).fill('2');
    await page.getByLabel('decay', { exact: true }).blur();

    await lamp.locator('.what', { hasText: 'hypotheses not met' }).waitFor();
    await lamp.locator('summary').click();
    expect(await lamp.locator('.hypotheses').textContent()).toContain('not met: eta_k = eta (k+1)^-a');
    expect(errors).toEqual([]);
  });

  it('begins the page of an edition with its first optimizer, and asks for the settings that it and the claims about it read', async () => {
    const edition = join(folder, 'begins.html');
    claimcheck('report', 'adamw/box', '--claims', 'editions/optimizers', '--cases', '10', '--out', edition);
    const { page, errors } = await openPage(browser, edition);
    const method = page.getByRole('combobox', { name: /^Method/ });
    const lamps = page.locator('.lamp code');
    /** What is asked for, and which claims are judged, once they are. */
    const asked = async (claim: string): Promise<{ readonly fields: string[]; readonly claims: string[] }> => {
      await lamps.filter({ hasText: claim }).first().waitFor();
      await page.locator('.lamps ul[aria-busy="false"]').waitFor();
      const fields = await page.locator('.controls label:has(input[type="text"])').allTextContents();
      return { fields: fields.map((name) => name.trim()), claims: (await lamps.allTextContents()).sort() };
    };
    const begun = await asked('nsd/sign');
    const model = await page.getByRole('combobox', { name: /^Model/ }).inputValue();
    await method.selectOption({ label: 'AdamW without epsilon' });
    const decayed = await asked('adamw/box');
    const legend = page.locator('.legend').last();
    await legend.filter({ hasText: 'w is' }).waitFor();
    const [, distance] = /the least loss within it, at \(4, 4\); w is (\S+) away/.exec((await legend.textContent()) ?? '') ?? [];
    const drawn = await page.locator('.plane .landmark').count();
    await page.getByRole('combobox', { name: /^Begin with/ }).selectOption({ label: 'Linear model' });
    const kept = await method.inputValue();
    await method.selectOption({ label: 'gradient descent' });
    const all = await asked('lion/box');

    expect([model, begun]).toEqual(['linear', { fields: ['decay'], claims: ['nsd/logistic-step', 'nsd/sign'] }]);
    expect(decayed).toEqual({ fields: ['decay', 'beta1', 'beta2', 'lambda'], claims: ['adamw/box', 'adamw/box@repaired'] });
    expect(Number(distance)).toBeLessThan(1e-3);
    expect(drawn).toBe(2);
    expect(kept).toBe('own:AdamW without epsilon');
    expect(all.claims.length).toBeGreaterThan(20);
    expect(all.fields).toEqual(expect.arrayContaining(['batch', 'beta1', 'lambda']));
    expect([...begun.fields, ...all.fields]).not.toEqual(expect.arrayContaining(['classes']));
    expect(errors).toEqual([]);
  });

  it('runs the optimizers of an edition, and draws their margins in three norms beside the largest', async () => {
    const edition = join(folder, 'optimizers.html');
    claimcheck('report', 'adam/step', '--claims', 'editions/optimizers', '--cases', '10', '--out', edition);
    const { page, errors, requests } = await openPage(browser, edition);
    const method = page.getByRole('combobox', { name: /^Method/ });
    await method.locator('optgroup option').first().waitFor({ state: 'attached' });
    await page.getByRole('combobox', { name: /^Begin with/ }).selectOption({ label: 'Linear model: another max margin in each norm' });
    const margins = page.locator('.margins li');
    const shares = async (): Promise<number[]> =>
      (await margins.allTextContents()).map((text) => {
        const [, margin, largest] = /margin (\S+), the largest is (\S+)/.exec(text) ?? [];
        return Number(margin) / Number(largest);
      });
    const byMethod = new Map<string, number[]>();
    for (const [label, norm] of [
      ['Coordinate descent (l1)', 'l1'],
      ['Normalised gradient descent (l2)', 'l2'],
      ['Adam without epsilon', 'l-infinity'],
    ] as const) {
      await method.selectOption({ label });
      await page
        .locator('.limit-text')
        .filter({ hasText: `${label}: followed for 100,000 steps` })
        .waitFor();
      await page.locator(`.chart .curve.norm-${norm}`).waitFor();
      byMethod.set(norm, await shares());
    }

    expect(await page.locator('.plane .ray.reference').count()).toBe(3);
    expect([...byMethod.values()].map((all) => all.indexOf(Math.max(...all)))).toEqual([0, 1, 2]);
    for (const all of byMethod.values()) expect(Math.max(...all)).toBeGreaterThan(0.95);
    // The link holds the optimizer, which the page knows only once it has unpacked its edition.
    const link = (): Promise<string> => page.evaluate(() => location.hash);
    await expect
      .poll(async () => decoded((await link()).replace('#explore=', ''))?.optimizer, { timeout: 10_000 })
      .toMatchObject({ kind: 'own', name: 'Adam without epsilon' });
    const again = await openPage(browser, `${edition}${await link()}`);
    await again.page.locator('.limit-text').filter({ hasText: 'Adam without epsilon: followed for 100,000 steps' }).waitFor();
    await page.getByRole('combobox', { name: /^Model/ }).selectOption('relu');
    expect(await method.inputValue()).toBe('gd');
    expect([...errors, ...again.errors]).toEqual([]);
    expect(requests).toEqual([]);
  });

  it('says why it does not judge claims whose module asks for what a page has not', async () => {
    const module = join(folder, 'reads.mjs');
    writeFileSync(
      module,
      `import { existsSync } from 'node:fs';\nimport claims from '${join(process.cwd(), 'examples/claims/heavy-ball.js')}';\nexport default existsSync('.') ? claims : [];\n`,
    );
    const unfit = join(folder, 'unfit.html');
    claimcheck('report', '--claims', module, '--cases', '10', '--out', unfit);
    const { page, errors } = await openPage(browser, unfit);
    await judged(page);

    expect(await page.locator('.own-claims').textContent()).toMatch(
      /not judged here, but above by verify: \S*reads\.mjs imports node:fs, which a page cannot/,
    );
    expect(await page.locator('.lamp.own').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('has nothing that axe finds, in %s', async (colorScheme) => {
    const { page } = await open({ colorScheme });
    await judged(page);
    await page.locator('details.claim summary').first().click();
    expect(await violationsIn(page)).toEqual([]);
  });

  it('fits in 360 pixels', async () => {
    const { page } = await open({ viewport: { width: 360, height: 640 } });
    await judged(page);
    await page.locator('.guide summary').click();
    // As many verdicts as there are kinds of them.
    await page.evaluate(() => {
      for (const row of document.querySelectorAll('.headline tr'))
        while (row.childElementCount < 6) row.append(row.lastElementChild?.cloneNode(true) ?? '');
    });

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  it('says what its words mean, and what a claim states before it is opened', async () => {
    const { page } = await open();
    await page.locator('.guide summary').click();
    const words = await page.locator('.guide dt').allTextContents();

    expect(words).toEqual(expect.arrayContaining(['survives', 'refuted', 'as printed', 'machine-checked', 'slack']));
    // Only what occurs.
    expect(words).not.toContain('not-run');
    expect(await page.locator('details.claim:not([open]) .statement math').first().isVisible()).toBe(true);
  });

  it("draws a case's directions as the picture has them, not as the explorer does", async () => {
    const { page } = await open();
    const section = page.locator('[data-id="thm-3.2/descent"]');
    await section.locator('summary').first().click();
    const limit = section.locator('.picture .ray.limit').first();
    await limit.waitFor();

    expect(await limit.evaluate((ray) => [getComputedStyle(ray).opacity, getComputedStyle(ray).strokeWidth])).toEqual(['1', '2px']);
  });

  it('explains in the explorer what the picture shows of the run, and nothing else', async () => {
    const { page } = await open();
    await judged(page);
    const legend = page.locator('.legend:not(.margins)');
    await legend.filter({ hasText: 'the direction at ln t = 10,000' }).waitFor();

    expect(await legend.textContent()).toContain('linearly separable region');
    expect(await legend.textContent()).toContain('strikes');
    await page.getByRole('combobox', { name: /^Model/ }).selectOption('linear');
    await legend.filter({ hasNotText: 'linearly separable region' }).waitFor();
    expect(await legend.textContent()).not.toContain('kinks');
  });

  it('reports no error on any page of these tests', () => {
    expect(opened.length).toBeGreaterThan(5);
    expect(opened.flatMap(({ errors }) => errors)).toEqual([]);
  });
});
