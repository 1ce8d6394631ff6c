/** SGD given that it stays in a region: runs that draw only what does not lead out, with the weight of that. */

import { type Dataset, sample } from '../data/dataset.js';
import { numbersOfRun } from '../model/known-model.js';
import { type Model, workspace } from '../model/model.js';
import { exp } from '../numerics/elementary.js';
import { remembering, TWO_DOZEN } from '../numerics/remember.js';
import { dot } from '../numerics/vector.js';
import { type Sampler, uniformSampler } from '../optimizer/sampler.js';

/** Which runs to make. */
export interface StayingRunsOptions {
  readonly data: Dataset;
  /** A model of one neuron. */
  readonly model: Model;
  readonly sampler: (seed: number, n: number) => Sampler;
  /** w_0, in the region. */
  readonly start: ArrayLike<number>;
  /** eta_k that steps are taken with, and that the sums are taken with. */
  readonly stepSize: (k: number) => number;
  readonly weight: (k: number) => number;
  /** Steps to look at, ascending from 1 on; the last is the length of the runs. */
  readonly at: readonly number[];
  /** The samples that are active in the region; all others are not. */
  readonly active: readonly number[];
  readonly replicates: number;
  readonly seed: number;
}

/** What is known of each run at one step t. */
export interface StayingRow {
  /** The product of the chances of a draw that stays: its mean is the probability that w_0, ..., w_t are in the region. */
  readonly weight: Float64Array;
  /** sum_{k<t} eta_k^2 |grad l(w_k, z_xi_k)|^2, and sum_{k<t} eta_k^2 |x_i|^2 over the draws of active samples. */
  readonly squareSum: Float64Array;
  readonly activeSum: Float64Array;
  /** (1/n) sum over the active samples of l(wbar_t, z_i), and the mean over k < t of the same at w_k. */
  readonly averageLoss: Float64Array;
  readonly lossMean: Float64Array;
  /** wbar_t, entry by entry. */
  readonly average: readonly Float64Array[];
}

/** Runs as recorded. */
export interface StayingRuns {
  readonly replicates: number;
  readonly at: readonly number[];
  readonly rows: readonly StayingRow[];
  /** Whether rounding may have decided on which side of its kink a sample is. */
  readonly nearKink: boolean;
}

const SEED_STRIDE = 2 ** 32;
/** Preactivations smaller than this, relative to the sizes that they come of, may have their sign from rounding. */
const NEAR_KINK = 1e-9;

/**
 * Makes runs in which each xi_k is uniform on the samples whose draw keeps w_{k+1} in the region. E[f | staying] is the mean of the weights
 * times f over the mean of the weights. What it answers is shared by all who ask for the same runs.
 */
export const stayingRuns: (options: StayingRunsOptions) => StayingRuns = remembering(numbersOf, made, TWO_DOZEN);

/** What runs depend on; undefined where they are made of parts that numbers do not tell. */
function numbersOf(options: StayingRunsOptions): Float64Array | undefined {
  const { sampler, at, active, replicates, seed } = options;
  if (sampler !== uniformSampler) return undefined;
  const rates = Float64Array.from({ length: at.at(-1) ?? 0 }, (_, k) => options.stepSize(k));
  const weights = rates.map((_, k) => options.weight(k));
  return numbersOfRun(options, rates, weights, at, active, [replicates, seed]);
}

function made(options: StayingRunsOptions): StayingRuns {
  const { data, model, at, active, replicates } = options;
  const { d, n } = data;
  const steps = at.at(-1) ?? 0;
  const rows = at.map(
    (): StayingRow => ({
      weight: new Float64Array(replicates),
      squareSum: new Float64Array(replicates),
      activeSum: new Float64Array(replicates),
      averageLoss: new Float64Array(replicates),
      lossMean: new Float64Array(replicates),
      average: Array.from({ length: d }, () => new Float64Array(replicates)),
    }),
  );
  const rates = Float64Array.from({ length: steps }, (_, k) => options.stepSize(k));
  const weights = Float64Array.from({ length: steps }, (_, k) => options.weight(k));
  const samples = Array.from({ length: n }, (_, i) => sample(data, i));
  const gram = samples.map((x) => Float64Array.from(samples, (other) => dot(x, other)));
  const isActive = Uint8Array.from(samples, (_, i) => (active.includes(i) ? 1 : 0));
  const single = workspace(model, data);
  const w = new Float64Array(d);
  const sum = new Float64Array(d);
  const mean = new Float64Array(d);
  /** w.x_i by sample, and exp(-w.x_i) of the active ones. */
  const v = new Float64Array(n);
  const losses = new Float64Array(n);
  const out = new Uint8Array(n);
  let near = false;
  for (let r = 0; r < replicates; r++) follow(r);
  return { replicates, at, rows, nearKink: near };

  function follow(r: number): void {
    const draw = options.sampler(options.seed + SEED_STRIDE * r, n);
    w.set(options.start);
    sum.fill(0);
    let [weight, squareSum, activeSum, lossSum, loss] = [1, 0, 0, 0, 0];
    let moved = true;
    for (let k = 0, place = 0; k <= steps; k++) {
      for (; at[place] === k; place++) {
        const row = rows[place]!;
        for (let j = 0; j < d; j++) {
          mean[j] = sum[j]! / Math.max(1, k);
          row.average[j]![r] = mean[j]!;
        }
        row.weight[r] = weight;
        row.squareSum[r] = squareSum;
        row.activeSum[r] = activeSum;
        row.averageLoss[r] = lossAt(mean);
        row.lossMean[r] = lossSum / Math.max(1, k);
      }
      if (k === steps || weight === 0) break;
      for (let j = 0; j < d; j++) sum[j]! += w[j]!;
      if (moved) {
        for (let i = 0; i < n; i++) {
          v[i] = dot(w, samples[i]!);
          if (v[i]! > 0 !== (isActive[i] === 1)) near = true;
          if (isActive[i] === 1) losses[i] = exp(-v[i]!);
        }
        loss = 0;
        for (let a = 0; a < active.length; a++) loss += losses[active[a]!]!;
        loss /= n;
      }
      lossSum += loss;
      const kept = markDraws(rates[k]!);
      weight *= kept / n;
      if (kept === 0) continue;
      let i = draw();
      while (out[i] === 1) i = draw();
      model.evaluateSample(data, i, w, single);
      const scale = single.shift === 0 ? 1 : exp(single.shift);
      let square = 0;
      for (let j = 0; j < d; j++) {
        const entry = single.gradient[j]! * scale;
        square += entry * entry;
        w[j]! -= rates[k]! * entry;
      }
      moved = square > 0;
      squareSum += weights[k]! * weights[k]! * square;
      if (isActive[i] === 1) activeSum += weights[k]! * weights[k]! * gram[i]![i]!;
    }
  }

  function lossAt(point: Float64Array): number {
    let total = 0;
    for (let a = 0; a < active.length; a++) total += exp(-dot(point, samples[active[a]!]!));
    return total / n;
  }

  /** Marks the draws that lead out, and counts the others. */
  function markDraws(rate: number): number {
    let kept = n;
    for (let i = 0; i < n; i++) {
      out[i] = 0;
      if (isActive[i] === 0) continue;
      const move = rate * losses[i]!;
      for (let j = 0; j < n; j++) {
        const step = move * gram[i]![j]!;
        const after = v[j]! + step;
        if (step !== 0 && Math.abs(after) < NEAR_KINK * (Math.abs(v[j]!) + Math.abs(step))) near = true;
        if (after > 0 === (isActive[j] === 1)) continue;
        out[i] = 1;
        kept--;
        break;
      }
    }
    return kept;
  }
}
