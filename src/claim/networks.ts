/** Section 4.2 and appendix H: K hidden neurons with fixed output weights under gradient descent. */

import fc, { type Arbitrary } from 'fast-check';
import type { Case } from '../data/case.js';
import { type Dataset, dataset, sample, subset } from '../data/dataset.js';
import { clusters } from '../generator/clusters.js';
import { latticeVector } from '../generator/lattice.js';
import { outputWeights } from '../generator/steps.js';
import { workspace } from '../model/model.js';
import { exp } from '../numerics/elementary.js';
import { gamma, UNIT_ROUNDOFF } from '../numerics/rounding.js';
import { dot, norm } from '../numerics/vector.js';
import { run } from '../trajectory/run.js';
import type { Claim, Evaluation, HypothesisMargin } from './claim.js';
import { allMet, holds } from './hypotheses.js';
import type { Parts } from './parts.js';
import { type SlackRecord, slackRecord } from './slack.js';
import { eachStep, type Snapshot } from './snapshot.js';
import { constantSteps, eta, stepCount } from './steps.js';

const MOST_NEURONS = 5;
const MOST_FEATURES = 5;

/**
 * Networks on obtuse clusters. Neurons start near a cluster's centre (so that they act on it alone), between clusters
 * (so that patterns overlap) or anywhere.
 */
export const networkCases = (claim: string, count: number): Arbitrary<Case> =>
  fc
    .tuple(
      clusters(),
      outputWeights(2, MOST_NEURONS),
      fc.array(fc.tuple(fc.nat({ max: 7 }), latticeVector(MOST_FEATURES, 1), fc.integer({ min: 1, max: 4 })), {
        minLength: MOST_NEURONS,
        maxLength: MOST_NEURONS,
      }),
      fc.integer({ min: 2, max: 7 }),
    )
    .map(([drawn, weights, raw, halvings]) => {
      const d = drawn.data.x[0]!.length;
      const start = weights.flatMap((_, k) => {
        const [kind, noise, scale] = raw[k]!;
        const centre = drawn.centers[(kind + k) % drawn.centers.length]!;
        return Array.from({ length: d }, (_, j) => (kind === 7 ? noise[j]! : (scale / 4) * centre[j]! + noise[j]! / 16));
      });
      return { claim, data: drawn.data, start, steps: constantSteps(2 ** -halvings, count), outputWeights: weights };
    });

/** The same with the label of one sample turned around in most cases, so that clusters hold both labels. */
const mixedCases = (claim: string, count: number): Arbitrary<Case> =>
  fc.tuple(networkCases(claim, count), fc.nat({ max: 19 })).map(([input, turned]) => {
    const { x, y } = input.data;
    const labels = y.map((label, i) => (i === turned % y.length ? -label : label));
    const keep = turned > 15 || new Set(labels).size === 1;
    return keep ? input : { ...input, data: { x, y: labels } };
  });

/** A stretch of steps during which no activation pattern changes, from its first step T on. */
interface Window {
  /** T, the first step with these patterns. */
  readonly from: Snapshot;
  readonly partition: ReturnType<Parts['patternPartition']>;
  /** The neurons active on each partition, as the patterns give them. */
  readonly neurons: readonly (readonly number[])[];
}

/** What a claim about windows sees at each step within one. */
interface WindowStep {
  readonly data: Dataset;
  readonly v: readonly number[];
  readonly window: Window;
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly eta: number;
  /** sum of (eta/n) sum_i exp(-y_i f(x_i)) |x_i| over the steps since T: what a neuron's terms add up to before they cancel, over |v_k|. */
  readonly pushed: number;
  readonly slack: SlackRecord;
  readonly parts: Parts;
  /** Counts a label once for the case. */
  label(name: string): void;
}

/** The hypotheses and the run that the claims of theorem 4.1 share. `judge` is called at each step w_t -> w_{t+1}, T <= t, whose patterns equal those at T and are disjoint. */
function windowClaim(
  fields: Pick<Claim, 'id' | 'reading' | 'kind' | 'source' | 'statement' | 'margin' | 'required' | 'reason'>,
  judge: (step: WindowStep) => void,
  cases = networkCases,
): Claim {
  return {
    chapter: 'networks',
    ...fields,
    cases: cases(fields.id, 300),
    evaluate(input, parts): Evaluation {
      const data = dataset(input.data);
      const v = input.outputWeights ?? [];
      const rate = eta(input);
      const signs: HypothesisMargin[] = [
        holds(
          'output weights are non-zero and of both signs',
          v.some((weight) => weight > 0) && v.some((weight) => weight < 0) && v.every((weight) => weight !== 0),
        ),
        holds('0 < eta', rate > 0),
      ];
      if (!allMet(signs)) return { hypotheses: signs, labels: [] };
      const model = parts.network(v);
      const slack = slackRecord();
      const labels = new Set<string>();
      let window: Window | undefined;
      const lengths = Float64Array.from({ length: data.n }, (_, i) => norm(sample(data, i)));
      let steps = 0;
      let pushed = 0;
      run({
        data,
        model,
        start: input.start,
        optimizer: parts.gradientDescent,
        stepSize: rate,
        steps: stepCount(input),
        observe: eachStep(data, model, (before, after) => {
          if (after.shift !== 0 || before.shift !== 0) {
            window = undefined;
            return;
          }
          if (window === undefined || !samePatterns(window.from, before)) {
            window = openWindow(data, before, v.length, parts);
            pushed = 0;
          }
          pushed += (rate / data.n) * dot(before.weight, lengths);
          if (!window.partition.disjoint || !samePatterns(window.from, after)) return;
          steps++;
          judge({ data, v, window, before, after, eta: rate, pushed, slack, parts, label: (name) => labels.add(name) });
        }),
      });
      const conclusion = slack.conclusion();
      return {
        hypotheses: [
          ...signs,
          holds('patterns of different partitions are disjoint over a stretch of steps', steps > 0),
          holds('something to judge in such a stretch', labels.size > 0),
        ],
        ...(conclusion === undefined ? { undecided: 'every step is lost in rounding' } : { conclusion }),
        labels: [...labels],
      };
    },
  };
}

function samePatterns(a: Snapshot, b: Snapshot): boolean {
  for (let u = 0; u < a.preactivation.length; u++) if (a.preactivation[u]! > 0 !== b.preactivation[u]! > 0) return false;
  return true;
}

function openWindow(data: Dataset, at: Snapshot, neurons: number, parts: Parts): Window {
  const partition = parts.patternPartition(data, at.w, neurons);
  return {
    from: { ...at, w: at.w.slice(), preactivation: at.preactivation.slice() },
    partition,
    neurons: partition.patterns.map((pattern) => Array.from(pattern.keys()).filter((k) => pattern[k] === 1)),
  };
}

/** f(x_i) = Wt_h.x_i from the stored preactivations. */
function outputAt(at: Snapshot, i: number, v: readonly number[]): number {
  let f = 0;
  v.forEach((weight, k) => {
    f += weight * Math.max(0, at.preactivation[i * v.length + k]!);
  });
  return f;
}

function sumOfSquares(v: readonly number[], neurons: readonly number[]): number {
  return neurons.reduce((sum, k) => sum + v[k]! ** 2, 0);
}

/**
 * How large y f(x_i) can still become while the patterns stay as they are, when neurons of the wrong sign act on x_i:
 * each of those has w_k.x_i = w_k(T).x_i - |v_k| g > 0 with g = (y f(x_i) - y f_T(x_i)) / sum v^2.
 */
function ceilingOfOutput(window: Window, i: number, y: number, v: readonly number[], neurons: readonly number[]): number {
  let room = Number.POSITIVE_INFINITY;
  for (const k of neurons) {
    if (v[k]! * y < 0) room = Math.min(room, window.from.preactivation[i * v.length + k]! / Math.abs(v[k]!));
  }
  return y * outputAt(window.from, i, v) + sumOfSquares(v, neurons) * room;
}

/** Rounding of quantities followed since T: each step adds a few units in the last place of the parameters. */
function driftBound(data: Dataset, step: WindowStep): number {
  const steps = step.after.k - step.window.from.k + 1;
  return gamma(8 * (data.d + step.v.length)) + UNIT_ROUNDOFF * 8 * steps;
}

/** Judges y f_t(x_i) against its ceiling, on one partition. */
function judgeCeiling(step: WindowStep, h: number, i: number): void {
  const { data, v, window, after, slack } = step;
  const y = data.y[i]!;
  const ceiling = ceilingOfOutput(window, i, y, v, window.neurons[h]!);
  const f = y * outputAt(after, i, v);
  const x = norm(sample(data, i));
  const scale = 1 + Math.abs(ceiling);
  const size = norm(after.w) * norm(v) * x + Math.abs(ceiling);
  slack.record(
    (ceiling - f) / scale,
    (driftBound(data, step) * (1 + size)) / scale,
    after.k,
    () => `y f(x_${i}) = ${f} exceeds what the activation of every neuron allows, ${ceiling}`,
  );
}

const signs = windowClaim(
  {
    id: 'thm-4.1/signs',
    reading: 'as-printed',
    kind: 'every t',
    source: 'Appendix H, up to eq. 33',
    statement:
      'Patterns constant from T on and disjoint, L(W) -> 0: all v_k with A_h,k = 1 have one sign. Operationally: where a partition has both signs, y f_t(x) <= y f_T(x) + (sum v_k^2) min w_k(T).x / |v_k| over its neurons with v_k y < 0 for every t >= T, so its loss cannot tend to 0.',
    margin: '(ceiling - y f_t(x)) / (1 + |ceiling|) for the samples of partitions with both signs; 1 for the others',
    reason: 'By eq. 29 a neuron with v_k y < 0 loses w_k.x at the rate |v_k| at which y f gains sum v_k^2, and it must stay active.',
    required: { 'partition:both-signs': 0.1, 'partition:one-sign': 0.3 },
  },
  (step) => {
    const { v, window, slack, label } = step;
    window.partition.members.forEach((members, h) => {
      const neurons = window.neurons[h]!;
      const both = neurons.some((k) => v[k]! > 0) && neurons.some((k) => v[k]! < 0);
      if (neurons.length > 0) label(both ? 'partition:both-signs' : 'partition:one-sign');
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
    source: 'Theorem 4.1',
    statement:
      'Patterns constant from T on and disjoint, L(W) -> 0: the samples of one partition have one label. Operationally: in a partition with both labels some sample has loss at least 1 (neurons of one sign) or one bounded below as in thm-4.1/signs, for every t >= T.',
    margin:
      '(ceiling - y f_t(x)) / (1 + |ceiling|) for the samples of partitions with both labels, with ceiling 0 where only neurons of the wrong sign act; 1 for the others',
    reason:
      'Neurons of one sign give f that sign on the whole partition, so samples of the other label have y f <= 0; neurons of both signs are bounded by thm-4.1/signs.',
    required: { 'partition:mixed-labels': 0.3, 'partition:pure': 0.3 },
  },
  (step) => {
    const { data, v, window, after, slack, label } = step;
    window.partition.members.forEach((members, h) => {
      const neurons = window.neurons[h]!;
      const mixed = members.some((i) => data.y[i] === 1) && members.some((i) => data.y[i] === -1);
      if (neurons.length > 0) label(mixed ? 'partition:mixed-labels' : 'partition:pure');
      if (!mixed) {
        slack.record(1, 0, after.k);
        return;
      }
      const both = neurons.some((k) => v[k]! > 0) && neurons.some((k) => v[k]! < 0);
      for (const i of members) {
        if (both) judgeCeiling(step, h, i);
        else if (neurons.every((k) => v[k]! * data.y[i]! < 0)) {
          const f = data.y[i]! * outputAt(after, i, v);
          slack.record(
            -f / (1 + Math.abs(f)),
            driftBound(data, step),
            after.k,
            () => `y f(x_${i}) = ${f} > 0 although only neurons of the wrong sign act`,
          );
        }
      }
    });
  },
  mixedCases,
);

const proportional = windowClaim(
  {
    id: 'thm-4.1/eq-29',
    reading: 'as-printed',
    kind: 'every t',
    source: 'Appendix H, eq. 29',
    statement:
      'Patterns constant from T on and disjoint: neurons active on one partition move in proportion, w_k(t) - w_k(T) = (v_k / v_1) (w_1(t) - w_1(T)).',
    margin: '-|w_k(t) - w_k(T) - (v_k / v_1) (w_1(t) - w_1(T))| / (|w_k(t)| + |w_k(T)|), smallest over t and k',
    reason: 'Disjoint patterns make the gradient by w_k equal v_k times the same sum over the partition.',
    required: { 'neurons:shared': 0.2 },
  },
  (step) => {
    const { data, v, window, after, slack, label } = step;
    const { d } = data;
    for (const neurons of window.neurons) {
      if (neurons.length < 2) continue;
      label('neurons:shared');
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
          (driftBound(data, step) * Math.sqrt(size) + 2 * gamma(8 * (data.n + data.d)) * step.pushed * Math.abs(v[k]!)) / scale,
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
      source: 'Appendix H, eq. 34',
      margin: '-(|Wt_r(t+1) - claimed| / |Wt_r(t+1) - Wt_r(t)|), smallest over t and r',
      required: { 'partition:moving': 0.5 },
    },
    (step) => {
      const { data, v, window, before, after, eta, slack, parts, label } = step;
      const { d } = data;
      window.partition.members.forEach((members, h) => {
        const neurons = window.neurons[h]!;
        if (neurons.length === 0) return;
        const own = subset(data, members);
        const combined = (at: Snapshot): Float64Array =>
          Float64Array.from({ length: d }, (_, j) => neurons.reduce((sum, k) => sum + v[k]! * at.w[k * d + j]!, 0));
        const [now, next] = [combined(before), combined(after)];
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
        label('partition:moving');
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
