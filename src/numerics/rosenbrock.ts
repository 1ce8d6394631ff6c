/**
 * RODAS: an L-stable, stiffly accurate Rosenbrock method of order 4 with an embedded estimate of order 3.
 *
 * Coefficients: Hairer and Wanner, Solving Ordinary Differential Equations II, section IV.7 and code RODAS, in the form
 * that multiplies no Jacobian. Each step factors one matrix; there is no Newton iteration to fail.
 */

import { factorLu, solveLu } from './lu.js';
import { addMultiple } from './vector.js';

/** A system y' = f(t, y), stiff or not. */
export interface StiffSystem {
  readonly dimension: number;
  /** f(t, y). */
  rate(t: number, y: Float64Array, into: Float64Array): void;
  /** df/dy, row-major. */
  jacobian(t: number, y: Float64Array, into: Float64Array): void;
  /** df/dt at fixed y; `rate` is f(t, y). */
  rateByTime(t: number, y: Float64Array, rate: Float64Array, into: Float64Array): void;
}

const GAMMA = 0.25;
const STAGES = 6;
const ALPHA = [0, 0.386, 0.21, 0.63, 1, 1];
const GAMMA_SUM = [0.25, -0.1043, 0.1035, -0.03620000000000023, 0, 0];
const LAST = [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895];
/** By stage and earlier stage. */
const A = byStages([
  [],
  [1.544],
  [0.9466785280815826, 0.2557011698983284],
  [3.314825187068521, 2.896124015972201, 0.9986419139977817],
  LAST,
  [...LAST, 1],
]);
const C = byStages([
  [],
  [-5.6688],
  [-2.430093356833875, -0.2063599157091915],
  [-0.1073529058151375, -9.594562251023355, -20.47028614809616],
  [7.496443313967647, -10.24680431464352, -33.99990352819905, 11.7089089320616],
  [8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054],
]);

function byStages(rows: readonly (readonly number[])[]): Float64Array {
  const out = new Float64Array(STAGES * STAGES);
  rows.forEach((row, stage) => {
    out.set(row, stage * STAGES);
  });
  return out;
}

/** One-step integrator with its memory. */
export interface Rosenbrock {
  /** f(t, y) at the point of departure. */
  readonly startRate: Float64Array;
  /** y'' at the point of departure. */
  curvature(into: Float64Array): void;
  /** Sets the point (t, y) from which steps are tried; y is not copied and must not change while they are. */
  depart(t: number, y: Float64Array): void;
  /**
   * Tries one step of length h from the point of departure.
   *
   * @param next - receives y(t + h).
   * @param error - receives the estimated error of each component of `next`.
   * @param endRate - receives f at t + h and, up to the error's order, y(t + h).
   * @returns false when the step cannot be taken (singular matrix, overflow); then both hold nothing of use.
   */
  attempt(h: number, next: Float64Array, error: Float64Array, endRate?: Float64Array): boolean;
}

/** RODAS for a system. */
export function rosenbrock(system: StiffSystem): Rosenbrock {
  const n = system.dimension;
  const jacobian = new Float64Array(n * n);
  const matrix = new Float64Array(n * n);
  const pivots = new Int32Array(n);
  const startRate = new Float64Array(n);
  const byTime = new Float64Array(n);
  const point = new Float64Array(n);
  const increment = new Float64Array(n);
  const byStage = new Float64Array(n);
  /** Increments of the stages, one after another. */
  const k = new Float64Array(STAGES * n);
  let t = Number.NaN;
  let y: Float64Array = point;
  return {
    startRate,
    depart(time, place) {
      t = time;
      y = place;
      system.jacobian(t, y, jacobian);
      system.rate(t, y, startRate);
      system.rateByTime(t, y, startRate, byTime);
    },
    curvature(into) {
      for (let i = 0, at = 0; i < n; i++) {
        let sum = byTime[i]!;
        for (let j = 0; j < n; j++, at++) sum += jacobian[at]! * startRate[j]!;
        into[i] = sum;
      }
    },
    attempt(h, next, error, endRate) {
      for (let j = 0; j < n * n; j++) matrix[j] = -jacobian[j]!;
      for (let j = 0; j < n * n; j += n + 1) matrix[j]! += 1 / (h * GAMMA);
      if (!factorLu(matrix, n, pivots)) return false;
      for (let stage = 0; stage < STAGES; stage++) {
        const byTimeFactor = h * GAMMA_SUM[stage]!;
        for (let j = 0; j < n; j++) {
          let place = y[j]!;
          let linear = 0;
          for (let earlier = 0, at = j; earlier < stage; earlier++, at += n) {
            place += A[stage * STAGES + earlier]! * k[at]!;
            linear += C[stage * STAGES + earlier]! * k[at]!;
          }
          point[j] = place;
          byStage[j] = byTimeFactor * byTime[j]! + linear / h;
        }
        if (stage === 0) increment.set(startRate);
        else system.rate(t + ALPHA[stage]! * h, point, increment);
        if (stage === STAGES - 1) endRate?.set(increment);
        addMultiple(increment, 1, byStage);
        solveLu(matrix, n, pivots, increment);
        for (let j = 0, at = stage * n; j < n; j++, at++) k[at] = increment[j]!;
      }
      let sum = 0;
      for (let j = 0; j < n; j++) {
        // Stiffly accurate: the last stage is evaluated at the embedded solution, and its increment is the error estimate.
        next[j] = point[j]! + increment[j]!;
        error[j] = increment[j]!;
        sum += next[j]!;
      }
      return Number.isFinite(sum);
    },
  };
}
