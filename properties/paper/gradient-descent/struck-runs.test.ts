import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { dataset } from '../../../src/data/dataset.js';
import { strikeRates } from '../../../src/paper/gradient-descent/strike-rates.js';
import { claimOf } from '../../support/judging.js';

const data = {
  x: [
    [0.25, 1],
    [-0.375, -3],
    [0, 1],
  ],
  y: [1, 1, -1] as const,
};

describe('rates of strikes', () => {
  // p = (4, 0) = 16 x1 - 16 x3.
  it('come with the multipliers of the positives that hold p', () => {
    const rates = strikeRates(dataset(data), [0], standardParts);
    expect(rates?.support).toEqual([{ sample: 0, multiplier: 16 }]);
    expect(rates?.kinks).toEqual([{ sample: 2, multiplier: 16 }]);
  });
});

describe('a run from far out, whose positive pulls as in the limit only once t is beyond exp(w.x1) n lambda / eta', () => {
  it.each(['thm-3.2/gradient-sum@repaired', 'thm-3.2/strikes@repaired'])('satisfies %s', (claim) => {
    const input = { claim, data, start: [52, -0.00390625], steps: constantSteps(1 / 4, 2 ** 15) };
    const { kind, evaluation } = judgeCase(claimOf(claim), input, standardParts);
    expect(kind).toBe('satisfied');
    // It was -0.5 when the count began e^-8 after t = exp(w.x1), at which the force on x1 is a 192nd of its limit.
    expect(evaluation.conclusion?.slack).toBeGreaterThan(0.5);
  });
});
