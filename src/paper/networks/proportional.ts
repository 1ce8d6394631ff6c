/** Eq. 29 and its form under SGD, eq. 36: the neurons of one partition move in proportion. */

import { nth } from '../../numerics/lists.js';
import { dot, norm, plusMultiple, rowOf } from '../../numerics/vector.js';
import { cancellation, driftBound, type WindowStep } from './judge-windows.js';

/** How {@link judgeProportional} forms its slack. */
export const PROPORTIONAL_SLACK = '-|w_k(t) - w_k(T) - (v_k / v_1) (w_1(t) - w_1(T))| / (|w_k(t)| + |w_k(T)|), smallest over t and k';

/** Records, for each partition with several neurons, how far their moves since T are from being in proportion. */
export function judgeProportional(step: WindowStep): void {
  for (const { neurons } of step.window.partitions) {
    const [first, ...others] = neurons;
    if (first === undefined || others.length === 0) continue;
    step.label('neurons', 'shared');
    for (const k of others) judgePair(step, first, k);
  }
}

/** Records how far the move of neuron k since T is from being in proportion to that of the first. */
function judgePair(step: WindowStep, first: number, k: number): void {
  const { data, v, window, after, slack } = step;
  const { d } = data;
  const ratio = nth(v, k) / nth(v, first);
  const weightsOf = (w: Float64Array, neuron: number): Float64Array => rowOf(w, neuron, d);
  const [end, reference] = [weightsOf(after.w, k), weightsOf(after.w, first)];
  const move = plusMultiple(end, -1, weightsOf(window.from.w, k));
  const off = plusMultiple(move, -ratio, plusMultiple(reference, -1, weightsOf(window.from.w, first)));
  let size = 0;
  for (let j = 0; j < d; j++) size += (Math.abs(end[j]!) + Math.abs(ratio * reference[j]!)) ** 2 + move[j]! ** 2;
  const scale = norm(end) + norm(weightsOf(window.from.w, k));
  slack.record(
    -Math.sqrt(dot(off, off)) / scale,
    (driftBound(step) * Math.sqrt(size) + cancellation(step) * Math.abs(nth(v, k))) / scale,
    after.k,
    () => `neuron ${k} does not move in proportion to neuron ${first}`,
  );
}
