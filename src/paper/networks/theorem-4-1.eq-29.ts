/** Eq. 29: the neurons of one partition move in proportion. */

import { defineClaim } from '../../claim/define.js';
import { norm } from '../../numerics/vector.js';
import { cancellation, driftBound, judgeWindows, type WindowStep } from './judge-windows.js';
import { networkCases } from './network-cases.js';

/** Neurons of one partition move in proportion to their output weights: holds. */
export const proportional = defineClaim({
  id: 'thm-4.1/eq-29',
  chapter: 'networks',
  source: 'Appendix H, eq. 29',
  statement:
    'Patterns constant from T on and disjoint: neurons active on one partition move in proportion, w_k(t) - w_k(T) = (v_k / v_1) (w_1(t) - w_1(T)).',
  slack: '-|w_k(t) - w_k(T) - (v_k / v_1) (w_1(t) - w_1(T))| / (|w_k(t)| + |w_k(T)|), smallest over t and k',
  reason: 'Disjoint patterns make the gradient by w_k equal v_k times the same sum over the partition.',
  required: { 'neurons:shared': 0.2 },
  cases: networkCases({ steps: 300 }),
  evaluate: judgeWindows({
    descent: 'gradient',
    judge: (step) => {
      for (const { neurons } of step.window.partitions) {
        const [first, ...others] = neurons;
        if (first === undefined || others.length === 0) continue;
        step.label(['neurons', 'shared']);
        for (const k of others) judgePair(step, first, k);
      }
    },
  }),
});

/** Records how far the move of neuron k since T is from being in proportion to that of the first. */
function judgePair(step: WindowStep, first: number, k: number): void {
  const { data, v, window, after, slack } = step;
  const { d } = data;
  const ratio = v[k]! / v[first]!;
  let square = 0;
  let size = 0;
  for (let j = 0; j < d; j++) {
    const own = after.w[k * d + j]! - window.from.w[k * d + j]!;
    const reference = after.w[first * d + j]! - window.from.w[first * d + j]!;
    square += (own - ratio * reference) ** 2;
    size += (Math.abs(after.w[k * d + j]!) + Math.abs(ratio * after.w[first * d + j]!)) ** 2 + own ** 2;
  }
  const scale = norm(after.w.subarray(k * d, k * d + d)) + norm(window.from.w.subarray(k * d, k * d + d));
  slack.record(
    -Math.sqrt(square) / scale,
    (driftBound(step) * Math.sqrt(size) + cancellation(step) * Math.abs(v[k]!)) / scale,
    after.k,
    () => `neuron ${k} does not move in proportion to neuron ${first}`,
  );
}
