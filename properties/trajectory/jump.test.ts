import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { type Dataset, dataset } from '../../src/data/dataset.js';
import { exp } from '../../src/numerics/elementary.js';
import { Jump } from '../../src/trajectory/events/jump.js';
import { Neurons } from '../../src/trajectory/events/neurons.js';
import { PlainJump } from '../support/plain-jump.js';

/** Neurons about a point, on the sides that the signs there say. */
function neuronsAt(seed: number): { neurons: Neurons; w: Float64Array; random: () => number } {
  const random = seedrandom(`jump/${seed}`);
  const count = 1 + (seed % 3);
  const [n, d] = [1 + Math.floor(9 * random()), 1 + Math.floor(6 * random())];
  const vector = (length: number, size: number): number[] => Array.from({ length }, () => (2 * random() - 1) * size);
  const data: Dataset = dataset({ x: Array.from({ length: n }, () => vector(d, 2)), y: vector(n, 1).map((v) => (v > 0 ? 1 : -1)) });
  const outputWeights = Array.from({ length: count }, (_, k) => (k % 2 === 0 ? 1 : -1.5));
  const neurons = new Neurons(data, outputWeights, [0, 0.25, 1][seed % 3]!, 0.5);
  // Far from 0 some pulls are negligible, some beyond float64.
  const w = Float64Array.from(vector(d * count, [1, 30, 400, 2000][seed % 4]!));
  neurons.sidesBySign(w);
  return { neurons, w, random };
}

/** Both jumps from the point, and what came out in the same order. */
function outcomes(jumps: readonly (Jump | PlainJump)[], w: Float64Array, base: number, all: boolean, h: number, swell = 0): unknown[] {
  return jumps.map((jump) => {
    jump.from(w, base, all);
    const start = Array.from(jump.startSpeed);
    const error = jump.over(h, swell);
    return { start, error, end: Array.from(jump.end), endSpeed: Array.from(jump.endSpeed) };
  });
}

describe('the jumps of the kernel', () => {
  it.each([false, true])('have the bits of the plain form, with all samples or not: %s', (all) => {
    let [left, overflowing, finite] = [0, 0, 0];
    for (let seed = 0; seed < 300; seed++) {
      const { neurons, w, random } = neuronsAt(seed);
      if (!neurons.acts) continue;
      const [jump, plain] = [new Jump(neurons), new PlainJump(neurons)];
      for (const [base, h, swell] of [
        [neurons.leastMargin(), random(), 0],
        [neurons.leastMargin(), random(), 3 * random()],
        [neurons.leastMargin(), 1e-6, 0],
        [0, 1e3 * random(), random()],
      ] as const) {
        const [ours, theirs] = outcomes([jump, plain], w, base, all, h, swell) as [{ error: number }, { error: number }];
        expect(ours, `seed ${seed}, base ${base}, h ${h}, swell ${swell}`).toEqual(theirs);
        if (plain.leftOut.length > 0) left++;
        if (Number.isFinite(ours.error)) finite++;
        else overflowing++;
        expect(jump.staysInFocus(neurons.u)).toBe(plain.leftOut.length === 0 || neurons.areFar(Int32Array.from(plain.leftOut), neurons.u));
      }
    }
    expect(finite).toBeGreaterThan(200);
    expect(overflowing).toBeGreaterThan(20);
    if (all) expect(left).toBe(0);
    else expect(left).toBeGreaterThan(50);
  });

  it('of two instances in turn are not mixed up', () => {
    const [one, other] = [neuronsAt(1), neuronsAt(2)];
    const [a, b] = [new Jump(one.neurons), new Jump(other.neurons)];
    const alone = outcomes([a], one.w, one.neurons.leastMargin(), true, 0.1);
    a.from(one.w, one.neurons.leastMargin(), true);
    b.from(other.w, other.neurons.leastMargin(), true);
    b.over(0.5);
    const error = a.over(0.1);
    expect([{ start: Array.from(a.startSpeed), error, end: Array.from(a.end), endSpeed: Array.from(a.endSpeed) }]).toEqual(alone);
  });

  it('over units that grow like the time are exact for one sample, whose margin then rises evenly', () => {
    const neurons = new Neurons(dataset({ x: [[1]], y: [1] }), [1], 1, 0.5);
    // So far out that a step moves nothing: w = 40 + ln(1 + t / 2), t in units of e^40 steps.
    const w = Float64Array.of(40);
    neurons.sidesBySign(w);
    const jump = new Jump(neurons);
    jump.from(w, 40, true);

    expect(jump.startPull).toBe(1);
    expect(jump.over(6, 3)).toBeLessThan(1e-14);
    expect(Math.abs(jump.end[0]! - 43)).toBeLessThan(1e-13);
    // Over the same time in units that stay it is far off, and known to be.
    expect(jump.over(2 * (exp(3) - 1))).toBeGreaterThan(1e-3);
    expect(Math.abs(jump.end[0]! - 43)).toBeGreaterThan(1e-3);
  });
});
