/** What the definitions say of answers that are wrong, and of signs that rounding decides. */

import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { noSteps } from '../../../src/claim/steps.js';
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

  it('tells all the same where the gradient is that of either sign', () => {
    expect(judgeCase(claimOf('def/gradient'), cancelling(1), standardParts).kind).toBe('satisfied');
  });
});
