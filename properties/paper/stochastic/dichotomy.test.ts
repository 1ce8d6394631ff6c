/** The dichotomy of proposition 2 holds on runs of any kind, and runs that break it are seen. */

import { describe, expect, it } from 'vitest';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import type { OptimizerUnderTest } from '../../../src/optimizer/optimizer.js';
import { casesToViolation, claimOf, outcomeCounts } from '../../support/judging.js';
import { kindOf } from '../../support/literal.js';

/** Writes each parameter anew from its old values. */
const each =
  (rule: (value: number, old: number) => number) =>
  (params: Float64Array, before: Float64Array): void => {
    for (let j = 0; j < params.length; j++) params[j] = rule(params[j]!, before[j]!);
  };

/** SGD whose steps are altered. */
function withSteps(alter: (params: Float64Array, before: Float64Array, k: number) => void): Parts {
  const inner = standardParts.stochasticGradientDescent;
  const optimizer: OptimizerUnderTest = {
    ...inner,
    create(options) {
      const steps = inner.create(options);
      const before = new Float64Array(options.dimension);
      let k = 0;
      return {
        step(params, gradient) {
          before.set(params);
          const pending = steps.step(params, gradient);
          alter(params, before, k++);
          return pending;
        },
      };
    },
  };
  return { ...standardParts, stochasticGradientDescent: optimizer };
}

const COMBES = {
  data: {
    x: [
      [1, 0.25],
      [-1, 0.25],
    ],
    y: [1, -1],
  },
  steps: { kind: 'power', alpha: 0.75, count: 400 },
  seed: 3,
} as const;

const claim = claimOf('prop-2@repaired');

describe('the dichotomy of proposition 2', () => {
  it('is decided on every case, however far the start is', () => {
    const { undecided, violated, satisfied } = outcomeCounts(claim, 7, 80);

    expect({ undecided, violated }).toEqual({ undecided: 0, violated: 0 });
    expect(satisfied).toBeGreaterThan(60);
    expect(kindOf(claim.id, { ...COMBES, start: [-40, 200] }).kind).toBe('satisfied');
  });

  it.each([
    ['a step that goes the other way', withSteps(each((value, old) => 2 * old - value))],
    ['weight decay of a twentieth', withSteps(each((value) => 0.95 * value))],
    ['steps of half the size', withSteps(each((value, old) => (value + old) / 2))],
    [
      'a run that is thrown where nothing is active',
      withSteps((params, before, k) => {
        if (k === 5) each((_, old) => -3 * old)(params, before);
      }),
    ],
  ])('is broken by %s', (_, parts) => {
    expect(casesToViolation(claim, parts, 0, 40)).toBeDefined();
  });

  it('is broken by a run that ends with nothing active though a positive was', () => {
    const silenced = withSteps((params, _, k) => {
      if (k === 20) params.set([0, -5]);
    });

    const { kind, slack } = kindOf(claim.id, { ...COMBES, start: [0.5, 1] }, silenced);

    expect(kind).toBe('violated');
    expect(slack).toBeLessThan(-0.1);
  });
});
