/** Extremal hunts: what they are after, that they find it, and what they certify. */

import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { extremalHunt } from '../../src/api/extremal-hunt.js';
import { certifier } from '../../src/certify/certifier.js';
import type { Claim, Evaluation } from '../../src/claim/claim.js';
import { defineClaim } from '../../src/claim/define.js';
import { DefinitionError } from '../../src/claim/definition-error.js';
import { holds, paper } from '../../src/claim/hypotheses.js';
import { judgeCase } from '../../src/claim/outcome.js';
import { standardParts } from '../../src/claim/parts.js';
import { noSteps } from '../../src/claim/steps.js';
import type { Case } from '../../src/data/case.js';
import { parseCaseFile } from '../../src/data/case-file.js';
import { separable } from '../../src/generator/separable.js';
import { towards } from '../../src/hunt/extremal/aim.js';
import { complexity } from '../../src/hunt/shrink/complexity.js';
import { readStoredCase } from '../../src/record/case-files.js';
import { schemas } from '../../src/report/schema.js';
import { commanded } from '../support/cli.js';

const folder = mkdtempSync(join(tmpdir(), 'claimcheck-extremal-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Half the sum of the squares of (x - 1), over all entries of the data, which is 0 at 1; measured where the first entry is positive. */
function height({ data }: Case): number {
  return data.x.flat().reduce((sum, x) => sum + (x - 1) ** 2 / 2, 0);
}

const about = (certify?: Claim['certify']): Claim =>
  defineClaim({
    id: 'test/height',
    source: 'none',
    statement: 'The height is at least 0.',
    slack: 'height',
    cases: separable({ samples: [2, 2], dimension: [1, 1] }).map(({ data }) => ({ data, start: [0], steps: noSteps })),
    quantities: { height: { about: 'the height', ...(certify === undefined ? {} : { certify }) } },
    evaluate(input): Evaluation {
      const hypotheses = [holds(paper('first', 'x_1 > 0'), (input.data.x[0]?.[0] ?? 0) > 0)];
      const value = height(input);
      return {
        hypotheses,
        conclusion: { slack: value, rounding: 0, step: 0 },
        measured: { height: { value, rounding: 2 ** -40 } },
        labels: [],
      };
    },
  });

const at = (...rows: number[]): Case => ({
  claim: 'test/height',
  data: { x: rows.map((x) => [x]), y: rows.map((_, i) => (i % 2 === 0 ? 1 : -1)) },
  start: [0],
  steps: noSteps,
});

describe('the claim that a search lowers', () => {
  const slackOf = (claim: Claim, input: Case): number => judgeCase(claim, input, standardParts).evaluation.conclusion?.slack ?? Number.NaN;
  const inputs = [at(1, 1), at(1, 1.5), at(2, 3), at(1, 40), at(1, 4000)];

  it('has a positive slack that grows with the quantity where it is to be small', () => {
    const slacks = inputs.map((input) => slackOf(towards(about(), { quantity: 'height', sense: 'minimise' }), input));

    expect(slacks.every((slack, i) => slack > (slacks[i - 1] ?? 0))).toBe(true);
  });

  it('has a positive slack that falls with the quantity where it is to be large', () => {
    const slacks = inputs.map((input) => slackOf(towards(about(), { quantity: 'height', sense: 'maximise' }), input));

    expect(slacks.every((slack, i) => slack > 0 && slack < (slacks[i - 1] ?? Number.POSITIVE_INFINITY))).toBe(true);
  });

  it('keeps the hypotheses, and cannot decide where nothing was measured', () => {
    expect(judgeCase(towards(about(), { quantity: 'height', sense: 'minimise' }), at(-1, 1), standardParts).kind).toBe('discarded');
    expect(judgeCase(towards(about(), { quantity: 'depth', sense: 'minimise' }), at(1, 1), standardParts).kind).toBe('undecided');
  });
});

describe('an extremal hunt', () => {
  const complexityOf = (stored: object): number => complexity(parseCaseFile(JSON.stringify(stored), 'a case').input);

  it('finds a minimum that draws do not hit, on cases within the hypotheses, and reports it by the schema', async () => {
    const report = schemas['extremal-hunt'].parse(
      await extremalHunt(about(), { quantity: 'height', sense: 'minimise' }, { maxCases: 3000 }),
    );

    expect(report.best?.value).toBeLessThan(1e-3);
    expect(report.best?.case.data.x[0]?.[0]).toBeGreaterThan(0);
    expect(report.certified).toBeUndefined();
  });

  it('certifies the best case that has a certificate, which need not be the best', async () => {
    const wide = certifier(({ arithmetic, input }) => ({
      hypotheses: [],
      step: 0,
      slack: arithmetic.bounds(arithmetic.double(height(input))),
      argument: [],
    }));
    const picky: Claim['certify'] = (input) => (height(input) > 2 ** -6 ? wide(input) : undefined);
    const { best, certified } = await extremalHunt(about(picky), { quantity: 'height', sense: 'minimise' }, { maxCases: 1000 });

    expect(best?.value).toBeLessThan(2 ** -6);
    expect(certified === undefined || Number(certified.low) > 2 ** -7).toBe(true);
    const all = await extremalHunt(about(wide), { quantity: 'height', sense: 'minimise' }, { maxCases: 1000 });
    expect(all.certified?.case).toEqual(all.best?.case);
  });

  it('shrinks the case it ends with, and keeps the value and the certificate', async () => {
    const wide = certifier(({ arithmetic, input }) => ({
      hypotheses: [],
      step: 0,
      slack: arithmetic.bounds(arithmetic.double(height(input))),
      argument: [],
    }));
    for (const sense of ['minimise', 'maximise'] as const) {
      const { best, certified, smallest, shrinking } = await extremalHunt(
        about(wide),
        { quantity: 'height', sense },
        { maxCases: 400, seed: 3 },
      );
      const [value, least] = [Number(best?.value), Number(smallest?.value)];
      if (certified === undefined || smallest === undefined) throw new Error('it has both');

      expect(Number(shrinking)).toBeGreaterThan(0);
      expect(complexityOf(smallest.case)).toBe(smallest.complexity);
      expect(smallest.complexity).toBeLessThanOrEqual(complexityOf(certified.case));
      expect(sense === 'minimise' ? least - value : value - least).toBeLessThanOrEqual(2 ** -13 * (Math.abs(value) + 2 ** -30));
      expect(Number(smallest.low)).toBeLessThanOrEqual(least);
      expect(Number(smallest.high)).toBeGreaterThanOrEqual(least);
    }
  });

  it('ends with a simple case where there is one of the same value', async () => {
    // The number of samples that are positive: at most 2 are drawn, and any values will do.
    const counted: Claim = {
      ...about(),
      evaluate: (input) => ({
        hypotheses: [],
        conclusion: { slack: 1, rounding: 0, step: 0 },
        measured: { height: { value: input.data.x.filter(([x = 0]) => x > 0).length, rounding: 0 } },
        labels: [],
      }),
    };
    const { best, smallest } = await extremalHunt(counted, { quantity: 'height', sense: 'maximise' }, { maxCases: 300 });

    expect(smallest?.value).toBe(best?.value);
    expect(smallest?.case.data.x.every(([x]) => x === 1)).toBe(true);
  });

  it('is the same for one seed', async () => {
    const hunted = () => extremalHunt(about(), { quantity: 'height', sense: 'maximise' }, { maxCases: 300, seed: 5 });

    expect((await hunted()).best).toEqual((await hunted()).best);
  });

  it('refuses a quantity that the claim does not measure', async () => {
    await expect(extremalHunt(about(), { quantity: 'depth', sense: 'minimise' })).rejects.toThrow('measures no quantity depth');
  });
});

describe('a definition', () => {
  it.each([
    ['a name that a command line cannot take', { 'The Height': { about: 'x' } }],
    ['a quantity that says nothing of itself', { height: { about: '' } }],
  ])('is refused for %s', (_, quantities) => {
    expect(() => defineClaim({ ...about(), quantities })).toThrow(DefinitionError);
  });
});

describe('claimcheck hunt --maximise', () => {
  it('certifies the rise of the loss that it finds, and writes the case', async () => {
    const flags = ['--maximise', 'loss-rise', '--max-cases', '60', '--jobs', '1', '--out', join(folder, 'new')];
    const { code, stdout } = await commanded('hunt', 'thm-3.2/descent', ...flags, '--json', '-');
    const { best, certified } = schemas['extremal-hunt'].parse(JSON.parse(stdout));

    expect(code).toBe(0);
    expect(Number(certified?.low)).toBeGreaterThan(0);
    expect(Number(certified?.high)).toBeLessThanOrEqual(Number(best?.value) + 1e-9);
    expect(readStoredCase(join(folder, 'new', 'hunt-thm-3.2_descent.seed1.maximise-loss-rise.best.json')).outcome.verdict).toBe('violated');
  });

  /** A hunt for the largest rise that keeps its journal in a folder. */
  const rising = (to: string, ...more: string[]): string[] => [
    'hunt',
    'thm-3.2/descent',
    '--maximise',
    'loss-rise',
    '--jobs',
    '1',
    '--out',
    join(folder, to),
    ...more,
  ];
  const journalIn = (to: string): string => join(folder, to, 'thm-3.2_descent.portfolio.seed1.maximise-loss-rise.jsonl');
  const caseIn = (to: string, name: string): string =>
    readFileSync(join(folder, to, `hunt-thm-3.2_descent.seed1.maximise-loss-rise.${name}.json`), 'utf8');

  it('goes on from its journal, to the result of a hunt that was never interrupted', async () => {
    await commanded(...rising('parts', '--max-cases', '40'));
    const before = readFileSync(journalIn('parts'), 'utf8');
    const resumed = await commanded(...rising('parts', '--max-cases', '100'));
    await commanded(...rising('whole', '--max-cases', '100'));

    expect(readFileSync(journalIn('parts'), 'utf8').startsWith(before)).toBe(true);
    expect(Number(/\((\d+) of them from the journal\)/.exec(resumed.stdout)?.[1])).toBeGreaterThanOrEqual(40);
    for (const name of ['best', 'smallest']) expect(caseIn('parts', name)).toBe(caseIn('whole', name));
    expect(readFileSync(journalIn('parts'), 'utf8')).toBe(readFileSync(journalIn('whole'), 'utf8'));
  });

  it('goes on where the last line is unfinished, as kill -9 leaves it', async () => {
    const whole = readFileSync(journalIn('whole'), 'utf8');
    mkdirSync(join(folder, 'killed'));
    writeFileSync(journalIn('killed'), whole.slice(0, -20));

    const { code, stdout } = await commanded(...rising('killed', '--max-cases', '1'));

    expect(code).toBe(0);
    expect(stdout).toMatch(/of them from the journal/);
    expect(readFileSync(journalIn('killed'), 'utf8')).toBe(whole.slice(0, whole.trimEnd().lastIndexOf('\n') + 1));
  });

  it('refuses the journal of another aim under its name', async () => {
    const other = journalIn('killed').replace('maximise', 'minimise');
    renameSync(journalIn('killed'), other);
    const { code, stderr } = await commanded(
      ...rising('killed', '--max-cases', '1').map((flag) => (flag === '--maximise' ? '--minimise' : flag)),
    );

    expect(code).toBe(3);
    expect(stderr).toMatch(/its aim is "maximise-loss-rise", this one's is "minimise-loss-rise"/);
  });

  it.each([
    ['an unknown quantity', ['--minimise', 'luck'], /measures no quantity "luck": it measures loss-rise/],
    ['both senses', ['--minimise', 'loss-rise', '--maximise', 'loss-rise'], /exclude each other/],
  ])('refuses %s', async (_, flags, message) => {
    const { code, stderr } = await commanded('hunt', 'thm-3.2/descent', ...flags);

    expect(code).toBe(3);
    expect(stderr).toMatch(message);
  });
});
