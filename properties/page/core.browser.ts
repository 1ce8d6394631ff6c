import { readdirSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claims, judgeCase, parseCaseFile, standardParts } from '../../src/core.js';
import { bundled } from '../support/bundle.js';
import { browserPath, openBrowser } from '../support/chromium.js';

const witnesses = readdirSync('fixtures/witnesses').map((name) => ({ name, text: readFileSync(`fixtures/witnesses/${name}`, 'utf8') }));

/** What is compared: numbers as text, which JSON has no word for infinities. */
function judgedHere({ name, text }: (typeof witnesses)[number]): object {
  const { input } = parseCaseFile(text, name);
  const claim = claims.find(({ id }) => id === input.claim);
  if (claim === undefined) throw new Error(`${name}: no claim ${input.claim}`);
  const { kind, evaluation } = judgeCase(claim, input, standardParts);
  return { name, kind, slack: String(evaluation.conclusion?.slack), step: String(evaluation.conclusion?.step) };
}

describe.skipIf(browserPath === undefined)('claimcheck/core in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('gives the slacks of all witnesses to the bit', async () => {
    const page = await browser.newPage();
    await page.addScriptTag({ content: (await bundled('src/core.ts')).code });

    const there = await page.evaluate((all) => {
      type Core = typeof import('../../src/core.js');
      const { core } = globalThis as unknown as { core: Core };
      return all.map(({ name, text }) => {
        const { input } = core.parseCaseFile(text, name);
        const claim = core.findClaim(input.claim);
        if (claim === undefined) throw new Error(`${name}: no claim ${input.claim}`);
        const { kind, evaluation } = core.judgeCase(claim, input, core.standardParts);
        return { name, kind, slack: String(evaluation.conclusion?.slack), step: String(evaluation.conclusion?.step) };
      });
    }, witnesses);

    expect(there.length).toBe(witnesses.length);
    expect(there).toEqual(witnesses.map(judgedHere));
  }, 600_000);
});
