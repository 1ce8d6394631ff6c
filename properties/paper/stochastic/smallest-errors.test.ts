/** What the claims on long runs see: the smallest error of each statement that one of its cases calls a violation. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import type { StayingRow } from '../../../src/monte-carlo/staying-runs.js';
import { stochasticClaims } from '../../../src/paper/stochastic/index.js';
import { casesToViolation, claimOf, drawCases } from '../../support/judging.js';
import { recordedVerdicts } from '../../support/records.js';

const records = recordedVerdicts();
/** Lemma F.1 is judged far out too, by bounds that leave nothing to chance. */
const F1 = 'lem-f1@repaired';
const long = stochasticClaims.filter(({ id, method }) => (method === 'statistics' || id === F1) && records[id]?.verdict !== 'refuted');
const CASES = 3;

/** Columns that stand for sum eta_k E L(w_k), times a factor that depends on B^2. */
function losses(factor: (square: number) => number): Parts {
  return {
    ...standardParts,
    sgdReplicates(options) {
      const runs = standardParts.sgdReplicates(options);
      const { lossSum, fullLossSum } = runs.columns;
      const { data, active } = options;
      const squares = active.map((i) => data.x.slice(i * data.d, (i + 1) * data.d).reduce((sum, entry) => sum + entry * entry, 0));
      const by = factor(Math.max(...squares));
      return {
        ...runs,
        values: (place, column) =>
          column === lossSum || column === fullLossSum ? runs.values(place, column).map((value) => value * by) : runs.values(place, column),
      };
    },
  };
}

describe('the table of the smallest errors', () => {
  const text = readFileSync('docs/explanation/long-runs.md', 'utf8');
  const rows = new Map([...text.matchAll(/^\| ([\w./@-]+) \| 1\/(\d+) \|/gm)].map(([, id = '', size]) => [id, 1 / Number(size)]));

  it.each(long.map(({ id }) => id))('has %s, which sees an error of less than 5%', (id) => {
    expect(rows.get(id)).toBeLessThan(0.05);
  });
});

/** Runs that stay, with an error of a twentieth in what is told of them. */
function stayingRows(alter: (row: StayingRow) => Partial<StayingRow>): Parts {
  return {
    ...standardParts,
    stayingRuns(options) {
      const runs = standardParts.stayingRuns(options);
      return { ...runs, rows: runs.rows.map((row) => ({ ...row, ...alter(row) })) };
    },
  };
}

describe.each([
  ['prop-1/staying/long@intended', stayingRows(({ activeSum }) => ({ activeSum: activeSum.map((sum) => sum / 1.05) }))],
  ['thm-3.3/staying/long@repaired', stayingRows(({ lossMean }) => ({ lossMean: lossMean.map((mean) => mean / 1.05) }))],
  [
    'thm-3.4/staying/long@repaired',
    stayingRows(({ average }) => ({ average: average.map((entry) => entry.map((value) => 1.05 * value)) })),
  ],
])('an error of a twentieth, given that SGD stays', (id, parts) => {
  it(`is called by ${id} within 40 cases`, () => {
    expect(casesToViolation(claimOf(id), parts, 0, 40)).toBeDefined();
  });
});

describe('step sizes whose power is off by a twentieth', () => {
  const claim = claimOf(F1);
  const steeper: Parts = { ...standardParts, powerSchedule: (alpha) => standardParts.powerSchedule(Math.min(1.05 * alpha, 0.99)) };
  const inputs = drawCases(claim, 1, CASES);

  it.each(inputs.map((input, index) => [index, input] as const))('are called by lemma F.1, case %d', (_, input) => {
    const { kind, evaluation } = judgeCase(claim, input, steeper);

    expect(kind).toBe('violated');
    expect(evaluation.conclusion?.note).toContain('at t = 1e+300');
    expect(judgeCase(claim, input, standardParts).kind).toBe('satisfied');
  });
});

describe('B^2 left out of (2 - B^2)', () => {
  const claim = claimOf('prop-1/eq-13/long@intended');
  const inputs = drawCases(claim, 1, CASES);
  const broken = (parts: Parts): number => inputs.filter((input) => judgeCase(claim, input, parts).kind === 'violated').length;

  it('breaks eq. 13 on every case', () => {
    expect(broken(losses((square) => 2 / (2 - square)))).toBe(CASES);
  });

  it('is seen from a twentieth of the coefficient on', () => {
    expect(broken(losses(() => 1.05))).toBeGreaterThan(0);
  });
});
