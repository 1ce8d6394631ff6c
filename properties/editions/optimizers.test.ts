/** The edition of optimizers: written through the public door, right on planted optimizers, and exact far below the range of float64. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adam, lion } from '../../editions/optimizers/adam.js';
import { batchError } from '../../editions/optimizers/batches.js';
import { epsilonStep } from '../../editions/optimizers/claims/adam.epsilon-step.js';
import { lInfinity } from '../../editions/optimizers/claims/adam.l-infinity.js';
import { lTwo } from '../../editions/optimizers/claims/adam.l2.js';
import { step as adamStep } from '../../editions/optimizers/claims/adam.step.js';
import { travel } from '../../editions/optimizers/claims/adam.travel.js';
import { adaptiveDescent, adaptiveStep } from '../../editions/optimizers/claims/adaptive.step.js';
import { inPlane, onLine } from '../../editions/optimizers/claims/cycle.js';
import { lionBox, lionPhaseOne } from '../../editions/optimizers/claims/decay.js';
import { geometric, stretched } from '../../editions/optimizers/claims/growing.js';
import { scaleFree } from '../../editions/optimizers/claims/kingma.scale-free.js';
import { mostUpdate, stepRepaired } from '../../editions/optimizers/claims/kingma.step.js';
import { average, exit } from '../../editions/optimizers/claims/large.js';
import { neverAgain, rate } from '../../editions/optimizers/claims/large.stable.js';
import { coordinate, euclidean, sign, spectral, spectralTall } from '../../editions/optimizers/claims/nsd.js';
import { muon, signum } from '../../editions/optimizers/claims/nsd.momentum.js';
import { sampledAdam, sampledSignum } from '../../editions/optimizers/claims/sampled.js';
import { twoKinks } from '../../editions/optimizers/cycle-cases.js';
import type { Geometry } from '../../editions/optimizers/geometry.js';
import * as geometries from '../../editions/optimizers/geometry.js';
import edition from '../../editions/optimizers/index.js';
import { matrices } from '../../editions/optimizers/matrices.js';
import { objective } from '../../editions/optimizers/objective.js';
import { gradientDescent, momentumDescent, steepestDescent } from '../../editions/optimizers/steepest-descent.js';
import { verify } from '../../src/api/verify.js';
import type { Claim } from '../../src/claim/claim.js';
import { judgeCase } from '../../src/claim/outcome.js';
import { standardParts } from '../../src/claim/parts.js';
import type { Case } from '../../src/data/case.js';
import { dataset } from '../../src/data/dataset.js';
import { shippedData } from '../../src/data/shipped.js';
import { dot } from '../../src/numerics/vector.js';
import { readRecords } from '../../src/record/records.js';

const FOLDER = fileURLToPath(new URL('../../editions/optimizers/', import.meta.url));
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.js'))
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));

/** The verdict on one claim with few cases. */
async function verdictOf(claim: Claim, cases = 60): Promise<string | undefined> {
  const { claims } = await verify({ name: 'planted', title: 'planted', claims: [claim] }, { cases });
  return claims[0]?.verdict;
}

/** Whether one of 100 drawn cases, or of 20 on each shipped data set, breaks a claim: those after the first that does are spared. */
function breaks(claim: Claim): boolean {
  const onData = shippedData().flatMap(({ data }) => claim.casesOn?.(dataset(data)) ?? []);
  const isViolated = (input: Case): boolean => judgeCase(claim, input, standardParts).kind === 'violated';
  return [claim.cases, ...onData].some((cases, at) => fc.sample(cases, { numRuns: at === 0 ? 100 : 20, seed: 1 }).some(isViolated));
}

describe('the folder', () => {
  it('imports claimcheck/claims and its own files alone', () => {
    const imports = files.flatMap(({ name, text }) =>
      [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, path = '']) => `${name}: ${path}`),
    );
    const own = imports.filter((line) => /: \.\.?\/[\w./-]+\.js$/.test(line) && !line.includes('../../'));

    expect(imports.filter((line) => !own.includes(line) && !line.endsWith(': claimcheck/claims'))).toEqual([]);
    expect(imports.length).toBeGreaterThan(own.length);
  });

  it.each(edition.claims.map(({ id }) => id))('writes the id %s out once', (id) => {
    expect(files.flatMap(({ text }) => text.split(`'${id}'`).slice(1)).length).toBe(1);
  });

  it('has a verdict on record for every claim, and for no other', () => {
    expect(Object.keys(readRecords(join(FOLDER, 'claimcheck-record')))).toEqual(edition.claims.map(({ id }) => id));
  });
});

describe('the scaled objective', () => {
  const rows = [Float64Array.of(1, 2), Float64Array.of(3, -1)];

  it.each(['exponential', 'logistic'] as const)('has the %s gradient at a margin of 5000, where float64 has none', (loss) => {
    const at = objective(rows, loss)(Float64Array.of(5000, 0));

    // The margins are 5000 and 15000: the second sample weighs nothing.
    const logSize = Math.log(-(at.gradient[0] ?? 0)) + at.exponent * Math.LN2;
    expect(logSize).toBeCloseTo(-5000 - Math.log(2), 9);
    expect((at.gradient[1] ?? 0) / (at.gradient[0] ?? 0)).toBe(2);
    expect(at.logLoss).toBeCloseTo(-5000 - Math.log(2), 9);
  });

  it('has the gradient of the logistic loss that differences show', () => {
    const evaluate = objective(rows, 'logistic');
    const loss = (w: readonly number[]): number => Math.exp(evaluate(Float64Array.from(w)).logLoss);
    const { gradient, exponent } = evaluate(Float64Array.of(0.3, -0.2));
    const found = Array.from(gradient, (g) => g * 2 ** exponent);

    const h = 2 ** -17;
    expect(found[0]).toBeCloseTo((loss([0.3 + h, -0.2]) - loss([0.3 - h, -0.2])) / (2 * h), 8);
    expect(found[1]).toBeCloseTo((loss([0.3, -0.2 + h]) - loss([0.3, -0.2 - h])) / (2 * h), 8);
  });

  it('tells where an entry is out of the range of the others', () => {
    const evaluate = objective([Float64Array.of(1, 0), Float64Array.of(0, 1)], 'exponential');

    expect(evaluate(Float64Array.of(0, 100)).spread).toBe(false);
    expect(evaluate(Float64Array.of(0, 1000)).spread).toBe(true);
  });
});

describe('the reference Adam', () => {
  it('takes the steps of the textbook on gradients in range', () => {
    const options = { beta1: 0.9, beta2: 0.999, epsilon: 1e-3 };
    const state = adam({ dimension: 1, rate: () => 0.1, ...options });
    const w = Float64Array.of(0);
    let [m, v, expected] = [0, 0, 0];

    for (let t = 1; t <= 50; t++) {
      const g = (t % 7) - 2;
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      expected -= (0.1 * (m / (1 - 0.9 ** t))) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-3);
      state.step(w, Float64Array.of(g), 0);
      expect(w[0]).toBeCloseTo(expected, 10);
    }
  });

  it('comes as near to the bound of kingma/step@repaired as one likes, on gradients that grow by b2 / b1', () => {
    const betas = { beta1: 0.9, beta2: 0.999 };
    const state = adam({ dimension: 1, rate: () => 1, epsilon: 0, ...betas });
    const bound = mostUpdate(betas);
    let share = 0;
    for (let t = 0; t < 400; t++) {
      const w = Float64Array.of(0);
      state.step(w, Float64Array.of((0.999 / 0.9) ** t), 0);
      share = Math.abs(w[0] ?? 0) / bound();
    }

    expect(share).toBeGreaterThan(0.999999);
    expect(share).toBeLessThanOrEqual(1 + 1e-12);
  });
});

/** Adam with a wrong rule for the step from m, v and the corrections. */
const wrongAdam =
  (update: (m: number, v: number, c1: number, c2: number, epsilon: number) => number): typeof adam =>
  ({ dimension, rate, epsilon, beta1, beta2 }) => {
    const m = new Float64Array(dimension);
    const v = new Float64Array(dimension);
    let k = 0;
    return {
      step(w, mantissa, exponent) {
        const eta = rate(k++);
        mantissa.forEach((entry, j) => {
          const g = entry * 2 ** exponent;
          m[j] = beta1 * (m[j] ?? 0) + (1 - beta1) * g;
          v[j] = beta2 * (v[j] ?? 0) + (1 - beta2) * g * g;
          const moved = update(m[j], v[j], 1 - beta1 ** k, 1 - beta2 ** k, epsilon);
          w[j] = (w[j] ?? 0) - eta * (Number.isFinite(moved) ? moved : 0);
        });
      },
    };
  };

const uncorrected = wrongAdam((m, v, _1, _2, epsilon) => m / (Math.sqrt(v) + epsilon));
const epsilonBeforeCorrection = wrongAdam((m, v, c1, c2, epsilon) => (Math.sqrt(c2) * m) / c1 / (Math.sqrt(v) + epsilon));
const epsilonWithinRoot = wrongAdam((m, v, c1, c2, epsilon) => m / c1 / Math.sqrt(v / c2 + epsilon));
const alwaysEpsilon = wrongAdam((m, v, c1, c2) => m / c1 / (Math.sqrt(v / c2) + 1e-8));

/** Decay that enters the gradient instead of standing beside the sign. */
const coupledLion: typeof lion = ({ weightDecay, ...options }) => {
  const inner = lion({ ...options, weightDecay: 0 });
  return {
    step: (w, mantissa, exponent) =>
      inner.step(
        w,
        mantissa.map((g, j) => g + weightDecay * (w[j] ?? 0) * 2 ** -exponent),
        exponent,
      ),
  };
};

/** Sign descent that forgets the entries of one sign. */
const halfSigned: ReturnType<typeof steepestDescent> = (options) => {
  const inner = steepestDescent(geometries.largest)(options);
  return {
    step: (w, mantissa, exponent) =>
      inner.step(
        w,
        mantissa.map((g) => Math.min(g, 0)),
        exponent,
      ),
  };
};

/** Gradient descent with a wrong step size. */
const scaled =
  (factor: number): typeof gradientDescent =>
  ({ dimension, rate: own }) =>
    gradientDescent({ dimension, rate: (k) => factor * own(k) });

/** The nearest rotation, where the polar factor may be a reflection. */
function rotation(g: Float64Array, out: Float64Array): void {
  const [a = 0, b = 0, c = 0, d = 0] = g;
  const size = Math.hypot(a + d, c - b) || 1;
  out.set([(a + d) / size, (b - c) / size, (c - b) / size, (a + d) / size]);
}

describe('the geometries', () => {
  const vector = (length: number) => fc.array(fc.integer({ min: -64, max: 64 }), { minLength: length, maxLength: length });
  const all: readonly (readonly [string, number, Geometry])[] = [
    ...Object.entries(geometries).map(([name, geometry]) => [name, 4, geometry] as const),
    ['2 x 2 matrices', 4, matrices(2, 2)],
    ['3 x 2 matrices', 6, matrices(3, 2)],
    ['3 x 3 matrices', 9, matrices(3, 3)],
  ];

  it.each(all)('%s: the direction has norm 1 and reaches the dual norm, which no other vector of norm 1 exceeds', (_, size, geometry) => {
    fc.assert(
      fc.property(vector(size), vector(size), (first, other) => {
        const g = Float64Array.from(first);
        fc.pre(geometry.norm(g) > 0 && geometry.norm(other) > 0);
        const direction = new Float64Array(size);
        geometry.direction(g, direction);

        expect(geometry.norm(direction)).toBeCloseTo(1, 12);
        expect(dot(g, direction) / geometry.dual(g)).toBeCloseTo(1, 12);
        expect(dot(g, other)).toBeLessThanOrEqual(geometry.dual(g) * geometry.norm(other) * (1 + 1e-12));
      }),
    );
  });

  it('have the largest margin of one row as its dual norm', () => {
    for (const [, size, geometry] of all) {
      const row = Float64Array.from({ length: size }, (_, j) => ((j * 7) % 11) - 4);
      const found = geometry.largestMargin([row], standardParts) ?? 0;

      expect(found).toBeLessThanOrEqual(geometry.dual(row) * (1 + 1e-14));
      expect(found).toBeGreaterThan(geometry.dual(row) * (1 - 1e-8));
    }
  });

  it('have the spectral norm of 2 x 2 matrices that trace and determinant tell', () => {
    fc.assert(
      fc.property(vector(4), (w) => {
        const [a = 0, b = 0, c = 0, d = 0] = w;
        const [square, det] = [a * a + b * b + c * c + d * d, a * d - b * c];
        const largest = Math.sqrt((square + Math.sqrt(Math.max(0, square * square - 4 * det * det))) / 2);
        expect(matrices(2, 2).norm(w)).toBeCloseTo(largest, 10);
      }),
    );
  });
});

describe('planted optimizers', () => {
  it.each<[string, () => Claim]>([
    ['Adam without bias correction', () => stepRepaired(uncorrected)],
    ['Adam without bias correction, on data', () => adamStep(uncorrected)],
    ['Adam that always adds an epsilon', () => scaleFree(alwaysEpsilon)],
    ['Adam with epsilon before the correction', () => epsilonStep(epsilonBeforeCorrection)],
    ['Adam with epsilon within the root', () => epsilonStep(epsilonWithinRoot)],
    ['Adam without bias correction, over many steps', () => travel(uncorrected)],
    ['Adam with an epsilon where the l-infinity margin is claimed', () => lInfinity((options) => adam({ ...options, epsilon: 2 ** -6 }))],
    ['gradient descent of normal length called Adam', () => lInfinity((options) => steepestDescent(geometries.euclidean)(options))],
    ['Lion with coupled decay', () => lionBox(coupledLion)],
    ['Lion with coupled decay, outside the box', () => lionPhaseOne(coupledLion)],
    ['normalised gradient descent called sign descent', () => sign(steepestDescent(geometries.euclidean))],
    ['sign descent that forgets a sign', () => sign(halfSigned)],
    [
      'sign descent called spectral descent',
      () => spectral(steepestDescent({ direction: (g, out) => out.set(g.map((x) => Math.sign(x) / 2)) })),
    ],
    [
      'Signum that forgets a sign',
      () => signum(momentumDescent({ direction: (g, out) => out.set(g.map((x) => Math.sign(Math.min(x, 0)))) })),
    ],
    ['Muon that knows rotations alone', () => muon(momentumDescent({ direction: rotation }))],
    [
      'gradient descent of spectral length called spectral descent on 3 x 2',
      () => spectralTall(steepestDescent({ direction: (g, out) => out.set(g.map((x) => x / (8 * matrices(3, 2).norm(g)))) })),
    ],
    ['coordinate descent called normalised gradient descent', () => euclidean(steepestDescent(geometries.sum))],
  ])('%s breaks its claim', (_, claim) => {
    expect(breaks(claim())).toBe(true);
  });

  it.each<[string, () => Claim]>([
    ['Adam without bias correction', () => stepRepaired(uncorrected)],
    ['sign descent called coordinate descent, which few cases tell apart', () => coordinate(steepestDescent(geometries.largest))],
  ])('%s has its claim refuted by verify', async (_, claim) => {
    expect(await verdictOf(claim(), 100)).toBe('refuted');
  });

  it.each<[string, () => Claim]>([
    ['Adam with epsilon before the correction keeps the bound on a step', () => stepRepaired(epsilonBeforeCorrection)],
    ['the reference passes all of them', () => epsilonStep(adam)],
  ])('%s', async (_, claim) => {
    expect(await verdictOf(claim())).toBe('survives');
  });
});

describe('two equal samples whose largest margins in l2 and in l-infinity have other directions', () => {
  const sized = (claim: Claim, epsilon: number): Case => ({
    claim: claim.id,
    data: {
      x: [
        [1, 0.125],
        [-1, -0.125],
      ],
      y: [1, -1],
    },
    start: [0, 0],
    steps: { kind: 'constant', eta: 0.25, count: 1000 },
    vectors: { decay: [0.5], beta1: [0.5], beta2: [0.5], epsilon: [epsilon] },
  });

  it('break the claim on the Euclidean margin where Adam leaves epsilon out, which it keeps with it', () => {
    const [right, wrong] = [lTwo(), lTwo((options) => adam({ ...options, epsilon: 0 }))];

    expect(judgeCase(right, sized(right, 1), standardParts).kind).toBe('satisfied');
    expect(judgeCase(wrong, sized(wrong, 1), standardParts).kind).toBe('violated');
  });

  it('break the claim on the l-infinity margin where Adam has an epsilon, which it keeps without', () => {
    const [right, wrong] = [lInfinity(), lInfinity((options) => adam({ ...options, epsilon: 2 ** -6 }))];

    expect(judgeCase(right, sized(right, 0), standardParts).kind).toBe('satisfied');
    expect(judgeCase(wrong, sized(wrong, 0), standardParts).kind).toBe('violated');
  });
});

describe('cycles of gradient descent', () => {
  /** A cycle of period 2 at eta lambda = 1.5: samples +-1/2 around a minimiser near 1/6, and a far one with a light weight. */
  const kinked = (eta = 12): Case => ({
    claim: 'cycle/line',
    data: { x: [[0.5], [0.5], [64]], y: [1, -1, 1] },
    start: [0.8],
    steps: { kind: 'constant', eta, count: 400 },
    vectors: { weights: [0.125, 0, -11] },
  });

  it('is found, measured and enclosed where the map itself stays away from its fixed point for 10^5 steps', () => {
    const claim = onLine();
    const { kind, evaluation } = judgeCase(claim, kinked(), standardParts);
    const { value = 0 } = evaluation.measured?.['eta-lambda'] ?? {};
    const certificate = claim.quantities?.['eta-lambda']?.certify?.(kinked());
    let [w, nearest] = [0.8, Number.POSITIVE_INFINITY];
    const slope = (at: number): number =>
      -(1.125 * 0.5) / (1 + Math.exp(0.5 * at)) + 0.5 / (1 + Math.exp(-0.5 * at)) - (2 ** -11 * 64) / (1 + Math.exp(64 * at));
    for (let k = 0; k < 1e5; k++) {
      w -= 12 * slope(w);
      nearest = Math.min(nearest, Math.abs(slope(w)));
    }

    expect(kind).toBe('satisfied');
    expect(value).toBeGreaterThan(1);
    expect(certificate?.slack.low).toBeLessThanOrEqual(value * (1 + 1e-9));
    expect(certificate?.slack.high).toBeGreaterThanOrEqual(value * (1 - 1e-9));
    expect(nearest).toBeGreaterThan(1e-3);
  });

  it('exists in a plane for eta lambda as small as one likes: two kinks, enclosed', () => {
    for (const r of [2 ** -1, 2 ** -2, 2 ** -3, 2 ** -4]) {
      const input: Case = { ...twoKinks(r, 1024), claim: 'cycle/plane', steps: { kind: 'constant', eta: 1, count: 1000 } };
      const certificate = inPlane().quantities?.['eta-lambda']?.certify?.(input);

      expect(certificate?.slack.low).toBeGreaterThan(0.99 * r * r);
      expect(certificate?.slack.high).toBeLessThan(3 * r * r);
      expect(inPlane().certify?.(input)?.slack.high).toBeLessThan(0);
    }
  });

  it('is not claimed where the run comes to the minimiser, nor certified', () => {
    const claim = onLine();

    expect(judgeCase(claim, kinked(6), standardParts).kind).toBe('discarded');
    expect(claim.quantities?.['eta-lambda']?.certify?.(kinked(6))).toBeUndefined();
  });

  it('is not claimed of a run so slow that two steps on it is back within rounding', () => {
    const slow: Case = {
      claim: 'cycle/plane',
      data: {
        x: [
          [0.125, 0.03125],
          [0.15625, 0.046875],
          [142.6171875, 60.90234375],
        ],
        y: [1, -1, 1],
      },
      start: [0.01171875, 0.01171875],
      steps: { kind: 'constant', eta: 238, count: 56 },
      vectors: { weights: [0.0625, 0.046875, -488.53125] },
    };
    const claim = inPlane();

    expect(judgeCase(claim, slow, standardParts).kind).toBe('discarded');
    expect(claim.certify?.(slow)).toBeUndefined();
  });
});

describe('the quantity of large/exit', () => {
  it('is the last rise of the loss, which the certificate shows', () => {
    const claim = exit();
    const input: Case = {
      claim: claim.id,
      data: {
        x: [
          [0.125, 1],
          [-0.125, 0.5],
        ],
        y: [1, -1],
      },
      start: [0, 0],
      steps: { kind: 'constant', eta: 64, count: 10000 },
    };
    const { value = 0 } = judgeCase(claim, input, standardParts).evaluation.measured?.phase ?? {};
    const certificate = claim.quantities?.phase?.certify?.(input);

    expect(value).toBeGreaterThan(0);
    expect(certificate?.slack.low).toBeLessThanOrEqual(value * (1 + 1e-12));
    expect(certificate?.slack.high).toBeGreaterThanOrEqual(value * (1 - 1e-12));
  });
});

describe('a batch a step', () => {
  const second = (g: Float64Array, out: Float64Array): void => out.set([0, Math.sign(g[1] ?? 0), 0]);
  const even = (claim: Claim, random: number): Case => ({
    claim: claim.id,
    data: {
      x: [
        [1, 1, 1],
        [-1, 1, -1],
      ],
      y: [1, -1],
    },
    start: [0, 0, 0],
    steps: { kind: 'constant', eta: 2 ** -7, count: 3000 },
    seed: 1,
    vectors: { decay: [0.25], beta1: [0.875], beta2: [0.96875], batch: [1], random: [random] },
  });

  it.each<[string, () => Claim, () => Claim]>([
    ['Signum', sampledSignum, () => sampledSignum(momentumDescent({ direction: second }))],
    ['Adam', sampledAdam, () => sampledAdam((options) => momentumDescent({ direction: second })(options))],
  ])('of %s keeps its margin in either order, where one that moves the second entry alone does not', (_, right, wrong) => {
    expect(judgeCase(right(), even(right(), 0), standardParts).kind).toBe('satisfied');
    expect(judgeCase(right(), even(right(), 1), standardParts).kind).toBe('satisfied');
    expect(judgeCase(wrong(), even(wrong(), 0), standardParts).kind).toBe('violated');
  });

  it('has an average whose weights and lag bound its error', () => {
    const average = batchError(0.5, 2, 1);
    average.add(0);
    expect(average.error).toBe(1);
    average.step(0);
    average.add(1);
    // Weights 1/3 and 2/3 on two samples.
    expect(average.error).toBeCloseTo(1 / 3, 15);
  });
});

describe('planted step sizes on a seesaw, two samples that pull in nearly opposite ways', () => {
  /** Step size 4 / B^2; the stable phase is where the loss is below 1/4. */
  const seesaw = (claim: Claim, start: readonly number[], count: number, eta = 3.2): Case => ({
    claim: claim.id,
    data: {
      x: [
        [0.5, 1],
        [-0.5, 0.5],
      ],
      y: [1, -1],
    },
    start,
    steps: { kind: 'constant', eta, count },
  });
  /** A start far out between two opposite samples, and the step with eta B^2 L = 0.9 there. */
  const between = (claim: Claim): Case => ({
    ...seesaw(claim, [80, 0.1], 5, 132),
    data: {
      x: [
        [0.0625, 1],
        [-0.0625, 1],
      ],
      y: [1, -1],
    },
  });

  it.each<[string, (descent?: typeof gradientDescent) => Claim, number, (claim: Claim) => Case]>([
    ['the mean loss', average, 0.01, (claim) => seesaw(claim, [0, 0], 400)],
    ['the end of the unstable phase', exit, 2 ** -14, (claim) => seesaw(claim, [0, 0], 1000)],
    ['the fall of the loss in the stable phase', neverAgain, 3, between],
    ['the rate of the stable phase', rate, 0.01, (claim) => seesaw(claim, [10, 0], 400)],
  ])('break the claim on %s, which the right step keeps', (_, claimOf, factor, caseOf) => {
    const [right, wrong] = [claimOf(), claimOf(scaled(factor))];

    expect(judgeCase(right, caseOf(right), standardParts).kind).toBe('satisfied');
    expect(judgeCase(wrong, caseOf(wrong), standardParts).kind).toBe('violated');
  });

  it.each<[string, (descent?: typeof gradientDescent) => Claim]>([
    ['geometric', geometric],
    ['stretched', stretched],
  ])('break the claim on %s growth', (_, claimOf) => {
    const [right, wrong] = [claimOf(), claimOf(scaled(2 ** -10))];
    const opposite = (claim: Claim): Case => ({
      claim: claim.id,
      data: {
        x: [
          [1, 0],
          [-1, 0.125],
        ],
        y: [1, -1],
      },
      start: [4, 0],
      steps: { kind: 'constant', eta: 1, count: 300 },
    });

    expect(judgeCase(right, opposite(right), standardParts).kind).toBe('satisfied');
    expect(judgeCase(wrong, opposite(wrong), standardParts).kind).toBe('violated');
  });

  it('break the claim on adaptive steps', () => {
    const right = adaptiveStep();
    const wrong = adaptiveStep((options) => adaptiveDescent({ ...options, square: 10 * options.square }));

    expect(judgeCase(right, seesaw(right, [0, 0], 50), standardParts).kind).toBe('satisfied');
    expect(judgeCase(wrong, seesaw(wrong, [0, 0], 50), standardParts).kind).toBe('violated');
  });
});
