/** How far float64 can have moved the expectations: extremes over all paths, and what follows from them. */

import { type Dataset, sample } from '../data/dataset.js';
import { gamma } from '../numerics/rounding.js';
import { norm as lengthOf } from '../numerics/vector.js';

/** Largest and least sizes met while paths are followed. */
export interface Extremes {
  leastActive: number;
  mostSilent: number;
  /** Of the sum over active samples, not divided by n. */
  largestActiveLoss: number;
  /** By step: the largest |w_k|^2, and the largest L(w_k). */
  readonly normSquare: Float64Array;
  readonly loss: Float64Array;
  /** By step: the largest l(w_k, z_i) among positives and among negatives that act. */
  readonly positiveLoss: Float64Array;
  readonly negativeLoss: Float64Array;
  noteIterate(k: number, normSquare: number, loss: number, activeLoss: number): void;
  notePreactivation(active: boolean, value: number): void;
  /** 1 for samples that acted at some iterate. */
  readonly acted: Uint8Array;
  noteStep(k: number, i: number, label: number, loss: number): void;
}

/** Nothing met yet. */
export function extremes(rows: number, n: number): Extremes {
  const record: Extremes = {
    leastActive: Number.POSITIVE_INFINITY,
    mostSilent: Number.NEGATIVE_INFINITY,
    largestActiveLoss: 0,
    normSquare: new Float64Array(rows),
    loss: new Float64Array(rows),
    positiveLoss: new Float64Array(rows),
    negativeLoss: new Float64Array(rows),
    acted: new Uint8Array(n),
    noteIterate(k, normSquare, loss, activeLoss) {
      if (normSquare > record.normSquare[k]!) record.normSquare[k] = normSquare;
      if (loss > record.loss[k]!) record.loss[k] = loss;
      if (activeLoss > record.largestActiveLoss) record.largestActiveLoss = activeLoss;
    },
    notePreactivation(active, value) {
      if (active) {
        if (!(value >= record.leastActive)) record.leastActive = value;
      } else if (!(value <= record.mostSilent)) record.mostSilent = value;
    },
    noteStep(k, i, label, loss) {
      record.acted[i] = 1;
      const losses = label === 1 ? record.positiveLoss : record.negativeLoss;
      if (loss > losses[k]!) losses[k] = loss;
    },
  };
  return record;
}

/** Bounds on the errors of the expectations at one step. */
export interface StepBounds {
  /** Of each entry of E w_k and E wbar_k. */
  readonly iterate: number;
  readonly normSquare: number;
  /** Of E L(w_k) and E L(wbar_k), and of the same for the sum over active samples divided by n. */
  readonly loss: number;
  /** Of each entry of E grad L(w_k). */
  readonly gradient: number;
  readonly gradientSquare: number;
  /** Of E grad L(w_k).w_k. */
  readonly descent: number;
}

/**
 * Bounds by step. The error of w_k is carried along: a step on a positive sample does not enlarge it while
 * eta l(w, z) |x|^2 <= 2, one on a negative enlarges it by at most 1 + eta l(w, z) |x|^2. (Where the enumeration crosses a
 * kink the exact path may part from the computed one; the bounds are for runs that keep their side of every kink.)
 */
export function stepBounds(data: Dataset, rates: Float64Array, extreme: Extremes): StepBounds[] {
  const { d, n } = data;
  // A sample that never acts has loss 1 and gradient 0 exactly.
  let reach = 0;
  for (let i = 0; i < n; i++) if (extreme.acted[i] === 1) reach = Math.max(reach, lengthOf(sample(data, i)));
  const rows = extreme.normSquare.length;
  const bounds: StepBounds[] = [];
  let moved = 0;
  let mostMoved = 0;
  let mostNorm = 0;
  for (let k = 0; k < rows; k++) {
    const norm = Math.sqrt(extreme.normSquare[k]!);
    mostNorm = Math.max(mostNorm, norm);
    mostMoved = Math.max(mostMoved, moved);
    const largest = Math.max(extreme.positiveLoss[k]!, extreme.negativeLoss[k]!, extreme.loss[k]!);
    // Probabilities are products of k quotients; each is a rounded sum of up to n terms.
    const chance = gamma(k * (n + 3) + 8);
    const exponent = reach * mostMoved + gamma(d + 2) * reach * mostNorm + gamma(4);
    const oneLoss = largest * (exponent + gamma(2));
    const gradient = reach * (oneLoss + gamma(n + 4) * largest);
    bounds.push({
      iterate: mostMoved + (chance + gamma(rows + 2)) * mostNorm,
      normSquare: 2 * norm * moved + (chance + gamma(d + 2)) * norm * norm,
      loss: oneLoss + (chance + gamma(n + 4)) * largest,
      gradient: gradient + chance * reach * largest,
      descent: norm * gradient + reach * largest * moved + (chance + gamma(d + 4)) * reach * largest * norm,
      gradientSquare: 2 * reach * largest * gradient + (chance + gamma(d + 4)) * (reach * largest) ** 2,
    });
    if (k + 1 === rows) break;
    const rate = rates[k]!;
    const growth = Math.max(1, rate * extreme.positiveLoss[k]! * reach ** 2 - 1, 1 + rate * extreme.negativeLoss[k]! * reach ** 2);
    const nextNorm = Math.sqrt(extreme.normSquare[k + 1]!);
    moved = growth * moved + gamma(2) * nextNorm + rate * reach * largest * (gamma(d + 2) * reach * norm + gamma(8));
  }
  return bounds;
}
