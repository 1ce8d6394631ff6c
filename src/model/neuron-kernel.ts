/**
 * The full loss of one neuron, written for speed: nearly all time of a run is spent here.
 *
 * Samples are taken four at a time, so that the latencies of their inner products and exponentials overlap. Samples
 * that do not act (ReLU, w.x <= 0) cost an inner product only: the others queue up until four can share one pass over
 * the gradient. `| 0` keeps indices in integer registers without overflow checks. Sums run in the order of the samples,
 * whatever the grouping.
 */

import type { Dataset } from '../data/dataset.js';
import { exp, expFour } from '../numerics/elementary.js';
import { UNSHIFTED, type Workspace } from './model.js';

const UNSHIFTED_SQUARE = UNSHIFTED * UNSHIFTED;

/** Capacity of the queue: at most 3 left over and 4 new ones wait. */
const MASK = 7;
/** Longer than the queue, since V8 accesses arrays of at most 64 bytes more slowly. */
const LENGTH = 32;
/** Index of each queued sample. */
const queued = new Int32Array(LENGTH);
/** Its exponent -y s(w.x), then the exponential of that. */
const exponential = new Float64Array(LENGTH);
/** Its share in the gradient, -y s'(w.x) / n. */
const share = new Float64Array(LENGTH);
/** At index 0, the sum of the weights of the samples that act. */
const actingWeight = new Float64Array(LENGTH);

/**
 * Value and gradient of the loss at w, as `Model.evaluate`, provided that |w.x_i| <= UNSHIFTED for all i.
 *
 * @returns false when some preactivation is larger or NaN; `into` then holds nothing of use.
 */
export function evaluateBounded(data: Dataset, w: Float64Array, slope: number, into: Workspace): boolean {
  const { x, y } = data;
  const n = data.n | 0;
  const d = data.d | 0;
  const { preactivation, weight, gradient } = into;
  const perSample = 1 / n;
  for (let j = 0; j < d; j = (j + 1) | 0) gradient[j] = 0;

  actingWeight[0] = 0;
  let tail = 0;
  let head = 0;
  let i = 0;
  let p0 = 0;
  for (; i <= n - 4; i = (i + 4) | 0) {
    let v0 = 0;
    let v1 = 0;
    let v2 = 0;
    let v3 = 0;
    let p1 = (p0 + d) | 0;
    let p2 = (p1 + d) | 0;
    let p3 = (p2 + d) | 0;
    let j = 0;
    for (; j <= d - 4; j = (j + 4) | 0) {
      const w0 = w[j]!;
      const w1 = w[(j + 1) | 0]!;
      const w2 = w[(j + 2) | 0]!;
      const w3 = w[(j + 3) | 0]!;
      v0 = v0 + w0 * x[p0]! + w1 * x[(p0 + 1) | 0]! + w2 * x[(p0 + 2) | 0]! + w3 * x[(p0 + 3) | 0]!;
      v1 = v1 + w0 * x[p1]! + w1 * x[(p1 + 1) | 0]! + w2 * x[(p1 + 2) | 0]! + w3 * x[(p1 + 3) | 0]!;
      v2 = v2 + w0 * x[p2]! + w1 * x[(p2 + 1) | 0]! + w2 * x[(p2 + 2) | 0]! + w3 * x[(p2 + 3) | 0]!;
      v3 = v3 + w0 * x[p3]! + w1 * x[(p3 + 1) | 0]! + w2 * x[(p3 + 2) | 0]! + w3 * x[(p3 + 3) | 0]!;
      p0 = (p0 + 4) | 0;
      p1 = (p1 + 4) | 0;
      p2 = (p2 + 4) | 0;
      p3 = (p3 + 4) | 0;
    }
    for (; j < d; j = (j + 1) | 0) {
      const wj = w[j]!;
      v0 += wj * x[p0]!;
      v1 += wj * x[p1]!;
      v2 += wj * x[p2]!;
      v3 += wj * x[p3]!;
      p0 = (p0 + 1) | 0;
      p1 = (p1 + 1) | 0;
      p2 = (p2 + 1) | 0;
      p3 = (p3 + 1) | 0;
    }
    p0 = p3;
    if (!(v0 * v0 + v1 * v1 + v2 * v2 + v3 * v3 <= UNSHIFTED_SQUARE)) return false;
    tail = enqueue(tail, i, v0, y[i]!, slope, perSample, preactivation, weight);
    tail = enqueue(tail, (i + 1) | 0, v1, y[(i + 1) | 0]!, slope, perSample, preactivation, weight);
    tail = enqueue(tail, (i + 2) | 0, v2, y[(i + 2) | 0]!, slope, perSample, preactivation, weight);
    tail = enqueue(tail, (i + 3) | 0, v3, y[(i + 3) | 0]!, slope, perSample, preactivation, weight);
    if (tail - head >= 4) {
      addFour(head, x, d, weight, gradient);
      head = (head + 4) | 0;
    }
  }
  for (; i < n; i = (i + 1) | 0) {
    let v = 0;
    for (let j = 0; j < d; j = (j + 1) | 0) {
      v += w[j]! * x[p0]!;
      p0 = (p0 + 1) | 0;
    }
    if (!(v * v <= UNSHIFTED_SQUARE)) return false;
    tail = enqueue(tail, i, v, y[i]!, slope, perSample, preactivation, weight);
  }
  for (; head < tail; head = (head + 1) | 0) addOne(head, x, d, weight, gradient);

  // The samples that do not act have weight 1.
  into.loss = (actingWeight[0]! + (n - tail)) * perSample;
  into.shift = 0;
  return true;
}

/** Stores sample i's preactivation, and queues the sample if it acts; returns the new end of the queue. */
function enqueue(
  tail: number,
  i: number,
  v: number,
  label: number,
  slope: number,
  perSample: number,
  preactivation: Float64Array,
  weight: Float64Array,
): number {
  preactivation[i] = v;
  const place = tail & MASK;
  if (v > 0) {
    queued[place] = i;
    exponential[place] = -label * v;
    share[place] = -label * perSample;
    return (tail + 1) | 0;
  }
  if (slope === 0) {
    weight[i] = 1;
    return tail;
  }
  queued[place] = i;
  exponential[place] = -label * (slope * v);
  share[place] = -label * slope * perSample;
  return (tail + 1) | 0;
}

/** Weights of the four samples queued from `head`, and what they add to loss and gradient. */
function addFour(head: number, x: Float64Array, d: number, weight: Float64Array, gradient: Float64Array): void {
  const place = head & MASK;
  expFour(exponential, place);
  const e0 = exponential[place]!;
  const e1 = exponential[place + 1]!;
  const e2 = exponential[place + 2]!;
  const e3 = exponential[place + 3]!;
  actingWeight[0] = actingWeight[0]! + e0 + e1 + e2 + e3;
  const i0 = queued[place]!;
  const i1 = queued[place + 1]!;
  const i2 = queued[place + 2]!;
  const i3 = queued[place + 3]!;
  weight[i0] = e0;
  weight[i1] = e1;
  weight[i2] = e2;
  weight[i3] = e3;
  const f0 = share[place]! * e0;
  const f1 = share[place + 1]! * e1;
  const f2 = share[place + 2]! * e2;
  const f3 = share[place + 3]! * e3;
  let p0 = Math.imul(i0, d);
  let p1 = Math.imul(i1, d);
  let p2 = Math.imul(i2, d);
  let p3 = Math.imul(i3, d);
  let j = 0;
  for (; j <= d - 4; j = (j + 4) | 0) {
    const j1 = (j + 1) | 0;
    const j2 = (j + 2) | 0;
    const j3 = (j + 3) | 0;
    gradient[j] = gradient[j]! + f0 * x[p0]! + f1 * x[p1]! + f2 * x[p2]! + f3 * x[p3]!;
    gradient[j1] = gradient[j1]! + f0 * x[(p0 + 1) | 0]! + f1 * x[(p1 + 1) | 0]! + f2 * x[(p2 + 1) | 0]! + f3 * x[(p3 + 1) | 0]!;
    gradient[j2] = gradient[j2]! + f0 * x[(p0 + 2) | 0]! + f1 * x[(p1 + 2) | 0]! + f2 * x[(p2 + 2) | 0]! + f3 * x[(p3 + 2) | 0]!;
    gradient[j3] = gradient[j3]! + f0 * x[(p0 + 3) | 0]! + f1 * x[(p1 + 3) | 0]! + f2 * x[(p2 + 3) | 0]! + f3 * x[(p3 + 3) | 0]!;
    p0 = (p0 + 4) | 0;
    p1 = (p1 + 4) | 0;
    p2 = (p2 + 4) | 0;
    p3 = (p3 + 4) | 0;
  }
  for (; j < d; j = (j + 1) | 0) {
    gradient[j] = gradient[j]! + f0 * x[p0]! + f1 * x[p1]! + f2 * x[p2]! + f3 * x[p3]!;
    p0 = (p0 + 1) | 0;
    p1 = (p1 + 1) | 0;
    p2 = (p2 + 1) | 0;
    p3 = (p3 + 1) | 0;
  }
}

/** The same for one sample. */
function addOne(head: number, x: Float64Array, d: number, weight: Float64Array, gradient: Float64Array): void {
  const place = head & MASK;
  const e = exp(exponential[place]!);
  const i = queued[place]!;
  actingWeight[0] = actingWeight[0]! + e;
  weight[i] = e;
  const f = share[place]! * e;
  let p = Math.imul(i, d);
  let j = 0;
  for (; j <= d - 4; j = (j + 4) | 0) {
    gradient[j]! += f * x[p]!;
    gradient[(j + 1) | 0]! += f * x[(p + 1) | 0]!;
    gradient[(j + 2) | 0]! += f * x[(p + 2) | 0]!;
    gradient[(j + 3) | 0]! += f * x[(p + 3) | 0]!;
    p = (p + 4) | 0;
  }
  for (; j < d; j = (j + 1) | 0) {
    gradient[j]! += f * x[p]!;
    p = (p + 1) | 0;
  }
}
