import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/data/case.js';
import { certify } from '../support/certify.js';

/** A case of the linear model whose rows are y_i x_i, alternately labelled. */
function caseOf(rows: readonly (readonly number[])[], start: readonly number[], eta: number): Case {
  const y = rows.map((_, i) => (i % 2 === 0 ? 1 : -1));
  const x = rows.map((row, i) => row.map((entry) => entry * y[i]!));
  return { claim: 'linear/global', data: { x, y }, start, steps: { kind: 'constant', eta, count: 0 } };
}

/** Whether the certificate is about the start itself. */
const fromStart = (rows: readonly (readonly number[])[], start: readonly number[], eta: number): boolean =>
  certify(caseOf(rows, start, eta))?.step === 0;

/** r_1.r_2 = -1, |r_1|^2 = 1 and |r_2|^2 = 2: kappa = 1, gap = 2, K = 8 and epsilon = 1/16. */
const TWO = [
  [1, 0],
  [-1, 1],
];
/** r_1.r_2 = -1 and r_1.r_3 = -15/16, so that gap = 1/16. */
const NEAR = [
  [1, 0],
  [-1, 1],
  [-15 / 16, 1],
];

/** The least step at w = (-M, y) by the two inequalities, from the numbers of the rows. */
function leastStep(n: number, M: number, [kappa, gap, K, epsilon]: readonly [number, number, number, number]): number {
  const E = Math.exp(M);
  return n * Math.max((2 * (K + 2) * M) / (kappa * E), (4 / 3) * ((2 * K * M + Math.log((n - 1) / epsilon)) / (gap * E)));
}

describe('a run that is thrown ever further is recognised exactly where the lemma says', () => {
  it('by the force that throws it back', () => {
    const least = leastStep(2, 2, [1, 2, 8, 1 / 16]);
    // The first inequality decides: (1/2) h kappa E >= (K + 2) M.
    expect(least).toBeCloseTo((2 * 2 * 10 * 2) / Math.exp(2), 12);
    expect([least * 1.0001, least * 0.9999].map((eta) => fromStart(TWO, [-2, 0], eta))).toEqual([true, false]);
  });

  it('by the gap to the next sample', () => {
    // From x_1 it is thrown to x_2; from x_2, whose least product is -1 with x_1, back: the gap there is that to 31/16.
    const least = leastStep(3, 3, [1, 1 / 16, 8, 1 / 16 / (8 * 2)]);
    expect(least).toBeGreaterThan(leastStep(3, 3, [1, 2, 8, 1 / 256]));
    expect([least * 1.0001, least * 0.9999].map((eta) => fromStart(NEAR, [-3, 1], eta))).toEqual([true, false]);
  });

  it('where one sample outweighs the others, none is too far, and M is 1 or more', () => {
    const eta = 1000;
    // exp(-p_2) <= E/16 with p_2 = M + y.
    const outweighs = Math.log(16) - 4;
    expect([outweighs + 1e-6, outweighs - 1e-6].map((y) => fromStart(TWO, [-2, y], eta))).toEqual([true, false]);
    // |p_2| <= K M = 16.
    expect([14, 14 + 1e-6].map((y) => fromStart(TWO, [-2, y], eta))).toEqual([true, false]);
    expect([1, 1 - 1e-6].map((M) => fromStart(TWO, [-M, 4], eta))).toEqual([true, false]);
  });

  it('and never where two samples are thrown to alike', () => {
    const alike = [
      [1, 0],
      [-1, 1],
      [-1, 2],
    ];
    expect(certify(caseOf(alike, [-3, 0], 1000))).toBeUndefined();
  });

  it('and never where the one that outweighs the others throws to none', () => {
    for (const other of [
      [1, 1],
      [0, 1],
    ])
      expect(certify(caseOf([[1, 0], other], [-3, 4], 1000))).toBeUndefined();
  });
});
