import quadprog from 'quadprog';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { proposeActiveSet } from '../../src/oracle/active-set-proposal.js';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('active rows', () => {
  it('are guessed of few rows in many dimensions', () => {
    const rows = [0, 1].map((k) => new Float64Array(12).fill(1, k, k + 1));

    expect(proposeActiveSet(rows, Uint8Array.of(1, 1), 12).active.toSorted()).toEqual([0, 1]);
  });

  it('are none where a row that has to be above 0 is 0, or no row has to be', () => {
    const rows = [Float64Array.of(0, 0), Float64Array.of(1, 2)];

    expect(proposeActiveSet(rows, Uint8Array.of(1, 1), 2)).toEqual({ active: [], refuting: undefined });
    expect(proposeActiveSet(rows, Uint8Array.of(0, 0), 2)).toEqual({ active: [], refuting: undefined });
    expect(proposeActiveSet([], Uint8Array.of(), 2)).toEqual({ active: [], refuting: undefined });
  });

  // The solution is w = (1, 0), whose length is 1, so that 2e-10 is the violation that is left to the exact method.
  it.each([
    ['not asked for again where a row beside the first part is violated by what is negligible', 2e-10, 1],
    ['asked for again where it is violated by more', 2.5e-10, 2],
  ])('of many rows are %s', (_, violation, times) => {
    const solve = vi.spyOn(quadprog, 'solveQP');
    const rows = Array.from({ length: 72 }, (_, k) => Float64Array.of(10, k % 7));
    rows[0] = Float64Array.of(1, 0);
    rows[1] = Float64Array.of(-violation, 1);
    const targets = new Uint8Array(72).fill(1).fill(0, 1, 2);

    const { active } = proposeActiveSet(rows, targets, 2);

    expect(active.slice(0, 1)).toEqual([0]);
    expect(solve).toHaveBeenCalledTimes(times);
  });
});
