/** What the claims about leaky ReLU say of cases that are worked out by hand. */

import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { constantSteps, noSteps, powerSteps } from '../../../src/claim/steps.js';
import type { Case, Steps } from '../../../src/data/case.js';
import { dataset } from '../../../src/data/dataset.js';
import type { Workspace } from '../../../src/model/model.js';
import { halved } from '../../../src/paper/leaky-relu/leaky.sgd.js';
import { offsetMargin } from '../../../src/paper/leaky-relu/offset-margin.js';
import { isCentred } from '../../../src/paper/leaky-relu/section-4-1.origin.js';
import { claimOf } from '../../support/judging.js';

const AXES = {
  x: [
    [1, 0],
    [0, 1],
  ],
  y: [1, -1],
};
const judged = (
  claim: string,
  start: readonly number[],
  steps: Steps,
  { slope, parts = standardParts, data = AXES }: { slope?: number; parts?: Parts; data?: Case['data'] } = {},
) => judgeCase(claimOf(claim), { claim, data, start, steps, seed: 1, ...(slope === undefined ? {} : { slope }) }, parts);
const failed = ({ evaluation }: ReturnType<typeof judged>): string[] =>
  evaluation.hypotheses.filter(({ slack }) => slack < 0).map(({ id }) => id);

/** Parts whose leaky model says something else. */
const tellingLeaky = (tell: (into: Workspace) => void): Parts => ({
  ...standardParts,
  leakyRelu: (slope) => {
    const model = standardParts.leakyRelu(slope);
    return {
      ...model,
      evaluate(data, w, into) {
        model.evaluate(data, w, into);
        tell(into);
      },
    };
  },
});

describe('slopes', () => {
  it.each(['leaky/last-kink@repaired', 'leaky/landscape', 'sec-4.1/origin', 'sec-4.1/origin@repaired'])(
    'of %s are between 0 and 1',
    (id) => {
      const steps = id.includes('kink') ? constantSteps(0.25, 1) : noSteps;

      for (const slope of [-1, 0, 1, 3 / 2]) expect(failed(judged(id, [1, -1], steps, { slope }))).toEqual(['slope']);
      expect(failed(judged(id, [1, -1], steps, { slope: 1 / 2 }))).not.toContain('slope');
    },
  );
});

describe('leaky/special-cases@intended', () => {
  const id = 'leaky/special-cases@intended';

  it('tells whether some samples are active and some not', () => {
    const labelsAt = (start: readonly number[]) => judged(id, start, noSteps).evaluation.labels;

    expect(
      [
        [1, 1],
        [-1, -1],
        [0, 0],
        [1, -1],
      ].map(labelsAt),
    ).toEqual(['uniform', 'uniform', 'uniform', 'mixed'].map((kind) => [['activation', kind]]));
  });

  it('is broken where the loss is scaled otherwise', () => {
    const parts = tellingLeaky((into) => {
      into.shift += 1;
    });

    expect(judged(id, [1, -1], noSteps)).toMatchObject({ kind: 'satisfied' });
    expect(judged(id, [1, -1], noSteps, { parts })).toMatchObject({ kind: 'violated', evaluation: { conclusion: { slack: -1 } } });
  });
});

describe('leaky/last-kink@repaired', () => {
  const from = (start: readonly number[], count: number) =>
    judged('leaky/last-kink@repaired', start, constantSteps(0.25, count), { slope: 1 / 2 });

  it('counts from the first step with L < 1/n, the start too', () => {
    // L is (e^-3 + e^-3) / 2; later margins are larger.
    expect(from([3, -6], 3).evaluation.conclusion).toMatchObject({ slack: 1, step: 0, parts: [{ name: 'step' }, { name: 'right' }] });
  });

  it('counts L = 1/n as not yet below', () => {
    // The second sample has a loss below the smallest number.
    const { kind, evaluation } = from([0, -2000], 1);

    expect(kind).toBe('satisfied');
    // On its kink x_1 counts with the slope: the step takes w.x_1 to a eta/n, which is its margin.
    expect(evaluation.conclusion).toMatchObject({ slack: 0.0625, step: 1, note: expect.stringContaining('after L < 1/n at step 1') });
    expect(failed(from([0, -2000], 0))).toEqual(['reached']);
  });

  it('does not take a loss beyond float64 for a small one', () => {
    expect(failed(from([-2000, 0], 1))).toEqual(['reached']);
  });

  /** L is this at every step, to which each adds eta B^2 L at most: a gamma = 1/2, eta B^2 = 1, and n = 2. */
  const staying = (loss: number, count: number) => {
    const parts = tellingLeaky((into) => {
      into.loss = loss;
    });
    const data = { x: [[1], [-1]], y: [1, -1] };
    return judged('leaky/last-kink@repaired', [0], constantSteps(1, count), { slope: 1 / 2, data, parts });
  };

  it('is broken at the first step beyond the bound at which L >= 1/n still', () => {
    // 2 (4/e + M) / (1/4) is 16 where M is 2 - 4/e.
    const bounds = Array.from({ length: 16 }, (_, k) => staying(2 - 4 / Math.E + (k - 8) * 2 ** -54, 20));
    const whole = bounds.find(({ evaluation }) => evaluation.conclusion?.note?.endsWith(' 16 is claimed'));

    expect(whole).toMatchObject({
      kind: 'violated',
      evaluation: { conclusion: { slack: -1 / 16, step: 17, note: 'L >= 1/n still at step 17, 16 is claimed' } },
    });
    expect(failed(staying(2 - 4 / Math.E, 15))).toEqual(['reached']);
  });

  it('tells whether a kink is met', () => {
    const labels = ([start, count]: readonly [readonly number[], number]) => from(start, count).evaluation.labels;

    expect(
      (
        [
          [[3, -6], 3],
          [[-0.05, -6], 8],
        ] as const
      ).map(labels),
    ).toEqual([[['kinks', 'none']], [['kinks', 'met']]]);
  });
});

describe('leaky/landscape', () => {
  /** Margin 1 and n = 2; the loss and the gradient are these at all points. */
  const told = (loss: number, gradient: number) => {
    const parts = tellingLeaky((into) => {
      into.loss = loss;
      into.gradient.fill(gradient);
    });
    return judged('leaky/landscape', [1], noSteps, { slope: 1 / 2, data: { x: [[1], [-1]], y: [1, -1] }, parts }).evaluation;
  };

  it('is judged where the loss is at least 2^-900', () => {
    expect(told(2 ** -900, 1).conclusion).toBeDefined();
    expect(told(2 ** -900 - 2 ** -953, 1).undecided).toBe('every point is lost in rounding');
  });

  it('asks for the signs where the gradient is below 2^-60 a gamma / n', () => {
    const partsOf = (gradient: number) => told(1, gradient).conclusion?.parts?.map(({ name }) => name);

    expect(partsOf(2 ** -62)).toBeUndefined();
    expect(partsOf(2 ** -62 - 2 ** -115)).toEqual(['lower bound', 'directions']);
  });
});

describe('leaky/sgd', () => {
  it('has data that are halved until every |x|^2 is below 2', () => {
    const of = (...x: number[][]) => halved({ x, y: x.map(() => 1) }).x;

    expect(of([1, 1])).toEqual([[1 / 2, 1 / 2]]);
    expect(of([1, 0.99])).toEqual([[1, 0.99]]);
    expect(of([10, 0], [1, 1])).toEqual([
      [10 / 8, 0],
      [1 / 8, 1 / 8],
    ]);
  });

  it('has slopes between 0 and 1', () => {
    const failedAt = (slope: number) => failed(judged('leaky/sgd@intended', [1, -1], powerSteps(0.75, 1000), { slope }));

    for (const slope of [-1, 0, 1, 3 / 2]) expect(failedAt(slope)).toContain('slope');
    expect(failedAt(1 / 2)).not.toContain('slope');
  });

  it('leaves out runs that come to the edge of the region', () => {
    const parts: Parts = {
      ...standardParts,
      stochasticGradientDescent: { ...standardParts.stochasticGradientDescent, create: () => ({ step: (w) => void w.fill(0) }) },
    };
    const run = {
      slope: 1 / 2,
      data: {
        x: [
          [1, 0],
          [0, -1],
        ],
        y: [1, -1],
      },
    };

    expect(failed(judged('leaky/sgd@intended', [1, 1], powerSteps(0.75, 1000), { ...run, parts }))).toEqual(['stays']);
    expect(failed(judged('leaky/sgd@intended', [1, 1], powerSteps(0.75, 1000), run))).toEqual([]);
    expect(failed(judged('leaky/sgd@intended', [1, 1], powerSteps(0.75, 999), run))).toEqual(['first-steps']);
    expect(failed(judged('leaky/sgd@intended', [1, 0], powerSteps(0.75, 1000), run))).toEqual(['start-inside']);
  });
});

describe('the margin with an offset', () => {
  it('is that of all pairs, where more than are asked for at once are nearer', () => {
    // Positives (2 + i, +-i) and negatives at first entry -1 - j: the nearest pair is (2, 0) and (-1, 0).
    const positives = Array.from({ length: 20 }, (_, i) => [21 - i, 19 - i]);
    const negatives = Array.from({ length: 20 }, (_, j) => [-20 + j, 19 - j]);
    const data = dataset({ x: [...positives, ...negatives], y: [...positives.map(() => 1), ...negatives.map(() => -1)] });
    const rows = [...positives, ...negatives.map((row) => row.map((entry) => -entry))].map((row) => Float64Array.from(row));
    const best = offsetMargin(data, rows, standardParts);

    expect(best.feasible && best.margin).toBeCloseTo(
      (() => {
        const pairs = rows.slice(0, 20).flatMap((a) => rows.slice(20).map((b) => a.map((entry, j) => entry + b[j]!)));
        const all = standardParts.maxMargin({ dimension: 2, atLeastOne: pairs });
        return all.feasible ? all.margin : Number.NaN;
      })(),
      9,
    );
  });
});

describe('sec-4.1/origin', () => {
  it.each([
    ['through the origin', 2],
    ['with an offset', 1],
  ])('is undecided where the oracle knows no classifier %s', (_, rows) => {
    // Both samples are asked for through the origin, and their one pair with an offset.
    const parts: Parts = {
      ...standardParts,
      maxMargin: (problem) =>
        problem.atLeastOne.length === rows
          ? standardParts.maxMargin({ dimension: 2, atLeastOne: [Float64Array.of(1, 0), Float64Array.of(-1, 0)] })
          : standardParts.maxMargin(problem),
    };

    expect(judged('sec-4.1/origin', [0, 0], noSteps, { slope: 1 / 2, parts }).evaluation.undecided).toBe('no max-margin direction');
  });
});

describe('an offset', () => {
  it.each([
    [0, 4, true],
    [4e-12, 4, true],
    [-4e-12, 4, true],
    [4.1e-12, 4, false],
    [-4.1e-12, 4, false],
  ])('of %d is none beside a margin of %d: %s', (offset, margin, none) => {
    expect(isCentred(offset, margin)).toBe(none);
  });
});
