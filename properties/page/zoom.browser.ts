import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsIn } from '../support/axe.js';
import { browserPath, type OpenPage, openBrowser, openPage } from '../support/chromium.js';

/** Where a sample is on the screen. */
const placeOf = (page: Page, name: string): Promise<{ readonly x: number; readonly y: number }> =>
  page.locator(`.plane .sample[aria-label^="${name}:"] .mark`).evaluate((mark) => {
    const { left, top, width, height } = mark.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });

const labelOf = async (page: Page, name: string): Promise<string | null> =>
  page.locator(`.plane .sample[aria-label^="${name}:"]`).getAttribute('aria-label');

const apart = async (page: Page): Promise<number> => {
  const [one, two] = [await placeOf(page, 'x1'), await placeOf(page, 'x2')];
  return Math.hypot(one.x - two.x, one.y - two.y);
};

describe.skipIf(browserPath === undefined)('the plane of the explorer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-zoom-'));
  const file = join(folder, 'explorer.html');
  let browser: Browser;
  const opened: OpenPage[] = [];
  const open = async (options: Parameters<typeof openPage>[2] = {}): Promise<Page> => {
    const one = await openPage(browser, file, options);
    opened.push(one);
    // The frame is that of the first steps.
    await one.page.locator('.plane .path').first().waitFor();
    await one.page.locator('svg.plane').scrollIntoViewIfNeeded();
    return one.page;
  };
  beforeAll(async () => {
    execFileSync(process.execPath, ['dist/cli/main.js', 'report', '--explorer', '--out', file]);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  it('zooms about the pointer with Ctrl and the wheel, and shows all again', async () => {
    const page = await open();
    const [place, whole] = [await placeOf(page, 'x1'), await apart(page)];
    expect(await page.getByRole('button', { name: 'Show all' }).isDisabled()).toBe(true);

    const pointer = { x: Math.round(place.x), y: Math.round(place.y) };
    await page.mouse.move(pointer.x, pointer.y);
    await page.keyboard.down('Control');
    for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    // Each turn by 2^0.2.
    await expect.poll(() => apart(page)).toBeCloseTo(2 * whole, 0);
    const still = await placeOf(page, 'x1');

    // What is beside the pointer by less than a pixel is twice as far from it.
    expect(still.x - pointer.x).toBeCloseTo(2 * (place.x - pointer.x), 0);
    expect(still.y - pointer.y).toBeCloseTo(2 * (place.y - pointer.y), 0);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => apart(page)).toBeCloseTo(whole, 3);
  });

  it('leaves the wheel to the page until it has the focus', async () => {
    const page = await open();
    const whole = await apart(page);
    const box = await page.locator('svg.plane').boundingBox();
    if (box === null) throw new Error('no plane');

    await page.mouse.move(box.x + 30, box.y + 30);
    await page.mouse.wheel(0, 120);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
    expect(await apart(page)).toBeCloseTo(whole, 3);
    await page.locator('svg.plane').focus();
    await page.mouse.move(box.x + 60, box.y + 60);
    await page.mouse.wheel(0, -200);
    await expect.poll(() => apart(page)).toBeGreaterThan(1.2 * whole);
  });

  it('is moved by the mouse on an empty place, and a sample dragged then has the coordinates of where it is dropped', async () => {
    const page = await open();
    const before = await placeOf(page, 'x2');
    const box = await page.locator('svg.plane').boundingBox();
    if (box === null) throw new Error('no plane');

    await page.mouse.move(box.x + 40, box.y + box.height - 40);
    await page.mouse.down();
    await page.mouse.move(box.x + 90, box.y + box.height - 70, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await placeOf(page, 'x2')).x - before.x).toBeCloseTo(50, 0);
    expect((await placeOf(page, 'x2')).y - before.y).toBeCloseTo(-30, 0);

    // Onto the place of x1, which stays where it is.
    const [from, to] = [await placeOf(page, 'x2'), await placeOf(page, 'x1')];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => labelOf(page, 'x2')).toMatch(/at (1|0\.99\d*|1\.0\d*), (1|0\.99\d*|1\.0\d*);/);
    expect(await labelOf(page, 'x1')).toContain('at 1, 1;');
  });

  it('is zoomed and moved by keys, while arrow keys on a sample move the sample', async () => {
    const page = await open();
    const whole = await apart(page);

    await page.locator('svg.plane').focus();
    for (let press = 0; press < 3; press++) await page.keyboard.press('+');
    await expect.poll(() => apart(page)).toBeCloseTo(whole * 1.25 ** 3, 0);
    const before = await placeOf(page, 'x1');
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await placeOf(page, 'x1')).x).toBeLessThan(before.x - 20);
    await page.keyboard.press('0');
    await expect.poll(() => apart(page)).toBeCloseTo(whole, 3);

    await page.locator('.plane .sample[aria-label^="x1:"]').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => labelOf(page, 'x1')).not.toContain('at 1, 1;');
    expect(await page.getByRole('button', { name: 'Show all' }).isDisabled()).toBe(true);
  });

  it('shows a sample that gets the focus outside of what is seen', async () => {
    const page = await open();
    await page.locator('svg.plane').focus();
    for (let press = 0; press < 9; press++) await page.keyboard.press('ArrowDown');
    const box = await page.locator('svg.plane').boundingBox();
    if (box === null) throw new Error('no plane');
    await expect.poll(async () => (await placeOf(page, 'x2')).y).toBeLessThan(box.y);

    await page.locator('.plane .sample[aria-label^="x2:"]').focus();

    await expect.poll(async () => (await placeOf(page, 'x2')).y).toBeGreaterThan(box.y);
  });

  it('zooms under two fingers, and one finger scrolls the page', async () => {
    const page = await open({ hasTouch: true, viewport: { width: 360, height: 740 } });
    const whole = await apart(page);
    const box = await page.locator('svg.plane').boundingBox();
    if (box === null) throw new Error('no plane');
    const middle = { x: box.x + box.width / 2, y: box.y + box.height * 0.8 };
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', away?: number): Promise<unknown> =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: away === undefined ? [] : [-away, away].map((by, id) => ({ x: middle.x + by, y: middle.y, id })),
      });

    await touch('touchStart', 30);
    for (const away of [40, 50, 60]) await touch('touchMove', away);
    await touch('touchEnd');

    await expect.poll(() => apart(page)).toBeCloseTo(2 * whole, 0);
    expect(await page.locator('svg.plane').evaluate((plane) => getComputedStyle(plane).touchAction)).toBe('pan-x pan-y');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  it('has no violation that axe-core finds, zoomed in light and in dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open({ colorScheme });
      await page.getByRole('button', { name: 'Zoom in' }).click();
      expect(await violationsIn(page)).toEqual([]);
    }
  });

  it('reports no error on any page of these tests', () => {
    expect(opened.length).toBeGreaterThan(5);
    expect(opened.flatMap(({ errors }) => errors)).toEqual([]);
  });
});
