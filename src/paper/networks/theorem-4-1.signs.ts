/** Section 4.2 and appendix H: K hidden neurons with fixed output weights under gradient descent. */

import type { Claim } from '../../claim/claim.js';
import { sample, subset } from '../../data/dataset.js';
import { workspace } from '../../model/model.js';
import { exp } from '../../numerics/elementary.js';
import { gamma } from '../../numerics/rounding.js';
import { norm } from '../../numerics/vector.js';
import { mixedCases } from './network-cases.js';
import { cancellation, driftBound, judgeCeiling, judgePurity, windowClaim } from './network-window.js';
import { combinedWeights, sumOfSquares } from './partition-weights.js';

const signs = windowClaim(
  {
    id: 'thm-4.1/signs',
    reading: 'as-printed',
    kind: 'every t',
    method: 'exact',
    source: 'Appendix H, up to eq. 33',
    statement:
      'Patterns constant from T on and disjoint, L(W) -> 0: all v_k with A_h,k = 1 have one sign. Operationally: where a partition has both signs, y f_t(x) <= y f_T(x) + (sum v_k^2) min w_k(T).x / |v_k| over its neurons with v_k y < 0 for every t >= T, so its loss cannot tend to 0.',
    slack: '(ceiling - y f_t(x)) / (1 + |ceiling|) for the samples of partitions with both signs; 1 for the others',
    reason: 'By eq. 29 a neuron with v_k y < 0 loses w_k.x at the rate |v_k| at which y f gains sum v_k^2, and it must stay active.',
    required: { 'partition:both-signs': 0.1, 'partition:one-sign': 0.3 },
  },
  (step) => {
    const { v, window, slack, label } = step;
    window.partition.members.forEach((members, h) => {
      const neurons = window.neurons[h]!;
      const both = neurons.some((k) => v[k]! > 0) && neurons.some((k) => v[k]! < 0);
      if (neurons.length > 0) label(both ? ['partition', 'both-signs'] : ['partition', 'one-sign']);
      if (!both) slack.record(1, 0, step.after.k);
      else for (const i of members) judgeCeiling(step, h, i);
    });
  },
);

const purity = windowClaim(
  {
    id: 'thm-4.1/purity',
    reading: 'as-printed',
    kind: 'every t',
    method: 'exact',
    source: 'Theorem 4.1',
    statement:
      'Patterns constant from T on and disjoint, L(W) -> 0: the samples of one partition have one label. Operationally: in a partition with both labels some sample has loss at least 1 (neurons of one sign) or one bounded below as in thm-4.1/signs, for every t >= T.',
    slack:
      '(ceiling - y f_t(x)) / (1 + |ceiling|) for the samples of partitions with both labels, with ceiling 0 where only neurons of the wrong sign act; 1 for the others',
    reason:
      'Neurons of one sign give f that sign on the whole partition, so samples of the other label have y f <= 0; neurons of both signs are bounded by thm-4.1/signs.',
    required: { 'partition:mixed-labels': 0.3, 'partition:pure': 0.3 },
  },
  judgePurity,
  mixedCases('thm-4.1/purity', 300),
);

const proportional = windowClaim(
  {
    id: 'thm-4.1/eq-29',
    reading: 'as-printed',
    kind: 'every t',
    method: 'exact',
    source: 'Appendix H, eq. 29',
    statement:
      'Patterns constant from T on and disjoint: neurons active on one partition move in proportion, w_k(t) - w_k(T) = (v_k / v_1) (w_1(t) - w_1(T)).',
    slack: '-|w_k(t) - w_k(T) - (v_k / v_1) (w_1(t) - w_1(T))| / (|w_k(t)| + |w_k(T)|), smallest over t and k',
    reason: 'Disjoint patterns make the gradient by w_k equal v_k times the same sum over the partition.',
    required: { 'neurons:shared': 0.2 },
  },
  (step) => {
    const { data, v, window, after, slack, label } = step;
    const { d } = data;
    for (const neurons of window.neurons) {
      if (neurons.length < 2) continue;
      label(['neurons', 'shared']);
      const [first, ...others] = neurons as [number, ...number[]];
      for (const k of others) {
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
          (driftBound(data, step) * Math.sqrt(size) + cancellation(step) * Math.abs(v[k]!)) / scale,
          after.k,
          () => `neuron ${k} does not move in proportion to neuron ${first}`,
        );
      }
    }
  },
);

/** Eq. 34 with either sign of its gradient term. */
function reduction(fields: Pick<Claim, 'id' | 'reading' | 'statement' | 'reason'>, sign: 1 | -1): Claim {
  return windowClaim(
    {
      ...fields,
      kind: 'every t',
      method: 'exact',
      source: 'Appendix H, eq. 34',
      slack: '-(|Wt_r(t+1) - claimed| / |Wt_r(t+1) - Wt_r(t)|), smallest over t and r',
      required: { 'partition:moving': 0.5 },
    },
    (step) => {
      const { data, v, window, before, after, eta, slack, parts, label } = step;
      const { d } = data;
      window.partition.members.forEach((members, h) => {
        const neurons = window.neurons[h]!;
        if (neurons.length === 0) return;
        const own = subset(data, members);
        const [now, next] = [combinedWeights(before.w, neurons, v, d), combinedWeights(after.w, neurons, v, d)];
        const into = workspace(parts.linear, own);
        parts.linear.evaluate(own, now, into);
        const size = ((eta * members.length) / data.n) * sumOfSquares(v, neurons) * exp(into.shift);
        let error = 0;
        let moved = 0;
        for (let j = 0; j < d; j++) {
          const move = next[j]! - now[j]!;
          error += (move - sign * size * into.gradient[j]!) ** 2;
          moved += move ** 2;
        }
        if (moved === 0) return;
        label(['partition', 'moving']);
        const length = Math.sqrt(moved);
        const weights = Math.sqrt(sumOfSquares(v, neurons));
        const cancelled = (size * into.loss * Math.max(...members.map((i) => norm(sample(data, i))))) / length;
        const rounding =
          (gamma(8 * (d + v.length)) * (norm(before.w) + norm(after.w)) * weights) / length +
          gamma(16 * (data.n + d)) * (1 + norm(before.w) * weights * 8) * (1 + cancelled);
        slack.record(
          -Math.sqrt(error) / length,
          rounding,
          before.k,
          () => `Wt of partition ${h} moves by ${length}, off the claimed step by ${Math.sqrt(error)}`,
        );
      });
    },
  );
}

const reductionPrinted = reduction(
  {
    id: 'thm-4.1/reduction',
    reading: 'as-printed',
    statement: 'Patterns constant and disjoint: Wt_r(t+1) = Wt_r(t) + eta (n_r / n) (sum v_k^2) grad L_r(Wt_r(t)), as eq. 34 prints it.',
    reason: 'The sign of the gradient term is a slip of the pen: the step descends.',
  },
  1,
);

const reductionIntended = reduction(
  {
    id: 'thm-4.1/reduction@intended',
    reading: 'as-intended',
    statement:
      'Patterns constant and disjoint: Wt_r follows gradient descent on the loss of B_r alone with step size eta (n_r / n) sum v_k^2.',
    reason: 'grad by w_k of L is v_k (n_r / n) grad L_r(Wt_r) for the neurons active on B_r alone.',
  },
  -1,
);

/** Claims of theorem 4.1 about every step. */
export const networkClaims: readonly Claim[] = [signs, purity, proportional, reductionPrinted, reductionIntended];
