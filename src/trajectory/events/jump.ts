/** Many small steps at once: a Runge-Kutta pair of Dormand and Prince, with an estimate of what it is off by. */

import { exp } from '../../numerics/elementary.js';
import type { Neuron } from './neuron.js';

/** Stages 2 to 7: weights of the speeds before. */
const [A21] = [1 / 5] as const;
const [A31, A32] = [3 / 40, 9 / 40] as const;
const [A41, A42, A43] = [44 / 45, -56 / 15, 32 / 9] as const;
const [A51, A52, A53, A54] = [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729] as const;
const [A61, A62, A63, A64, A65] = [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656] as const;
const [A71, A72, A73, A74, A75, A76] = [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84] as const;
/** Weights of order 5 less those of order 4. */
const [E1, E2, E3, E4, E5, E6, E7] = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40] as const;

/** Jumps from one point, in units of e^base steps. */
export class Jump {
  /** Where the last jump ended. */
  readonly end: Float64Array;
  /** Speed at the start, and at the end of the last jump. */
  readonly startSpeed: Float64Array;
  readonly endSpeed: Float64Array;
  /** Speeds between. */
  private readonly between: readonly [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  private readonly trial: Float64Array;
  private w: Float64Array = new Float64Array(0);
  private base = 0;
  private perStep = 1;

  constructor(private readonly neuron: Neuron) {
    const room = (): Float64Array => new Float64Array(neuron.data.d);
    [this.startSpeed, this.endSpeed, this.trial, this.end] = [room(), room(), room(), room()];
    this.between = [room(), room(), room(), room(), room()];
  }

  /** Makes ready to jump from w, which is not copied. */
  from(w: Float64Array, base: number): void {
    this.w = w;
    this.base = base;
    this.perStep = exp(-base);
    this.neuron.speed(w, base, this.perStep, this.startSpeed);
  }

  /** Jumps over h units of e^base steps; returns the estimated error in w, Infinity where numbers overflow. */
  over(h: number): number {
    const { w, trial, end, neuron, base, perStep, startSpeed: k1, endSpeed: k7 } = this;
    const [k2, k3, k4, k5, k6] = this.between;
    const { length } = w;
    // Written out: a table of weights would be read more often than there are samples to sum over.
    for (let j = 0; j < length; j++) trial[j] = w[j]! + h * (A21 * k1[j]!);
    neuron.speed(trial, base, perStep, k2);
    for (let j = 0; j < length; j++) trial[j] = w[j]! + h * (A31 * k1[j]! + A32 * k2[j]!);
    neuron.speed(trial, base, perStep, k3);
    for (let j = 0; j < length; j++) trial[j] = w[j]! + h * (A41 * k1[j]! + A42 * k2[j]! + A43 * k3[j]!);
    neuron.speed(trial, base, perStep, k4);
    for (let j = 0; j < length; j++) trial[j] = w[j]! + h * (A51 * k1[j]! + A52 * k2[j]! + A53 * k3[j]! + A54 * k4[j]!);
    neuron.speed(trial, base, perStep, k5);
    for (let j = 0; j < length; j++) {
      trial[j] = w[j]! + h * (A61 * k1[j]! + A62 * k2[j]! + A63 * k3[j]! + A64 * k4[j]! + A65 * k5[j]!);
    }
    neuron.speed(trial, base, perStep, k6);
    for (let j = 0; j < length; j++) {
      end[j] = w[j]! + h * (A71 * k1[j]! + A72 * k2[j]! + A73 * k3[j]! + A74 * k4[j]! + A75 * k5[j]! + A76 * k6[j]!);
    }
    neuron.speed(end, base, perStep, k7);
    let error = 0;
    for (let j = 0; j < length; j++) {
      const sum = E1 * k1[j]! + E2 * k2[j]! + E3 * k3[j]! + E4 * k4[j]! + E5 * k5[j]! + E6 * k6[j]! + E7 * k7[j]!;
      error = Math.max(error, Math.abs(h * sum));
    }
    return Number.isFinite(error) ? error : Number.POSITIVE_INFINITY;
  }
}
