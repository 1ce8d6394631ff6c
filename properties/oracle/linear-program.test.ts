import { describe, expect, it } from 'vitest';
import { separates } from '../../src/numerics/exact-dot.js';
import { evaluatedOnBall } from '../../src/oracle/ball-margin.js';
import { proposeOnBall } from '../../src/oracle/ball-proposal.js';
import { linearProgram, PivotLimit, unlessGivenUp } from '../../src/oracle/linear-program.js';
import { proposeSeparator } from '../../src/oracle/separator-proposal.js';
import { plainRows } from '../support/drawn-rows.js';

/** The largest s + t where both are at most 1: a pivot for each variable. */
function square(mostPivots: number): number {
  const program = linearProgram(mostPivots);
  program.maximize();
  const sides = ['s', 't'].map((id) => program.addVariable(1, id));
  for (const side of sides) program.smallerThan(1).addTerm(1, side);
  program.solve();
  return sides.reduce((sum, { value }) => sum + value, 0);
}

describe('a linear program', () => {
  it('takes as many pivots as it is allowed, and is given up at the next', () => {
    expect(square(2)).toBe(2);
    expect(() => square(1)).toThrow(PivotLimit);
  });

  it('that is given up proposes nothing, and other errors are errors', () => {
    expect(unlessGivenUp(() => square(2))).toBe(2);
    expect(unlessGivenUp(() => square(1))).toBeUndefined();
    expect(() =>
      unlessGivenUp(() => {
        throw new RangeError('of another kind');
      }),
    ).toThrow(RangeError);
  });
});

describe.each(
  plainRows([
    [1, 12],
    // More than fifty pivots.
    [60, 12],
  ]).filter(({ name }) => name.endsWith(', separable')),
)('the programs of $name rows are solved to their ends:', ({ rows, dimension }) => {
  it('a separator', () => {
    expect(separates(proposeSeparator(rows, dimension) ?? [], rows)).toBe(true);
  });

  it.each(['l1', 'l-infinity'] as const)('a margin on the ball of %s', (ball) => {
    const { direction, weights } = proposeOnBall(rows, dimension, ball)!;
    const { low, high } = evaluatedOnBall(rows, ball, direction, weights)!;

    expect(low).toBeGreaterThan(0);
    expect(high - low).toBeLessThanOrEqual(1e-7 * low);
  });
});
