import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import type { Estimate } from '../../../src/monte-carlo/estimate.js';
import { LENGTH_SHARES, lengthAndLogLoss } from '../../../src/paper/stochastic/long-run-length.js';
import { byLongRuns } from '../../../src/paper/stochastic/long-runs.js';
import { casesToViolation, claimOf, drawCases } from '../../support/judging.js';

const claim = claimOf('thm-3.3/norm/long');
const OTHERS = 2;

/** What is estimated on a case at the steps looked at, with the runs of a seed. */
function estimates(input: Parameters<typeof judgeCase>[1], seed: number): Estimate[] {
  const found: Estimate[] = [];
  const { evaluate } = byLongRuns((at) => void found.push(lengthAndLogLoss(at).sum), {
    shares: LENGTH_SHARES,
    horizons: 'shorter',
    silent: 'few',
  });
  evaluate({ ...input, seed }, standardParts);
  return found;
}

/** Averages that are shorter or longer than those of the runs. */
function averagesTimes(factor: number): Parts {
  return {
    ...standardParts,
    sgdReplicates(options) {
      const runs = standardParts.sgdReplicates(options);
      const { average } = runs.columns;
      const isAverage = (column: number): boolean => column >= average && column < average + options.data.d;
      return {
        ...runs,
        values: (place, column) => runs.values(place, column).map((value) => (isAverage(column) ? factor * value : value)),
      };
    },
  };
}

describe('the length of the mean and the logarithm of its loss', () => {
  it.each(drawCases(claim, 1, 4).map((input, index) => [index, input] as const))(
    'lie within the interval as other runs have them, case %d',
    (_, input) => {
      const told = estimates(input, 1);
      const others = Array.from({ length: OTHERS }, (_, k) => estimates(input, 2 + k));

      expect(others.every((found) => found.length === told.length)).toBe(true);
      for (const [place, { low, value, high }] of told.entries()) {
        expect(low).toBeLessThanOrEqual(value);
        expect(value).toBeLessThanOrEqual(high);
        const mean = others.reduce((sum, found) => sum + (found[place]?.value ?? Number.NaN) / OTHERS, 0);
        expect(mean).toBeGreaterThanOrEqual(low);
        expect(mean).toBeLessThanOrEqual(high);
      }
    },
  );

  it('are known well enough on every case', () => {
    const kinds = drawCases(claim, 2, 8).map((input) => judgeCase(claim, input, standardParts).kind);

    expect(kinds).toEqual(kinds.map(() => 'satisfied'));
  });

  it('are called unequal where averages are a hundredth shorter, within 40 cases', () => {
    expect(casesToViolation(claim, averagesTimes(0.99), 1, 40)).toBeDefined();
  });
});
