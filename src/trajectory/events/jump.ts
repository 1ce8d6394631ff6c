/** Many small steps at once: a Runge-Kutta pair of Dormand and Prince, with an estimate of what it is off by. */

import type { Neurons } from './neurons.js';

// Written out by stage: the vectors are short, and loops over stages would cost more than the arithmetic.
const A21 = 1 / 5;
const [A31, A32] = [3 / 40, 9 / 40];
const [A41, A42, A43] = [44 / 45, -56 / 15, 32 / 9];
const [A51, A52, A53, A54] = [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729];
const [A61, A62, A63, A64, A65] = [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656];
const [A71, A73, A74, A75, A76] = [35 / 384, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84];
/** Weights of order 5 less those of order 4. */
const [E1, E3, E4, E5, E6, E7] = [71 / 57600, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];

/** The speeds of the seven stages. */
type Stages = readonly [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];

/** Jumps from one point, in units of e^base steps. */
export class Jump {
  /** Where the last jump ended. */
  readonly end: Float64Array;
  private readonly k: Stages;
  private readonly trial: Float64Array;
  private w: Float64Array = new Float64Array(0);
  private base = 0;

  constructor(private readonly neurons: Neurons) {
    const dimension = neurons.data.d * neurons.count;
    const room = (): Float64Array => new Float64Array(dimension);
    this.k = [room(), room(), room(), room(), room(), room(), room()];
    this.trial = new Float64Array(dimension);
    this.end = new Float64Array(dimension);
  }

  /** Speed at the start, and at the end of the last jump. */
  get startSpeed(): Float64Array {
    return this.k[0];
  }
  get endSpeed(): Float64Array {
    return this.k[6];
  }

  /** Makes ready to jump from w, which is not copied; with or without the samples whose pull is negligible. */
  from(w: Float64Array, base: number, all: boolean): void {
    this.w = w;
    this.base = base;
    this.neurons.focus(w, base, all);
    this.neurons.speed(w, base, this.k[0]);
  }

  /** Jumps over h units of e^base steps; returns the estimated error in w, Infinity where numbers overflow. */
  over(h: number): number {
    const { w, k, trial, end, neurons, base } = this;
    const [k1, k2, k3, k4, k5, k6, k7] = k;
    const n = w.length;
    for (let j = 0; j < n; j++) trial[j] = w[j]! + h * (A21 * k1[j]!);
    neurons.speed(trial, base, k2);
    for (let j = 0; j < n; j++) trial[j] = w[j]! + h * (A31 * k1[j]! + A32 * k2[j]!);
    neurons.speed(trial, base, k3);
    for (let j = 0; j < n; j++) trial[j] = w[j]! + h * (A41 * k1[j]! + A42 * k2[j]! + A43 * k3[j]!);
    neurons.speed(trial, base, k4);
    for (let j = 0; j < n; j++) trial[j] = w[j]! + h * (A51 * k1[j]! + A52 * k2[j]! + A53 * k3[j]! + A54 * k4[j]!);
    neurons.speed(trial, base, k5);
    for (let j = 0; j < n; j++) trial[j] = w[j]! + h * (A61 * k1[j]! + A62 * k2[j]! + A63 * k3[j]! + A64 * k4[j]! + A65 * k5[j]!);
    neurons.speed(trial, base, k6);
    for (let j = 0; j < n; j++) end[j] = w[j]! + h * (A71 * k1[j]! + A73 * k3[j]! + A74 * k4[j]! + A75 * k5[j]! + A76 * k6[j]!);
    neurons.speed(end, base, k7);
    let error = 0;
    for (let j = 0; j < n; j++) {
      const sum = E1 * k1[j]! + E3 * k3[j]! + E4 * k4[j]! + E5 * k5[j]! + E6 * k6[j]! + E7 * k7[j]!;
      error = Math.max(error, Math.abs(h * sum));
    }
    return Number.isFinite(error) ? error : Number.POSITIVE_INFINITY;
  }
}
