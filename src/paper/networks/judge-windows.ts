/** Stretches of a network's run over which no activation pattern changes, and what claims about them share. */

import type { Claim, Evaluation, Hypothesis, Label } from '../../claim/claim.js';
import { allMet, holds, isPaperExponent, method, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { type SlackRecord, slackRecord } from '../../claim/slack.js';
import { eachStep, type Snapshot } from '../../claim/snapshot.js';
import { alphaOf, eta, stepCount } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset, sample } from '../../data/dataset.js';
import { workspace } from '../../model/model.js';
import { isWithinRounding } from '../../numerics/exact-dot.js';
import { gamma, UNIT_ROUNDOFF } from '../../numerics/rounding.js';
import { dot, norm } from '../../numerics/vector.js';
import { run } from '../../trajectory/run.js';
import { networkCases } from './network-cases.js';
import { activeNeurons, hasBothSigns, sumOfSquares } from './partition-weights.js';

/** A stretch of steps during which no activation pattern changes, from its first step T on. */
export interface Window {
  /** T, the first step with these patterns. */
  readonly from: Snapshot;
  readonly partition: ReturnType<Parts['patternPartition']>;
  /** The neurons active on each partition, as the patterns give them. */
  readonly neurons: readonly (readonly number[])[];
  /** Whether the run goes by these patterns, but for what is not rounding's doing: it can turn the sign of a w_k.x_i whose terms cancel. */
  readonly sure: boolean;
}

/** What a claim about windows sees at each step within one. */
export interface WindowStep {
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
  label(label: Label): void;
}

/** How a run moves: gradient descent with a constant step (theorem 4.1), or SGD with steps (k+1)^(-alpha) (theorem 4.2). */
export type Descent = 'gradient' | 'stochastic';

/** Hypotheses on the steps of a case. */
function stepHypotheses(input: Case, descent: Descent): Hypothesis[] {
  if (descent === 'gradient') return [holds(paper('positive-step', '0 < eta'), eta(input) > 0)];
  return [isPaperExponent(alphaOf(input)), holds(method('seed', 'a sampling seed'), input.seed !== undefined)];
}

/** The hypotheses and the run that the claims about windows share. `judge` is called at each step w_t -> w_{t+1}, T <= t, whose patterns equal those at T and are disjoint. */
export function windowClaim(
  fields: Pick<Claim, 'id' | 'reading' | 'kind' | 'method' | 'source' | 'statement' | 'slack' | 'required' | 'reason'>,
  judge: (step: WindowStep) => void,
  cases = networkCases(fields.id, 300),
  descent: Descent = 'gradient',
): Claim {
  return {
    chapter: 'networks',
    ...fields,
    cases,
    evaluate(input, parts): Evaluation {
      const data = dataset(input.data);
      const v = input.outputWeights ?? [];
      const signs: Hypothesis[] = [hasBothSigns(v), ...stepHypotheses(input, descent)];
      if (!allMet(signs)) return { hypotheses: signs, labels: [] };
      const model = parts.network(v);
      const slack = slackRecord();
      const labels = new Map<string, Label>();
      let window: Window | undefined;
      const lengths = Float64Array.from({ length: data.n }, (_, i) => norm(sample(data, i)));
      const stepSize = descent === 'gradient' ? () => eta(input) : parts.powerSchedule(alphaOf(input));
      let steps = 0;
      let pushed = 0;
      const visit = eachStep(data, model, (before, after) => {
        if (after.shift !== 0 || before.shift !== 0) {
          window = undefined;
          return;
        }
        if (window === undefined || !samePatterns(window.from, before)) {
          window = openWindow(data, before, v.length, parts);
          pushed = 0;
        }
        const rate = stepSize(before.k);
        // A drawn sample pushes n times as hard as its share of the mean.
        pushed += (descent === 'gradient' ? rate / data.n : rate) * dot(before.weight, lengths);
        if (!window.sure || !window.partition.disjoint || !samePatterns(window.from, after)) return;
        steps++;
        judge({ data, v, window, before, after, eta: rate, pushed, slack, parts, label: (one) => labels.set(one.join(), one) });
      });
      const options = { data, model, start: input.start, stepSize, steps: stepCount(input) };
      if (descent === 'gradient') {
        run({ ...options, optimizer: parts.gradientDescent, observe: visit });
      } else {
        // SGD evaluates the drawn sample alone; patterns are of all samples.
        const full = workspace(model, data);
        run({
          ...options,
          optimizer: parts.stochasticGradientDescent,
          sampler: parts.uniformSampler(input.seed!, data.n),
          observe: (view) => {
            model.evaluate(data, view.w, full);
            return visit({ ...view, evaluation: full });
          },
        });
      }
      const conclusion = slack.conclusion();
      return {
        hypotheses: [
          ...signs,
          holds(paper('disjoint-patterns', 'patterns of different partitions are disjoint over a stretch of steps'), steps > 0),
          holds(method('judged', 'something to judge in such a stretch'), labels.size > 0),
        ],
        ...(conclusion === undefined ? { undecided: 'every step is lost in rounding' } : { conclusion }),
        labels: [...labels.values()],
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
    neurons: partition.patterns.map(activeNeurons),
    sure: partition.members.every((members, h) =>
      members.every((i) =>
        partition.patterns[h]!.every((bit, k) => {
          const computed = at.preactivation[i * neurons + k]!;
          const turned = (bit === 1) !== computed > 0;
          return !turned || !isWithinRounding(computed, at.w.subarray(k * data.d, (k + 1) * data.d), sample(data, i));
        }),
      ),
    ),
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
export function driftBound(data: Dataset, step: WindowStep): number {
  const steps = step.after.k - step.window.from.k + 1;
  return gamma(8 * (data.d + step.v.length)) + UNIT_ROUNDOFF * 8 * steps;
}

/** Rounding of the terms that have pushed a neuron since T, before they cancel, over |v_k|. */
export function cancellation({ data, pushed }: WindowStep): number {
  return 2 * gamma(8 * (data.n + data.d)) * pushed;
}

/** Judges y f_t(x_i) against its ceiling, on one partition. */
export function judgeCeiling(step: WindowStep, h: number, i: number): void {
  const { data, v, window, after, slack } = step;
  const y = data.y[i]!;
  const ceiling = ceilingOfOutput(window, i, y, v, window.neurons[h]!);
  const f = y * outputAt(after, i, v);
  const x = norm(sample(data, i));
  const scale = 1 + Math.abs(ceiling);
  const size = norm(after.w) * norm(v) * x + Math.abs(ceiling);
  const drift = driftBound(data, step) * (1 + size) + 2 * cancellation(step) * sumOfSquares(v, window.neurons[h]!) * x;
  slack.record(
    (ceiling - f) / scale,
    drift / scale,
    after.k,
    () => `y f(x_${i}) = ${f} exceeds what the activation of every neuron allows, ${ceiling}`,
  );
}

/** Judges that no partition holds both labels for long: thm-4.1/purity and thm-4.2/purity. */
export function judgePurity(step: WindowStep): void {
  const { data, v, window, after, slack, label } = step;
  window.partition.members.forEach((members, h) => {
    const neurons = window.neurons[h]!;
    const mixed = members.some((i) => data.y[i] === 1) && members.some((i) => data.y[i] === -1);
    if (neurons.length > 0) label(mixed ? ['partition', 'mixed-labels'] : ['partition', 'pure']);
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
}
