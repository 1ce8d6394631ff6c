import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataset } from '../../src/data/dataset.js';
import { workspace } from '../../src/model/model.js';
import { leakyRelu } from '../../src/model/neuron.js';
import { SgdSteps } from '../../src/model/sgd-kernel.js';

const data = dataset({
  x: [
    [1, 0.5],
    [-1, 0.25],
  ],
  y: [1, -1],
});
const rates = new Float64Array(6).fill(0.5);
const options = { data, slope: 0, rates, weights: rates, active: [0], drift: false };

/** Runs with these draws, put at a start. */
function begun(start: readonly number[], draws: readonly number[]): SgdSteps {
  const steps = new SgdSteps(options);
  steps.draws.set(draws);
  steps.begin(start);
  return steps;
}

describe('the kernel of SGD', () => {
  it('takes steps with the bits of gradients at one sample after another, whatever the sizes of the data', () => {
    const entry = fc.integer({ min: -64, max: 64 }).map((k) => k / 128);
    const sizes = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 }));
    const drawn = sizes.chain(([n, d]) =>
      fc.record({
        x: fc.array(fc.array(entry, { minLength: d, maxLength: d }), { minLength: n, maxLength: n }),
        y: fc.array(fc.constantFrom(1, -1), { minLength: n, maxLength: n }),
        start: fc.array(entry, { minLength: d, maxLength: d }),
        draws: fc.array(fc.nat(n - 1), { minLength: 6, maxLength: 6 }),
      }),
    );
    fc.assert(
      fc.property(drawn, fc.constantFrom(0, 0.25, 1), ({ x, y, start, draws }, slope) => {
        const some = dataset({ x, y });
        const model = leakyRelu(slope);
        const [w, at] = [Float64Array.from(start), workspace(model, some)];
        for (const i of draws) {
          model.evaluateSample(some, i, w, at);
          for (let j = 0; j < w.length; j++) w[j] = w[j]! - 0.5 * at.gradient[j]!;
        }

        const steps = new SgdSteps({ ...options, data: some, slope });
        steps.draws.set(draws);
        steps.begin(start);

        expect(steps.take(0, 6)).toBe(6);
        expect(steps.w).toEqual(w);
      }),
    );
  });

  it('has means without the rounding of a sum: that of a thousand iterates that stay where they are is theirs', () => {
    const many = new Float64Array(1000).fill(0.5);
    const steps = new SgdSteps({ ...options, rates: many, weights: many });
    steps.begin([-0.1, -0.3]);
    steps.take(0, 1000);

    for (const [j, mean] of steps.mean(1000).entries()) expect(Math.abs(mean / steps.w[j]! - 1)).toBeLessThanOrEqual(2 ** -52);
    expect(Array.from(steps.w)).toEqual([-0.1, -0.3]);
  });

  it('pauses after so many steps in a row that move nothing, and goes on from there', () => {
    const steps = begun([1, 0], [0, 1, 1, 1, 0, 1]);

    expect(steps.take(0, 6, 2)).toBe(3);
    const paused = steps.w.slice();
    expect(steps.take(3, 6)).toBe(6);
    expect(steps.w[0]).toBeGreaterThan(paused[0]!);
  });

  it('says where a weight leaves its range, at either end', () => {
    expect(begun([701, 0], [0]).take(0, 1)).toBeUndefined();
    expect(begun([-701, 0], [1]).take(0, 1)).toBeUndefined();
    expect(begun([Number.NaN, 0], [0]).take(0, 1)).toBe(1);
    expect(begun([699, 0], [0]).take(0, 1)).toBe(1);
  });

  it('takes no step of a run whose memory another has taken', () => {
    const first = begun([1, 0], [0]);
    begun([1, 0], [0]);

    expect(() => first.take(0, 1)).toThrow('another run');
    expect(() => first.begin([1, 0])).toThrow('another run');
  });

  it('has come no way where no step is asked for', () => {
    expect(begun([1, 0], [0]).take(0, 0)).toBe(0);
  });

  it('begins anew with empty sums', () => {
    const steps = begun([1, 0], [0, 0, 0, 0, 0, 0]);
    steps.take(0, 6);
    const [w, mean, sums] = [steps.w.slice(), steps.mean(6), steps.sums.slice()];

    steps.begin([1, 0]);
    expect(Array.from(steps.sums)).toEqual([0, 0, 0]);
    steps.take(0, 6);

    expect([steps.w, steps.mean(6), steps.sums]).toEqual([w, mean, sums]);
    expect(steps.mean(0)).toEqual(Float64Array.of(0, 0));
  });

  it('sums over full gradients, and over losses of the samples that are to act, where that is asked for', () => {
    const some = dataset({
      x: [
        [4, 0],
        [0, 2],
        [0, -2],
      ],
      y: [1, 1, -1],
    });
    const steps = new SgdSteps({ ...options, data: some, slope: 1, active: [0, 2], drift: true });
    steps.begin([0, 0]);

    // All weights are 1 at 0, and grad L = -(4, 4) / 3.
    expect(steps.take(0, 1)).toBe(1);
    const loss = 2 / 3;
    const square = (16 + 4) / 3;
    expect(Array.from(steps.scalars)).toEqual([0, loss / 2, square / 4, loss]);
    for (const moved of steps.moved) expect(moved).toBeCloseTo(-2 / 3, 15);
    expect(Array.from(steps.summed)).toEqual([0, 0]);
  });
});
