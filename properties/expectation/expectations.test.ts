import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dataset, dataset, sample } from '../../src/data/dataset.js';
import type { DrawLaw } from '../../src/expectation/draw-law.js';
import { type ExpectationOptions, sgdExpectations, TooManySequencesError } from '../../src/expectation/expectations.js';
import { expectedSquaredDistance } from '../../src/expectation/quantities.js';
import { relu } from '../../src/model/neuron.js';
import { powerSchedule } from '../../src/optimizer/schedule.js';

interface Tally {
  loss: number;
  active: number;
  averageLoss: number;
  normSquare: number;
  gradientSquare: number;
  distanceSquare: number;
  iterate: number[];
  average: number[];
  gradient: number[];
}

const product = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((sum, value, j) => sum + value * b[j]!, 0);

/** l(w, z_i) and its gradient, straight from section 2, with Math.exp. */
function one(data: Dataset, w: number[], i: number): { loss: number; gradient: number[] } {
  const x = Array.from(sample(data, i));
  const v = product(w, x);
  const loss = Math.exp(-data.y[i]! * Math.max(0, v));
  return { loss, gradient: x.map((entry) => (v > 0 ? -data.y[i]! * loss * entry : 0)) };
}

const all = (data: Dataset): number[] => Array.from({ length: data.n }, (_, i) => i);

/** The mean over all n^t index sequences, each run from the start by itself. */
function bruteForce(data: Dataset, start: number[], alpha: number, t: number, active: readonly number[], u: number[]): Tally {
  const sequences = data.n ** t;
  const zero = start.map(() => 0);
  const tally: Tally = {
    loss: 0,
    active: 0,
    averageLoss: 0,
    normSquare: 0,
    gradientSquare: 0,
    distanceSquare: 0,
    iterate: [...zero],
    average: [...zero],
    gradient: [...zero],
  };
  for (let code = 0; code < sequences; code++) {
    let w = [...start];
    const total = [...zero];
    for (let k = 0, rest = code; k < t; k++, rest = Math.floor(rest / data.n)) {
      for (const [j, value] of w.entries()) total[j]! += value;
      const { gradient } = one(data, w, rest % data.n);
      w = w.map((value, j) => value - (k + 1) ** -alpha * gradient[j]!);
    }
    const mean = total.map((value) => value / t);
    for (const i of all(data)) {
      const { loss, gradient } = one(data, w, i);
      tally.loss += loss / data.n;
      if (active.includes(i)) tally.active += loss;
      tally.averageLoss += one(data, mean, i).loss / data.n;
      tally.gradientSquare += product(gradient, gradient) / data.n;
      for (const [j, value] of gradient.entries()) tally.gradient[j]! += value / data.n;
    }
    tally.normSquare += product(w, w);
    tally.distanceSquare += w.reduce((sum, value, j) => sum + (value - u[j]!) ** 2, 0);
    for (const [j, value] of w.entries()) tally.iterate[j]! += value;
    for (const [j, value] of mean.entries()) tally.average[j]! += value;
  }
  const share = (value: number): number => value / sequences;
  return {
    loss: share(tally.loss),
    active: share(tally.active),
    averageLoss: share(tally.averageLoss),
    normSquare: share(tally.normSquare),
    gradientSquare: share(tally.gradientSquare),
    distanceSquare: share(tally.distanceSquare),
    iterate: tally.iterate.map(share),
    average: tally.average.map(share),
    gradient: tally.gradient.map(share),
  };
}

/** Small data of any labels with some silent samples, duplicates and active negatives. */
const tiny = fc
  .record({
    n: fc.integer({ min: 1, max: 4 }),
    d: fc.integer({ min: 1, max: 2 }),
    entries: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 8, maxLength: 8 }),
    labels: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    twin: fc.boolean(),
    start: fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 2, maxLength: 2 }),
    exponent: fc.integer({ min: 33, max: 63 }),
    t: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ n, d, entries, labels, twin, start, exponent, t }) => {
    const x = Array.from({ length: n }, (_, i) => entries.slice(2 * i, 2 * i + d).map((value) => value / 4));
    const y = Array.from({ length: n }, (_, i) => (labels[i] ? 1 : -1));
    if (twin && n > 1) {
      x[n - 1] = [...x[0]!];
      y[n - 1] = y[0]!;
    }
    return { data: dataset({ x, y }), start: start.slice(0, d).map((value) => value / 8), alpha: exponent / 64, t };
  });

const options = (from: { data: Dataset; start: number[]; alpha: number; t: number }): ExpectationOptions => ({
  data: from.data,
  model: relu,
  start: from.start,
  stepSize: powerSchedule(from.alpha),
  steps: from.t,
  active: from.data.positives.length > 0 ? from.data.positives : [0],
});

describe('exact expectations of SGD', () => {
  it('agree with the mean over every index sequence run by itself', () => {
    fc.assert(
      fc.property(tiny, (drawn) => {
        const { data, start, alpha, t } = drawn;
        const asked = options(drawn);
        const u = start.map((_, j) => 0.5 - j);

        const last = sgdExpectations({ ...asked, steps: t + 1 }).at[t]!;
        const expected = bruteForce(data, start, alpha, t, asked.active, u);

        expect(last.loss.full).toBeCloseTo(expected.loss, 11);
        expect(last.loss.excess).toBeCloseTo(expected.active / data.n, 11);
        expect(last.loss.reduced).toBeCloseTo(expected.active / asked.active.length, 11);
        expect(last.averageLoss.full).toBeCloseTo(expected.averageLoss, 11);
        expect(last.normSquare).toBeCloseTo(expected.normSquare, 11);
        expect(last.gradientSquare).toBeCloseTo(expected.gradientSquare, 11);
        expect(expectedSquaredDistance(last, u)).toBeCloseTo(expected.distanceSquare, 11);
        for (const [j, value] of expected.iterate.entries()) expect(last.iterate[j]).toBeCloseTo(value, 11);
        for (const [j, value] of expected.average.entries()) expect(last.average[j]).toBeCloseTo(value, 11);
        for (const [j, value] of expected.gradient.entries()) expect(last.gradient[j]).toBeCloseTo(value, 11);
      }),
      { seed: 11, numRuns: 150 },
    );
  });

  it('of one sample are the run itself, w_{k+1} = w_k + (k+1)^-alpha e^(-w_k)', () => {
    const data = dataset({ x: [[1]], y: [1] });
    const asked = options({ data, start: [0.25], alpha: 0.75, t: 12 });

    const { at, sequences } = sgdExpectations(asked);

    expect(sequences).toBe(1);
    let w = 0.25;
    let total = 0;
    for (let k = 0; k < 12; k++) {
      total += w;
      w += (k + 1) ** -0.75 * Math.exp(-w);
      expect(at[k + 1]!.iterate[0]).toBeCloseTo(w, 13);
      expect(at[k + 1]!.average[0]).toBeCloseTo(total / (k + 1), 13);
      expect(at[k + 1]!.normSquare).toBeCloseTo(w * w, 13);
      expect(at[k + 1]!.loss.full).toBeCloseTo(Math.exp(-w), 13);
    }
  });

  it('of one positive among n are binomial at the first steps: E w_1 = w_0 + (1/n) e^(-w_0)', () => {
    const data = dataset({ x: [[1], [-1], [-0.5], [-2]], y: [1, -1, -1, -1] });

    const { at, sequences } = sgdExpectations(options({ data, start: [0.5], alpha: 0.75, t: 10 }));

    expect(sequences).toBe(2 ** 10);
    expect(at[1]!.iterate[0]).toBeCloseTo(0.5 + Math.exp(-0.5) / 4, 14);
    expect(at[0]!.gradientSquare).toBeCloseTo(Math.exp(-1) / 4, 14);
    expect(at[10]!.loss.full - at[10]!.loss.excess).toBeCloseTo(3 / 4, 14);
  });

  it('are the same whether silent draws and identical samples are followed together or apart', () => {
    const apart: DrawLaw = { memoryless: false, probabilities: (_, into) => void into.fill(1 / into.length) };
    fc.assert(
      fc.property(tiny, (drawn) => {
        const together = sgdExpectations(options(drawn));
        const each = sgdExpectations({ ...options(drawn), law: apart });

        expect(each.sequences).toBe(drawn.data.n ** drawn.t);
        together.at.forEach(({ loss, normSquare, bounds }, k) => {
          expect(Math.abs(loss.full - each.at[k]!.loss.full)).toBeLessThanOrEqual(bounds.loss + each.at[k]!.bounds.loss);
          expect(Math.abs(normSquare - each.at[k]!.normSquare)).toBeLessThanOrEqual(bounds.normSquare + each.at[k]!.bounds.normSquare);
        });
      }),
      { seed: 12, numRuns: 100 },
    );
  });

  it('keep their rounding bounds against the same sums taken in another order', () => {
    fc.assert(
      fc.property(tiny, (drawn) => {
        const { data } = drawn;
        const order = all(data).reverse();
        const turned = dataset({ x: order.map((i) => Array.from(sample(data, i))), y: order.map((i) => data.y[i]!) });

        const forth = sgdExpectations(options(drawn)).at.at(-1)!;
        const back = sgdExpectations(options({ ...drawn, data: turned })).at.at(-1)!;

        expect(Math.abs(forth.averageLoss.full - back.averageLoss.full)).toBeLessThanOrEqual(forth.bounds.loss + back.bounds.loss);
        for (const [j, value] of forth.iterate.entries()) {
          expect(Math.abs(value - back.iterate[j]!)).toBeLessThanOrEqual(forth.bounds.iterate + back.bounds.iterate);
        }
        expect(forth.bounds.loss).toBeLessThan(1e-9);
      }),
      { seed: 13, numRuns: 100 },
    );
  });

  it('refuse more sequences than allowed, and say how many', () => {
    const data = dataset({ x: [[1], [0.5], [-1]], y: [1, 1, -1] });

    expect(() => sgdExpectations({ ...options({ data, start: [1], alpha: 0.75, t: 8 }), mostSequences: 100 })).toThrow(
      'more than 100 index sequences over 8 steps',
    );
  });

  it('are refused exactly where the sequences that are followed are more than allowed', () => {
    const refused = { yes: 0, no: 0 };
    fc.assert(
      fc.property(tiny, fc.integer({ min: 1, max: 12 }), (drawn, mostSequences) => {
        const { sequences } = sgdExpectations(options(drawn));
        const asked = { ...options(drawn), mostSequences };

        refused[sequences > mostSequences ? 'yes' : 'no']++;
        if (sequences > mostSequences) expect(() => sgdExpectations(asked)).toThrow(TooManySequencesError);
        else expect(sgdExpectations(asked).sequences).toBe(sequences);
      }),
      { seed: 14, numRuns: 200 },
    );
    expect(Math.min(refused.yes, refused.no)).toBeGreaterThan(10);
  });

  it('are taken once, refused or not: who asks again reads off the step sizes alone', () => {
    const data = dataset({ x: [[1], [0.5], [-1]], y: [1, 1, -1] });
    const steps = 8;
    let read = 0;
    const asked = {
      ...options({ data, start: [1.25], alpha: 0.75, t: steps }),
      stepSize: (k: number): number => {
        read++;
        return powerSchedule(0.75)(k);
      },
    };
    for (const mostSequences of [100, 2 ** 13]) {
      const ask = (): unknown => sgdExpectations({ ...asked, mostSequences });
      const answer = (): unknown => {
        read = 0;
        if (mostSequences > 100) return ask();
        expect(ask).toThrow(TooManySequencesError);
        return undefined;
      };
      const first = answer();
      expect(read).toBe(2 * steps);
      expect(answer()).toBe(first);
      expect(read).toBe(steps);
    }
  });

  it.each([
    ['steps', { steps: 0 }, 'steps is 0, not a positive integer'],
    ['start', { start: [1, 2] }, 'start has 2 numbers, the data 1 features'],
    ['active', { active: [5] }, 'active names sample 5 of 2'],
    ['averaged', { averaged: () => 9 }, 'averaged(0) is 9, not an integer from 0 to 1'],
  ])('refuse a wrong %s', (_, wrong, message) => {
    const data = dataset({ x: [[1], [-1]], y: [1, -1] });

    expect(() => sgdExpectations({ ...options({ data, start: [1], alpha: 0.75, t: 2 }), ...wrong })).toThrow(message);
  });
});
