import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { dataset } from '../../../src/data/dataset.js';
import { exp, log } from '../../../src/numerics/elementary.js';
import { logLargestRate, nearStart } from '../../../src/paper/linear-model/nacson.cyclic-sgd.js';
import { claimOf } from '../../support/judging.js';

const data = {
  x: [
    [1, 0],
    [0, -1],
  ],
  y: [1, -1] as const,
};

describe('the largest rate', () => {
  it('is the smaller of gamma^2 / (4.4 B^4) and 1 / (8 B^2), by n L(w_0)', () => {
    expect(logLargestRate(3, 2, 1, log(5))).toBeCloseTo(log(1 / (4.4 * 16) / 15), 14);
    expect(logLargestRate(3, 1, 1, log(5))).toBeCloseTo(log(1 / 8 / 15), 14);
  });
});

describe('a start', () => {
  const one = dataset({ x: [[1]], y: [1] });

  it('is halved until its loss is at most 4', () => {
    expect(nearStart(one, [7])).toEqual([7]);
    expect(nearStart(one, [-1])).toEqual([-1]);
    expect(nearStart(one, [-3])).toEqual([-3 / 4]);
    expect(nearStart(one, [-(2 ** 100)])).toEqual([-1]);
  });

  it('is left alone where its loss is 4', () => {
    const four = -log(4);

    expect(exp(-four)).toBe(4);
    expect(nearStart(one, [four])).toEqual([four]);
  });
});

describe('nacson/cyclic-sgd', () => {
  const judged = (count: number, loss?: number) => {
    const input = { claim: 'nacson/cyclic-sgd', data, start: [0, 0], steps: constantSteps(1 / 64, count) };
    const linear = {
      ...standardParts.linear,
      evaluate(...[of, w, into]: Parameters<typeof standardParts.linear.evaluate>) {
        standardParts.linear.evaluate(of, w, into);
        into.loss = loss ?? into.loss;
      },
    };
    return judgeCase(claimOf(input.claim), input, { ...standardParts, linear }).evaluation;
  };

  it('tells of a pass where all samples were passed once', () => {
    expect(judged(1)).toMatchObject({ undecided: 'less than one pass', labels: [['passes', 'none']] });
    expect(judged(2).labels).toEqual([['passes', 'told']]);
  });

  it('compares the loss after a pass with its bound', () => {
    // gamma^2 is 1/2 and L is 1 at the start: 1/L rises to 1 + eta n / 4 at least. Each sample moves its own entry by eta.
    const { conclusion } = judged(2);

    expect(conclusion?.step).toBe(2);
    expect(conclusion?.slack).toBeCloseTo(1 - exp(-1 / 64) * (1 + 1 / 128), 12);
  });

  it('is not judged where the loss is below 2^-900', () => {
    expect(judged(0, 2 ** -900).undecided).toBe('less than one pass');
    expect(judged(0, 2 ** -901).undecided).toBe('the loss leaves the full precision of float64');
  });
});
