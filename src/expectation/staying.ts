/** SGD's expectations given that it has stayed in a region so far: sums over the sequences of draws that stay. */

import type { Dataset } from '../data/dataset.js';
import { type Model, workspace } from '../model/model.js';
import { exp } from '../numerics/elementary.js';
import { largest } from '../numerics/lists.js';
import { branchesOf } from './branches.js';
import { uniformWithReplacement } from './draw-law.js';

/** What to take expectations of. */
export interface StayingOptions {
  readonly data: Dataset;
  /** A model of one neuron. */
  readonly model: Model;
  readonly start: ArrayLike<number>;
  readonly stepSize: (k: number) => number;
  readonly steps: number;
  /** Samples of the loss: those that are active in the region. */
  readonly active: readonly number[];
  /** Whether w is in the region. */
  readonly isInside: (w: Float64Array) => boolean;
}

/** Expectations given that w_0, ..., w_t are in the region. */
export interface StayingStep {
  /** That they are. */
  readonly probability: number;
  /** sum_{k<t} eta_k^2 |grad l(w_k, z_xi_k)|^2. */
  readonly squareSum: number;
  /** sum_{k<t} eta_k (1/n) sum over the active samples of l(w_k, z_i). */
  readonly lossSum: number;
  /** (1/n) sum over the active samples of l(wbar_t, z_i). */
  readonly averageLoss: number;
  /** wbar_t, and w_0 for t = 0. */
  readonly average: Float64Array;
  /** (1/n) sum over the active samples of l(w_t, z_i), and its gradient. */
  readonly loss: number;
  readonly gradient: Float64Array;
  /** The largest such loss at any of the w_0, ..., w_t, of sequences that stay until then. */
  readonly largestLoss: number;
}

/** Follows every sequence of uniform draws for as long as it stays; one entry for each t from 0 to `steps`. */
export function sgdStaying({ data, model, start, stepSize, steps, active, isInside }: StayingOptions): StayingStep[] {
  const branches = branchesOf(data, uniformWithReplacement);
  const single = workspace(model, data);
  const full = workspace(model, data);
  const rates = Array.from({ length: steps }, (_, k) => stepSize(k));
  const sums = Array.from({ length: steps + 1 }, () => new Float64Array(5 + 2 * data.d));
  const peaks = new Float64Array(steps + 1);
  visit(0, 1, Float64Array.from(start), new Float64Array(data.d), 0, 0);
  return sums.map((sum, t) => {
    const [weight = 0, squareSum = 0, lossSum = 0, averageLoss = 0, loss = 0] = sum;
    const mean = (from: number): Float64Array => sum.slice(from, from + data.d).map((entry) => entry / weight);
    return {
      probability: weight,
      squareSum: squareSum / weight,
      lossSum: lossSum / weight,
      averageLoss: averageLoss / weight,
      average: mean(5),
      loss: loss / weight,
      gradient: mean(5 + data.d),
      largestLoss: largest(peaks.subarray(0, t + 1)),
    };
  });

  function activeLoss(w: Float64Array): number {
    model.evaluate(data, w, full);
    const scale = full.shift === 0 ? 1 : exp(full.shift);
    return (active.reduce((sum, i) => sum + (full.weight[i] ?? 0), 0) * scale) / data.n;
  }

  /** As it is left by `activeLoss`, of the same w. */
  function activeGradient(): Float64Array {
    const scale = full.shift === 0 ? 1 : exp(full.shift);
    return full.gradient.map((entry) => entry * scale);
  }

  function visit(k: number, weight: number, w: Float64Array, before: Float64Array, squareSum: number, lossSum: number): void {
    if (!isInside(w)) return;
    const average = k === 0 ? w : before.map((entry) => entry / k);
    const ofAverage = activeLoss(average);
    const loss = activeLoss(w);
    peaks[k] = Math.max(peaks[k] ?? 0, loss);
    const values = [1, squareSum, lossSum, ofAverage, loss, ...average, ...activeGradient()];
    values.forEach((value, place) => {
      sums[k]![place]! += weight * value;
    });
    const rate = rates[k];
    if (rate === undefined) return;
    const after = before.map((entry, j) => entry + (w[j] ?? 0));
    const losses = lossSum + rate * loss;
    let idle = 0;
    for (const { index, members } of branches) {
      const chance = (weight * members.length) / data.n;
      model.evaluateSample(data, index, w, single);
      const scale = single.shift === 0 ? 1 : exp(single.shift);
      const move = single.gradient.map((entry) => entry * scale * rate);
      const square = move.reduce((sum, entry) => sum + entry * entry, 0);
      if (square === 0) idle += chance;
      else
        visit(
          k + 1,
          chance,
          w.map((entry, j) => entry - (move[j] ?? 0)),
          after,
          squareSum + square,
          losses,
        );
    }
    if (idle > 0) visit(k + 1, idle, w, after, squareSum, losses);
  }
}
