/** What the definitions say of answers that are wrong, and of signs that rounding decides. */

import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { noSteps } from '../../../src/claim/steps.js';
import type { Model } from '../../../src/model/model.js';
import { relu } from '../../../src/model/neuron.js';
import { claimOf } from '../../support/judging.js';

type Answer = ReturnType<Parts['separability']>;

/** What def/separable says where the oracle answers so. */
function judged(x: number[][], y: (1 | -1)[], answer: Partial<Answer>): string {
  const parts: Parts = { ...standardParts, separability: () => answer as Answer };
  return judgeCase(claimOf('def/separable'), { claim: 'def/separable', data: { x, y }, start: [], steps: noSteps }, parts).kind;
}

describe('def/separable', () => {
  const axes = [
    [1, 0],
    [0, 1],
  ];
  const separator = (...exactSeparator: bigint[]): Partial<Answer> => ({
    separable: true,
    separator: Float64Array.of(0, 0),
    exactSeparator,
  });

  it.each<[string, bigint[], string]>([
    ['has a product of 1 with every row', [1n, 1n], 'satisfied'],
    ['has a product of 0 with one row', [1n, 0n], 'violated'],
    ['has a negative product with one row', [-1n, 1n], 'violated'],
  ])('is broken by an exact separator unless it has positive products with all rows: one that %s', (_, exact, kind) => {
    expect(judged(axes, [1, 1], separator(...exact))).toBe(kind);
    // The same in doubles.
    expect(judged(axes, [1, 1], { separable: true, separator: Float64Array.from(exact, Number) })).toBe(kind);
  });

  it.each<[string, string[], string]>([
    ['of weights 2/3 and 1/3', ['2/3', '1/3'], 'satisfied'],
    ['that is not zero', ['1/2', '1/2'], 'violated'],
    ['of weights that do not add up to 1', ['4/3', '2/3'], 'violated'],
    ['of weights 0', ['0', '0'], 'violated'],
  ])('is broken by a combination unless it is zero, with weights that add up to 1: one %s', (_, exactCombination, kind) => {
    const answer = { separable: false, combination: Float64Array.of(0, 0), support: [0, 1], exactCombination } as const;

    expect(judged([[1], [2]], [1, -1], answer)).toBe(kind);
  });

  it('is broken by a combination that is zero in the first feature only', () => {
    const answer = { separable: false, combination: Float64Array.of(0, 0), support: [0, 1], exactCombination: ['1/2', '1/2'] } as const;

    expect(
      judged(
        [
          [1, 1],
          [1, 2],
        ],
        [1, -1],
        answer,
      ),
    ).toBe('violated');
  });

  it('is broken by a combination with a negative weight', () => {
    const answer = { separable: false, combination: Float64Array.of(0, 0), support: [0, 1], exactCombination: ['2', '-1'] } as const;

    expect(judged([[1], [2]], [1, 1], answer)).toBe('violated');
  });
});

describe('def/gradient', () => {
  // w.x is 2^-55; computed it is 0.
  const cancelling = (slope: number | undefined) => ({
    claim: 'def/gradient',
    data: { x: [[1, 1, 1]], y: [1] as const },
    start: [1 / 4, 2 ** -55, -1 / 4],
    steps: noSteps,
    ...(slope === undefined ? {} : { slope }),
  });

  it('tells nothing where rounding decides the sign of w.x, and with it the gradient', () => {
    expect(judgeCase(claimOf('def/gradient'), cancelling(undefined), standardParts).kind).toBe('undecided');
  });

  it('tells nothing either where rounding decides it on one sample of two', () => {
    const input = {
      ...cancelling(undefined),
      data: {
        x: [
          [1, 1, 1],
          [1, 0, 0],
        ],
        y: [1, 1] as const,
      },
    };

    expect(judgeCase(claimOf('def/gradient'), input, standardParts).kind).toBe('undecided');
  });

  it('tells all the same where the gradient is that of either sign', () => {
    expect(judgeCase(claimOf('def/gradient'), cancelling(1), standardParts).kind).toBe('satisfied');
  });

  // The loss is e^1000, and the largest double some e^709.
  const far = { claim: 'def/gradient', data: { x: [[1]], y: [-1] as const }, start: [1000], steps: noSteps };

  it('is kept where a loss beyond the largest double comes with its scale', () => {
    expect(judgeCase(claimOf('def/gradient'), far, standardParts).kind).toBe('satisfied');
  });

  it('is broken by a scale by which the loss overflows', () => {
    const unscaled: Model = {
      ...relu,
      evaluate(data, w, into) {
        relu.evaluate(data, w, into);
        into.shift = 0;
      },
    };
    const outcome = judgeCase(claimOf('def/gradient'), far, { ...standardParts, relu: unscaled });

    expect(outcome).toMatchObject({
      kind: 'violated',
      evaluation: { conclusion: { slack: -1, note: 'the loss is scaled so that it overflows' } },
    });
  });
});

describe('def/sampling', () => {
  it('is broken by a single draw that is not the index of a sample', () => {
    const uniformSampler: Parts['uniformSampler'] = (seed, n) => {
      const draw = standardParts.uniformSampler(seed, n);
      let draws = 0;
      return () => (++draws === 10 ? n : draw());
    };
    const input = { claim: 'def/sampling', data: { x: [[1], [1]], y: [-1, 1] as const }, start: [0], steps: noSteps, seed: 1 };

    expect(judgeCase(claimOf('def/sampling'), input, standardParts).kind).toBe('satisfied');
    expect(judgeCase(claimOf('def/sampling'), input, { ...standardParts, uniformSampler })).toMatchObject({
      kind: 'violated',
      evaluation: { conclusion: { note: '1 draws are not the index of a sample' } },
    });
  });
});
