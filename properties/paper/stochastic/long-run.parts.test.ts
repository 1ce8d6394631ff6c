/** Long runs of SGD, and what is looked at of them, where all that can come out is known. */

import { describe, expect, it } from 'vitest';
import type { IntervalRecord } from '../../../src/claim/interval-record.js';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { powerSteps } from '../../../src/claim/steps.js';
import type { Case } from '../../../src/data/case.js';
import { dataset } from '../../../src/data/dataset.js';
import { alphaLedger, CASE_ALLOWANCE } from '../../../src/monte-carlo/alpha-ledger.js';
import type { Ceilings } from '../../../src/monte-carlo/ceilings.js';
import { replicateColumns } from '../../../src/monte-carlo/replicate-columns.js';
import type { Replicates } from '../../../src/monte-carlo/replicates.js';
import { dot } from '../../../src/numerics/vector.js';
import { lengthAndLogLoss } from '../../../src/paper/stochastic/long-run-length.js';
import { recordLossBound } from '../../../src/paper/stochastic/long-run-loss-bound.js';
import { longRunView } from '../../../src/paper/stochastic/long-run-view.js';
import type { StableCase } from '../../../src/paper/stochastic/stable-case.js';
import { claimOf } from '../../support/judging.js';

const RUNS = 16;
const start = Float64Array.of(3, 4);
const columns = replicateColumns(2);
const at = {
  data: dataset({
    x: [
      [1, 0],
      [0, 1],
      [-1, -1],
    ],
    y: [1, 1, -1],
  }),
  active: [0, 1],
  reach: 1,
  gamma: 1 / 2,
  direction: Float64Array.of(0.6, 0.8),
  alpha: 3 / 4,
  start,
  eta: (k: number) => 1 / (k + 1),
} as unknown as StableCase;
/** L less its limit at the start. */
const LOSS = (Math.exp(-3) + Math.exp(-4)) / 3;

/** Runs that are where they began, with the columns given; products with c go from c.w_0 to so much more. */
function viewOf(values: Readonly<Record<number, number>>, further: number) {
  const ceilings = {
    along: (c: ArrayLike<number>) => [dot(c, start), dot(c, start) + further] as const,
    loss: [0, 1],
    lossSum: [0, 1],
    pathLength: [0, further],
  } as unknown as Ceilings;
  const runs = {
    replicates: RUNS,
    at: [1],
    columns,
    values: (_: number, column: number) => new Float64Array(RUNS).fill(values[column] ?? 0),
  };
  return longRunView(at, { t: 1, runs: runs as unknown as Replicates, place: 0, ceilings, ledger: alphaLedger(CASE_ALLOWANCE), shares: 8 });
}

describe('the length of the mean and the logarithm of its loss', () => {
  it('are those of the start while nothing has moved', () => {
    const view = viewOf({ [columns.average]: 3, [columns.average + 1]: 4, [columns.averageLoss]: LOSS }, 0);
    const due = 5 + Math.log((3 / 2) * LOSS);
    const { sum, size } = lengthAndLogLoss(view);

    expect(sum.value).toBeCloseTo(due, 12);
    expect(sum.low).toBeLessThanOrEqual(due);
    expect(sum.high).toBeGreaterThanOrEqual(due);
    // On every path ln L is from minus the mean of 3 and 4 to minus the least of them.
    expect(sum.high - sum.low).toBeLessThan(1 / 2);
    expect(size).toBeCloseTo(5 - Math.log((3 / 2) * LOSS), 12);
  });
});

describe('the loss of the mean', () => {
  it('is held against the mean of the losses, relative to both', () => {
    const sizes: number[] = [];
    const record = { order: () => {}, atLeastZero: (...[, , size]: Parameters<IntervalRecord['atLeastZero']>) => sizes.push(size) };
    recordLossBound(viewOf({ [columns.averageLoss]: 1 / 64, [columns.lossMean]: 3 / 64 }, 4), record as unknown as IntervalRecord);

    expect(sizes).toEqual([expect.closeTo(1 / 64 + 3 / 64, 12)]);
  });
});

describe('prop-1/staying/long@intended', () => {
  it('has a range that takes in squares above the bound', () => {
    const parts: Parts = {
      ...standardParts,
      stayingRuns(options) {
        const runs = standardParts.stayingRuns(options);
        return { ...runs, rows: runs.rows.map((row) => ({ ...row, squareSum: row.activeSum })) };
      },
    };
    // Far along w^+ the bound is below the sum of eta_k^2 |x_i|^2 over active draws.
    const input: Case = {
      claim: 'prop-1/staying/long@intended',
      data: {
        x: [
          [1, 1 / 8],
          [1, 1 / 8],
          [1, -7],
        ],
        y: [1, 1, -1],
      },
      start: [6, 0.9],
      steps: powerSteps(33 / 64, 1),
      seed: 1,
    };
    const { kind, evaluation } = judgeCase(claimOf(input.claim), input, parts);

    expect(judgeCase(claimOf(input.claim), input, standardParts).kind).not.toBe('violated');
    expect([kind, evaluation.labels.some(([name]) => name === 'outside')]).toEqual(['violated', false]);
  });
});

describe('sec-3.3/otherwise', () => {
  /** Draws of x_2 wake x_3, three draws of x_3 silence it; x_4 stays on its kink for ever. */
  const kindOf = (draws: readonly number[]) => {
    const left = [...draws];
    const parts: Parts = { ...standardParts, uniformSampler: () => () => left.shift()! };
    const input: Case = {
      claim: 'sec-3.3/otherwise',
      data: {
        x: [
          [1, 0, 0],
          [0, 1, 0],
          [-0.1, 0.2, 0],
          [0, 0, 1],
        ],
        y: [1, 1, -1, -1],
      },
      start: [1.01, 0.5, 0],
      steps: powerSteps(0.75, 12),
      seed: 1,
    };
    const { kind, evaluation } = judgeCase(claimOf(input.claim), input, parts);
    return [kind, evaluation.conclusion?.note];
  };
  const early = [2, 2, 2, 2, 2, 2];

  it('holds where a negative wakes twice in the second half of the run, and is left open where it wakes once', () => {
    expect(kindOf([...early, 1, 2, 2, 2, 1, 0])).toEqual(['satisfied', 'negatives wake 2 times']);
    expect(kindOf([...early, 1, 2, 2, 2, 0, 0])).toEqual(['undecided', undefined]);
  });
});
