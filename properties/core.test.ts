import { readdirSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { claims, judgeCase, parseCaseFile, standardParts } from '../src/core.js';
import { bundled } from './support/bundle.js';

/** What pages have besides the language itself. */
const WEB = { WebAssembly, atob, TextEncoder, TextDecoder, setTimeout, clearTimeout, setInterval, clearInterval, performance, URL, crypto };

const witnesses = readdirSync('fixtures/witnesses').map((name) => ({ name, text: readFileSync(`fixtures/witnesses/${name}`, 'utf8') }));

describe('claimcheck/core', () => {
  let bundle: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => {
    bundle = await bundled('src/core.ts');
  });

  it('asks for no module of Node', () => {
    expect(bundle.asked).toEqual([]);
  });

  it('judges the witnesses without Node as with it, to the bit', () => {
    const judge = `
      ${bundle.code}
      witnesses.map(({ name, text }) => {
        const { input } = core.parseCaseFile(text, name);
        const { kind, evaluation } = core.judgeCase(core.findClaim(input.claim), input, core.standardParts);
        return { name, kind, slack: evaluation.conclusion?.slack, step: evaluation.conclusion?.step };
      })`;
    const few = witnesses.filter((_, index) => index % 4 === 0);

    const without = runInNewContext(judge, { ...WEB, witnesses: few }) as unknown[];

    const within = few.map(({ name, text }) => {
      const { input } = parseCaseFile(text, name);
      const claim = claims.find(({ id }) => id === input.claim);
      if (claim === undefined) throw new Error(`no claim ${input.claim}`);
      const { kind, evaluation } = judgeCase(claim, input, standardParts);
      return { name, kind, slack: evaluation.conclusion?.slack, step: evaluation.conclusion?.step };
    });
    expect(without.length).toBeGreaterThan(5);
    expect(JSON.parse(JSON.stringify(without))).toEqual(JSON.parse(JSON.stringify(within)));
  });

  it('would be caught asking for one', async () => {
    expect((await bundled('src/data/shipped.ts')).asked).toEqual(expect.arrayContaining([expect.stringMatching(/^node:fs by /)]));
  });
});
