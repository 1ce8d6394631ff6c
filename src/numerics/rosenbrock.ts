/**
 * RODAS: an L-stable, stiffly accurate Rosenbrock method of order 4 with an embedded estimate of order 3.
 *
 * Coefficients: Hairer and Wanner, Solving Ordinary Differential Equations II, section IV.7 and code RODAS, in the form
 * that multiplies no Jacobian. Each step factors one matrix; there is no Newton iteration to fail.
 */

import { factorLu, solveLu } from './lu.js';

/** A system y' = f(t, y), stiff or not. */
export interface StiffSystem {
  readonly dimension: number;
  /** f(t, y). */
  rate(t: number, y: Float64Array, into: Float64Array): void;
  /** f(t, y), and df/dy, row-major. */
  linearize(t: number, y: Float64Array, rate: Float64Array, jacobian: Float64Array): void;
  /** df/dt at fixed y; `rate` is f(t, y). */
  rateByTime(t: number, y: Float64Array, rate: Float64Array, into: Float64Array): void;
}

const GAMMA = 0.25;
/** By stage: where in the step it is evaluated, and its share of the rate by time. */
const [ALPHA1, ALPHA2, ALPHA3] = [0.386, 0.21, 0.63];
const [G0, G1, G2, G3, G4, G5] = [0.25, -0.1043, 0.1035, -0.03620000000000023, 0, 0];
// Written out by stage: systems are small, and loops over stages would cost more than the arithmetic.
const A10 = 1.544;
const [A20, A21] = [0.9466785280815826, 0.2557011698983284];
const [A30, A31, A32] = [3.314825187068521, 2.896124015972201, 0.9986419139977817];
/** Of the last two stages, the last of which adds the one before with weight 1. */
const [A0, A1, A2, A3] = [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895];
const C10 = -5.6688;
const [C20, C21] = [-2.430093356833875, -0.2063599157091915];
const [C30, C31, C32] = [-0.1073529058151375, -9.594562251023355, -20.47028614809616];
const [C40, C41, C42, C43] = [7.496443313967647, -10.24680431464352, -33.99990352819905, 11.7089089320616];
const [C50, C51, C52, C53, C54] = [8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054];

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
  /** What a stage adds to the rate at its point, before it is solved for. */
  const drive = new Float64Array(n);
  /** Increments of the stages. */
  const [k0, k1, k2, k3] = [new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const [k4, k5] = [new Float64Array(n), new Float64Array(n)];
  let t = Number.NaN;
  let y: Float64Array = point;
  /** Evaluates a stage at `point` and solves for its increment; `rate` receives f there. */
  const stage = (time: number, increment: Float64Array, rate?: Float64Array): void => {
    system.rate(time, point, increment);
    rate?.set(increment);
    for (let j = 0; j < n; j++) increment[j]! += drive[j]!;
    solveLu(matrix, n, pivots, increment);
  };
  return {
    startRate,
    depart(time, place) {
      t = time;
      y = place;
      system.linearize(t, y, startRate, jacobian);
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
      for (let j = 0; j < n; j++) k0[j] = startRate[j]! + (h * G0 * byTime[j]! + 0);
      solveLu(matrix, n, pivots, k0);
      for (let j = 0; j < n; j++) {
        point[j] = y[j]! + A10 * k0[j]!;
        drive[j] = h * G1 * byTime[j]! + (0 + C10 * k0[j]!) / h;
      }
      stage(t + ALPHA1 * h, k1);
      for (let j = 0; j < n; j++) {
        point[j] = y[j]! + A20 * k0[j]! + A21 * k1[j]!;
        drive[j] = h * G2 * byTime[j]! + (0 + C20 * k0[j]! + C21 * k1[j]!) / h;
      }
      stage(t + ALPHA2 * h, k2);
      for (let j = 0; j < n; j++) {
        point[j] = y[j]! + A30 * k0[j]! + A31 * k1[j]! + A32 * k2[j]!;
        drive[j] = h * G3 * byTime[j]! + (0 + C30 * k0[j]! + C31 * k1[j]! + C32 * k2[j]!) / h;
      }
      stage(t + ALPHA3 * h, k3);
      for (let j = 0; j < n; j++) {
        point[j] = y[j]! + A0 * k0[j]! + A1 * k1[j]! + A2 * k2[j]! + A3 * k3[j]!;
        drive[j] = h * G4 * byTime[j]! + (0 + C40 * k0[j]! + C41 * k1[j]! + C42 * k2[j]! + C43 * k3[j]!) / h;
      }
      stage(t + h, k4);
      for (let j = 0; j < n; j++) {
        point[j] = y[j]! + A0 * k0[j]! + A1 * k1[j]! + A2 * k2[j]! + A3 * k3[j]! + k4[j]!;
        drive[j] = h * G5 * byTime[j]! + (0 + C50 * k0[j]! + C51 * k1[j]! + C52 * k2[j]! + C53 * k3[j]! + C54 * k4[j]!) / h;
      }
      stage(t + h, k5, endRate);
      let sum = 0;
      for (let j = 0; j < n; j++) {
        // Stiffly accurate: the last stage is evaluated at the embedded solution, and its increment is the error estimate.
        next[j] = point[j]! + k5[j]!;
        error[j] = k5[j]!;
        sum += next[j]!;
      }
      return Number.isFinite(sum);
    },
  };
}
