/** Multiclass cross-entropy in the edition of optimizers: exact far below the range of float64, and right on planted optimizers. */

import { describe, expect, it } from 'vitest';
import { coordinate, euclidean, sign, spectral } from '../../editions/optimizers/claims/multiclass.js';
import { muon, signum } from '../../editions/optimizers/claims/multiclass.momentum.js';
import { muonRate, spectralRate } from '../../editions/optimizers/claims/multiclass.rate.js';
import { crossEntropy, multiclassOf, pairsOf } from '../../editions/optimizers/cross-entropy.js';
import * as geometries from '../../editions/optimizers/geometry.js';
import type { DescentOf } from '../../editions/optimizers/multiclass.js';
import { objective } from '../../editions/optimizers/objective.js';
import { momentumDescent, steepestDescent } from '../../editions/optimizers/steepest-descent.js';
import { verify } from '../../src/api/verify.js';
import { exp as enclosedExp } from '../../src/certify/arithmetic/exp.js';
import { IntervalArithmetic } from '../../src/certify/arithmetic/interval.js';
import type { Claim } from '../../src/claim/claim.js';
import { isNotACase } from '../../src/claim/not-a-case.js';
import { judgeCase } from '../../src/claim/outcome.js';
import { standardParts } from '../../src/claim/parts.js';
import type { Case } from '../../src/data/case.js';
import { dot } from '../../src/numerics/vector.js';

/** Three classes in a plane, one sample a class. */
const problem = {
  samples: [Float64Array.of(1, 0.5), Float64Array.of(-0.5, 1), Float64Array.of(-0.25, -1)],
  classes: [0, 1, 2],
  count: 3,
};

/** The loss of a few samples, by its definition. */
function lossAt({ samples, classes, count }: typeof problem, w: readonly number[]): number {
  const losses = samples.map((x, i) => {
    const score = (c: number): number => (w[2 * c] ?? 0) * (x[0] ?? 0) + (w[2 * c + 1] ?? 0) * (x[1] ?? 0);
    const own = score(classes[i] ?? 0);
    return Math.log(Array.from({ length: count }, (_, c) => Math.exp(score(c) - own)).reduce((a, b) => a + b, 0));
  });
  return losses.reduce((a, b) => a + b, 0) / samples.length;
}

describe('the cross-entropy', () => {
  it('has the gradient of e^-5000 to the precision of float64, by interval arithmetic', () => {
    // One sample with margins 5000 and 5001 against two classes.
    const one = { samples: [Float64Array.of(1)], classes: [0], count: 3 };
    const { gradient, exponent, logLoss } = crossEntropy(one)(Float64Array.of(5000, 0, -1));
    const a = new IntervalArithmetic(16000);
    const [near, far] = [5000, 5001].map((margin) => enclosedExp(a, a.integer(BigInt(-margin))));
    if (near === undefined || far === undefined) throw new Error('there are two');
    // p = e^-margin / (1 + e^-5000 + e^-5001), times a power of two within the range of float64.
    const scaled = (x: typeof near): number => a.nearest(a.multiply(x, a.integer(1n << BigInt(-exponent))));
    const expected = [-scaled(a.add(near, far)), scaled(near), scaled(far)];

    expected.forEach((value, j) => {
      expect(Math.abs((gradient[j] ?? 0) / value - 1)).toBeLessThan(2 ** -51);
    });
    expect(logLoss).toBeCloseTo(-5000 + Math.log(1 + Math.exp(-1)), 11);
  });

  it('has the loss, the margins and the gradient that the definition and differences show', () => {
    const w = [0.3, -0.2, 0.1, 0.4, -0.5, 0.25];
    const at = crossEntropy(problem)(Float64Array.from(w));
    const found = Array.from(at.gradient, (g) => g * 2 ** at.exponent);

    expect(Math.exp(at.logLoss)).toBeCloseTo(lossAt(problem, w), 14);
    const h = 2 ** -17;
    w.forEach((value, j) => {
      const moved = (by: number): number[] => w.map((x, k) => (k === j ? value + by : x));
      expect(found[j]).toBeCloseTo((lossAt(problem, moved(h)) - lossAt(problem, moved(-h))) / (2 * h), 8);
    });
    expect(at.least).toBeCloseTo(Math.min(...pairsOf(problem).map((pair) => dot(pair, w))), 14);
  });

  it('is the logistic loss of the difference of the rows where there are two classes', () => {
    const two = { samples: [Float64Array.of(1, 2), Float64Array.of(3, -1)], classes: [0, 1], count: 2 };
    const rows = [Float64Array.of(1, 2), Float64Array.of(-3, 1)];
    for (const scale of [1, 30, 2000]) {
      const w = [0.5, 0.25, -0.5, 0.375].map((x) => x * scale);
      const at = crossEntropy(two)(Float64Array.from(w));
      const same = objective(rows, 'logistic')(Float64Array.of((w[0] ?? 0) - (w[2] ?? 0), (w[1] ?? 0) - (w[3] ?? 0)));

      expect(at.logLoss).toBeCloseTo(same.logLoss, 9);
      expect(at.logSlope).toBeCloseTo(same.logSlope, 9);
      [0, 1].forEach((j) => {
        const [own, other] = [at.gradient[j] ?? 0, same.gradient[j] ?? 0];
        expect((own * 2 ** (at.exponent - same.exponent)) / other).toBeCloseTo(1, 9);
        expect(at.gradient[2 + j]).toBe(-own);
      });
    }
  });

  it('refuses classes and parameters that do not fit the data', () => {
    const fits: Case = {
      claim: 'multiclass/sign',
      data: { x: [[1], [2]], y: [1, 1] },
      start: [],
      steps: { kind: 'constant', eta: 1, count: 1 },
      vectors: { classes: [0, 1], parameters: [1, 2] },
    };
    expect(multiclassOf(fits).count).toBe(2);
    for (const vectors of [
      { classes: [0, 2], parameters: [1, 2] },
      { classes: [0, 0.5], parameters: [1, 2] },
      { classes: [0, 0], parameters: [1] },
    ]) {
      let thrown: unknown;
      try {
        multiclassOf({ ...fits, vectors });
      } catch (error) {
        thrown = error;
      }
      expect(isNotACase(thrown)).toBe(true);
    }
  });
});

/** The steps of a descent in which the last row of the matrix is never moved, or moves by half. */
const withoutLastRow =
  (descent: (geometry: Pick<geometries.Geometry, 'direction'>) => ReturnType<DescentOf>, factor: number): DescentOf =>
  (geometry) =>
    descent({
      direction(g, out) {
        geometry.direction(g, out);
        for (let j = out.length - 2; j < out.length; j++) out[j] = factor * (out[j] ?? 0);
      },
    });

describe('planted optimizers on three classes', () => {
  const onThree = (claim: Claim, eta = 2 ** -4): Case => ({
    claim: claim.id,
    data: {
      x: [
        [1, 0.5],
        [-0.5, 1],
        [-0.25, -1],
      ],
      y: [1, 1, 1],
    },
    start: [],
    steps: { kind: 'constant', eta, count: 4000 },
    vectors: { classes: [0, 1, 2], parameters: [0, 0, 0, 0, 0, 0], decay: [0.25], beta1: [0.5] },
  });

  it.each<[string, (descentOf?: DescentOf) => Claim, DescentOf, number?]>([
    ['sign descent that never moves the last class', sign, withoutLastRow(steepestDescent, 0)],
    ['Signum that never moves the last class', signum, withoutLastRow(momentumDescent, 0), 2 ** -6],
    ['normalised gradient descent called sign descent', sign, () => steepestDescent(geometries.euclidean)],
    ['coordinate descent called normalised gradient descent', euclidean, () => steepestDescent(geometries.sum)],
    ['spectral descent that never moves the last class', spectral, withoutLastRow(steepestDescent, 0)],
    ['gradient descent of spectral length called spectral descent', spectral, scaledToLength],
    ['Muon that never moves the last class', muon, withoutLastRow(momentumDescent, 0), 2 ** -6],
    ['spectral descent that never moves the last class, in the rate', spectralRate, withoutLastRow(steepestDescent, 0), 2 ** -6],
    ['coordinate descent with steps of half the length', coordinate, halved, 2 ** -5],
  ])('%s breaks its claim, which the right one keeps', (_, claimOf, wrong, eta) => {
    const [right, planted] = [claimOf(), claimOf(wrong)];

    expect(judgeCase(right, onThree(right, eta), standardParts).kind).toBe('satisfied');
    expect(judgeCase(planted, onThree(planted, eta), standardParts).kind).toBe('violated');
  });

  it.each<[string, () => Claim]>([
    ['sign descent by half', () => sign(halved)],
    ['Muon by half', () => muonRate((geometry) => momentumDescent({ direction: (g, out) => halfOf(geometry, g, out) }))],
  ])('%s is found on drawn cases', async (_, claimOf) => {
    const { claims } = await verify({ name: 'planted', title: 'planted', claims: [claimOf()] }, { cases: 30 });

    expect(claims[0]?.verdict).toBe('refuted');
  });
});

function halfOf(geometry: Pick<geometries.Geometry, 'direction'>, g: Float64Array, out: Float64Array): void {
  geometry.direction(g, out);
  for (let j = 0; j < out.length; j++) out[j] = (out[j] ?? 0) / 2;
}

function halved(geometry: Pick<geometries.Geometry, 'direction'>): ReturnType<DescentOf> {
  return steepestDescent({ direction: (g, out) => halfOf(geometry, g, out) });
}

/** The gradient over the sum of the sizes of its entries. */
function scaledToLength(): ReturnType<DescentOf> {
  return steepestDescent({
    direction(g, out) {
      const size = g.reduce((sum, x) => sum + Math.abs(x), 0);
      for (let j = 0; j < g.length; j++) out[j] = (g[j] ?? 0) / size;
    },
  });
}
