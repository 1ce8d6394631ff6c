import { describe, expect, it } from 'vitest';
import { CASE_ALLOWANCE } from '../../src/monte-carlo/alpha-ledger.js';
import { calibrationTrials, clopperPearson, quantities } from '../support/calibration.js';

const TRIALS = 70 * quantities.length;

describe('Clopper-Pearson intervals', () => {
  it('are those of the closed form at no success and at none but successes', () => {
    expect(clopperPearson(0, 50, 0.05)).toEqual([0, expect.closeTo(1 - 0.025 ** (1 / 50), 12)]);
    expect(clopperPearson(50, 50, 0.05)).toEqual([expect.closeTo(0.025 ** (1 / 50), 12), 1]);
  });

  it('are those of published tables: 10 of 100 at 95%', () => {
    const [low, high] = clopperPearson(10, 100, 0.05);

    expect(low).toBeCloseTo(0.0490047, 6);
    expect(high).toBeCloseTo(0.1762226, 6);
  });
});

describe('calibration on means that enumeration gives', () => {
  it('at level 0.2 the false-alarm rate is not above 0.2, at 99.9% confidence, and violations of the stated size are found', () => {
    const trials = calibrationTrials(TRIALS, { level: 0.2, replicates: 60, seed: 21 });
    const count = (event: 'falseAlarm' | 'foundBelow' | 'foundAbove'): number => trials.filter((one) => one[event]).length;

    expect(clopperPearson(count('falseAlarm'), TRIALS, 0.002)[0]).toBeLessThanOrEqual(0.2);
    expect(count('foundBelow')).toBeGreaterThan(0.9 * TRIALS);
    expect(count('foundAbove')).toBeGreaterThan(0.9 * TRIALS);
  });

  it('at the level of a case nothing is called wrongly, and violations of the stated size are found with power 95%', () => {
    const trials = calibrationTrials(TRIALS, { level: CASE_ALLOWANCE, replicates: 60, seed: 22 });

    expect(trials.filter(({ falseAlarm }) => falseAlarm)).toEqual([]);
    for (const event of ['foundBelow', 'foundAbove'] as const) {
      expect(clopperPearson(trials.filter((one) => one[event]).length, TRIALS, 0.002)[0]).toBeGreaterThan(0.95);
    }
  });
});
