import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import type { OptimizerUnderTest } from '../../../src/optimizer/optimizer.js';
import { casesToViolation, claimOf, drawCases } from '../../support/judging.js';

const LIMIT = 12;

/** SGD whose gradient is altered at some steps. */
function withOptimizer(alter: (gradient: Float64Array, k: number, params: Float64Array) => void): Parts {
  const optimizer: OptimizerUnderTest = {
    ...standardParts.stochasticGradientDescent,
    create(options) {
      const inner = standardParts.stochasticGradientDescent.create(options);
      const altered = new Float64Array(options.dimension);
      let k = 0;
      return {
        step(params, gradient) {
          altered.set(gradient);
          alter(altered, k++, params);
          return inner.step(params, altered);
        },
      };
    },
  };
  return { ...standardParts, stochasticGradientDescent: optimizer };
}

/** Shuffles the indices anew for each n draws. */
function withoutReplacement(seed: number, n: number): () => number {
  const draw = standardParts.uniformSampler(seed, 2 ** 30);
  const order = Array.from({ length: n }, (_, i) => i);
  let place = n;
  return () => {
    if (place === n) {
      for (let i = n - 1; i > 0; i--) {
        const j = draw() % (i + 1);
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      place = 0;
    }
    return order[place++]!;
  };
}

/** Engine of enumerations and engine of runs share none of the parts below, so enumeration cannot see these. */
const defects: readonly { name: string; parts: Parts; caughtBy: string; innocent: string }[] = [
  {
    name: 'average that leaves out w_0',
    parts: {
      ...standardParts,
      iterateAverage(dimension) {
        const inner = standardParts.iterateAverage(dimension);
        let first = true;
        return {
          add(w) {
            if (!first) inner.add(w);
            first = false;
          },
          mean: () => inner.mean(),
        };
      },
    },
    caughtBy: 'thm-3.4/eq-19/long',
    innocent: 'prop-1/eq-14/long@intended',
  },
  {
    name: 'average of the last half only',
    parts: {
      ...standardParts,
      iterateAverage(dimension) {
        const seen: Float64Array[] = [];
        return {
          add: (w) => void seen.push(w.slice()),
          mean() {
            const half = seen.slice(Math.floor(seen.length / 2));
            return Float64Array.from({ length: dimension }, (_, j) => half.reduce((sum, w) => sum + w[j]!, 0) / Math.max(1, half.length));
          },
        };
      },
    },
    caughtBy: 'thm-3.4/eq-19/long',
    innocent: 'prop-1/eq-14/long@intended',
  },
  {
    name: 'sampler that never draws the last sample',
    parts: { ...standardParts, uniformSampler: (seed, n) => standardParts.uniformSampler(seed, Math.max(1, n - 1)) },
    caughtBy: 'thm-3.4/eq-19/long',
    innocent: 'thm-3.3/loss/long@intended',
  },
  {
    name: 'sampler that is stuck after 20 draws',
    parts: {
      ...standardParts,
      uniformSampler(seed, n) {
        const inner = standardParts.uniformSampler(seed, n);
        let k = 0;
        let last = 0;
        return () => {
          if (k++ < 20) last = inner();
          return last;
        };
      },
    },
    caughtBy: 'thm-3.4/eq-19/long',
    innocent: 'prop-1/eq-14/long@intended',
  },
  {
    name: 'optimizer with momentum 1/2',
    parts: withOptimizer(
      (() => {
        let velocity = new Float64Array(0);
        return (gradient, k) => {
          if (k === 0) velocity = new Float64Array(gradient.length);
          for (let j = 0; j < gradient.length; j++) {
            velocity[j] = velocity[j]! / 2 + gradient[j]!;
            gradient[j] = velocity[j]!;
          }
        };
      })(),
    ),
    caughtBy: 'prop-1/eq-9/long@intended',
    innocent: 'thm-3.3/loss/long@intended',
  },
  {
    name: 'weight decay of a hundredth',
    parts: withOptimizer((gradient, _, params) => {
      for (let j = 0; j < gradient.length; j++) gradient[j]! += 0.01 * params[j]!;
    }),
    caughtBy: 'prop-1/eq-9/long@intended',
    innocent: 'def/sampling',
  },
  {
    name: 'step sizes that stop falling after 50 steps',
    parts: { ...standardParts, powerSchedule: (alpha) => (k) => standardParts.powerSchedule(alpha)(Math.min(k, 50)) },
    caughtBy: 'thm-3.4/eq-19/long',
    innocent: 'thm-3.3/local/long@intended',
  },
  {
    name: 'step sizes that start again after 64 steps',
    parts: { ...standardParts, powerSchedule: (alpha) => (k) => standardParts.powerSchedule(alpha)(k % 64) },
    caughtBy: 'prop-1/eq-9/long@intended',
    innocent: 'thm-3.3/local/long@intended',
  },
  {
    name: 'missing square: |grad l| for |grad l|^2',
    parts: {
      ...standardParts,
      sgdReplicates(options) {
        const runs = standardParts.sgdReplicates(options);
        const { squareSum, pathLength } = runs.columns;
        return { ...runs, values: (place, column) => runs.values(place, column === squareSum ? pathLength : column) };
      },
    },
    caughtBy: 'prop-1/eq-9/long@intended',
    innocent: 'lem-f4/long',
  },
  {
    name: 'sampling without replacement',
    parts: { ...standardParts, uniformSampler: withoutReplacement },
    caughtBy: 'def/sampling',
    innocent: 'thm-3.3/loss/long@intended',
  },
  {
    name: 'gamma^2 for gamma',
    parts: {
      ...standardParts,
      maxMargin(problem) {
        const answer = standardParts.maxMargin(problem);
        return answer.feasible ? { ...answer, margin: answer.margin ** 2 } : answer;
      },
    },
    caughtBy: 'lem-f4/long',
    innocent: 'thm-3.4/eq-19/long',
  },
];

describe.each(defects)('planted defect: $name', ({ parts, caughtBy, innocent }) => {
  it(`is caught by ${caughtBy} within ${LIMIT} cases`, () => {
    const found = casesToViolation(claimOf(caughtBy), parts, 0, LIMIT);

    expect(found).toBeDefined();
  });

  it(`leaves ${innocent} alone`, () => {
    const found = casesToViolation(claimOf(innocent), parts, 0, 2);

    expect(found).toBeUndefined();
  });
});

describe('claims about long runs', () => {
  it('give the same evaluation to the bit when a case is judged again', () => {
    const claim = claimOf('prop-1/eq-13/long@intended');
    const [input] = drawCases(claim, 3, 1);

    expect(judgeCase(claim, input!, standardParts)).toEqual(judgeCase(claim, input!, standardParts));
  });

  it('fail their hypotheses where a step may lead out of the region', () => {
    const claim = claimOf('thm-3.3/loss/long@intended');
    const opposed = {
      x: [
        [1, 0],
        [-0.5, 1],
        [-1, -1],
      ],
      y: [1, 1, -1],
    };

    const { kind } = judgeCase(
      claim,
      { claim: claim.id, data: opposed, start: [0.5, 0.75], steps: { kind: 'power', alpha: 0.75, count: 50 }, seed: 1 },
      standardParts,
    );

    expect(kind).toBe('discarded');
  });
});
