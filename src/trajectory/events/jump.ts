/** Many small steps at once: a Runge-Kutta pair of Dormand and Prince, with an estimate of what it is off by. */

import type { Neurons } from './neurons.js';

const A: readonly (readonly number[])[] = [
  [],
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
];
/** Weights of order 5 less those of order 4. */
const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];
const STAGES = 7;

/** Jumps from one point, in units of e^base steps. */
export class Jump {
  /** Where the last jump ended. */
  readonly end: Float64Array;
  private readonly k: readonly Float64Array[];
  private readonly trial: Float64Array;
  private w: Float64Array = new Float64Array(0);
  private base = 0;

  constructor(private readonly neurons: Neurons) {
    const dimension = neurons.data.d * neurons.count;
    this.k = Array.from({ length: STAGES }, () => new Float64Array(dimension));
    this.trial = new Float64Array(dimension);
    this.end = new Float64Array(dimension);
  }

  /** Speed at the start, and at the end of the last jump. */
  get startSpeed(): Float64Array {
    return this.k[0]!;
  }
  get endSpeed(): Float64Array {
    return this.k[STAGES - 1]!;
  }

  /** Makes ready to jump from w, which is not copied. */
  from(w: Float64Array, base: number): void {
    this.w = w;
    this.base = base;
    this.neurons.speed(w, base, this.k[0]!);
  }

  /** Jumps over h units of e^base steps; returns the estimated error in w, Infinity where numbers overflow. */
  over(h: number): number {
    const { w, k, trial, end, neurons, base } = this;
    const { length } = w;
    for (let stage = 1; stage < STAGES; stage++) {
      const weights = A[stage]!;
      const into = stage === STAGES - 1 ? end : trial;
      for (let j = 0; j < length; j++) {
        let sum = 0;
        for (let s = 0; s < stage; s++) sum += weights[s]! * k[s]![j]!;
        into[j] = w[j]! + h * sum;
      }
      neurons.speed(into, base, k[stage]!);
    }
    let error = 0;
    for (let j = 0; j < length; j++) {
      let sum = 0;
      for (let s = 0; s < STAGES; s++) sum += ERROR[s]! * k[s]![j]!;
      error = Math.max(error, Math.abs(h * sum));
    }
    return Number.isFinite(error) ? error : Number.POSITIVE_INFINITY;
  }
}
