import { describe, expect, it } from 'vitest';
import { dataset } from '../../src/data/dataset.js';
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
});
