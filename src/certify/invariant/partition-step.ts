/** A step by which the combined weights of a partition provably do not move as they are said to. */

import { labelOf } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { uniformSampler } from '../../optimizer/sampler.js';
import { type Interval, isBelow, isPositive } from '../arithmetic/interval.js';
import { powerStep } from '../arithmetic/log.js';
import type { CertifiedHypothesis, Finding } from '../certificate.js';
import { paperExponent } from '../enclosure/exponent.js';
import { squareRoot } from '../enclosure/margin.js';
import {
  areDisjoint,
  firstNetwork,
  lossOf,
  type NetworkIterate,
  type NetworkSetting,
  networkStep,
  neuronRows,
  type Partition,
  partitionsOf,
  squaredWeights,
} from '../enclosure/network-path.js';
import { MOST_STEPS } from '../enclosure/path.js';
import { samples, vector } from '../enclosure/separator.js';
import { lengthSquare } from '../enclosure/setting.js';
import { constantStep, rateOf } from '../enclosure/step-size.js';
import { mustHold, Undecided } from '../undecided.js';
import { patternHypotheses, samePatterns, staysForever } from './lasting-patterns.js';
import { bothSigns, neuronNames } from './tidy-partitions.js';

/** A statement on how Wt moves. */
export interface ClaimedStep {
  /** What says so. */
  readonly name: string;
  /** Wt moves by this times the sum of pull * y exp(-y f(x)) x over the samples of the partition that pull; pull is eta/n, or eta_t. */
  factor(squares: Interval, members: number): Interval;
  /** How the true step differs, where that can be said. */
  readonly instead?: string;
}

/** A step of gradient descent over which the patterns are the same and disjoint; one from which they stay so for ever where there is one. */
export function wrongGradientStep(at: NetworkSetting, claimed: ClaimedStep): Finding {
  const { eta, count } = constantStep(at);
  const rate = rateOf(at);
  const pulls = new Map(at.rows.map((_, i) => [i, rate]));
  const run = `Gradient descent on W with eta = ${eta}`;
  const hypotheses = [{ name: '0 < eta', how: `eta = ${eta}` }];
  let before = firstNetwork(at);
  let within: Finding | undefined;
  for (let t = 0; t < Math.min(count, MOST_STEPS); t++) {
    const step = { before, pulls, run, hypotheses };
    const after = networkStep(at, before, pulls);
    const found = wrongPartition(at, claimed, step, after);
    // Patterns that never change again are what the theorem asks for; a stretch of steps is what the claim is judged on.
    if (found?.forever) return found.finding;
    within ??= found?.finding;
    before = after;
  }
  if (within === undefined) throw new Undecided('no partition provably moves another way while the patterns are disjoint and the same');
  return within;
}

/** A draw of SGD from which the patterns are disjoint and stay the same for ever, with n L(W) < 1, whatever is drawn later. */
export function wrongDraw(at: NetworkSetting, claimed: ClaimedStep): Finding {
  const { arithmetic, data, input } = at;
  const { alpha, count, exponent } = paperExponent(at);
  const { seed } = input;
  mustHold(seed !== undefined, 'the case does not say what is drawn');
  const sampler = uniformSampler(seed, data.n);
  const drawn: number[] = [];
  let before = firstNetwork(at);
  for (let t = 0; t < Math.min(count, MOST_STEPS); t++) {
    const sample = sampler();
    const pulls = new Map([[sample, powerStep(arithmetic, t, alpha)]]);
    const after = networkStep(at, before, pulls);
    const loss = arithmetic.sum(before.outputs.map((output) => lossOf(arithmetic, output)));
    drawn.push(sample);
    if (isBelow(loss, arithmetic.one)) {
      const run = `SGD on W, drawing ${samples(drawn)},`;
      const hypotheses = [exponent, { name: 'L(W_t) < 1/n', how: `enclosed at t = ${t}; no draw raises it later` }];
      const found = wrongPartition(at, claimed, { before, pulls, run, hypotheses }, after);
      if (found?.forever) return found.finding;
    }
    before = after;
  }
  throw new Undecided('no draw provably moves a partition another way while its patterns last');
}

/** A step from `before`, by the pulls of some samples. */
interface TakenStep {
  readonly before: NetworkIterate;
  readonly pulls: ReadonlyMap<number, Interval>;
  /** What moves, and how. */
  readonly run: string;
  readonly hypotheses: readonly CertifiedHypothesis[];
}

/** The first partition that provably moves another way, where the patterns are disjoint and the same at both ends of the step. */
function wrongPartition(
  at: NetworkSetting,
  claimed: ClaimedStep,
  step: TakenStep,
  after: NetworkIterate,
): { readonly finding: Finding; readonly forever: boolean } | undefined {
  const { before } = step;
  const partitions = partitionsOf(before);
  if (!areDisjoint(partitions) || !samePatterns(before, after)) return undefined;
  const forever = staysForever(at, partitions);
  for (const partition of partitions) {
    const ratio = wrongness(at, claimed, step, partition);
    if (ratio !== undefined) return { finding: findingOf(at, claimed, step, { partitions, partition, ratio, forever }), forever };
  }
  return undefined;
}

/** |Wt(t+1) - what is claimed| / |Wt(t+1) - Wt(t)|; undefined where either length may be 0. */
function wrongness(at: NetworkSetting, claimed: ClaimedStep, { before, pulls }: TakenStep, partition: Partition): Interval | undefined {
  const { arithmetic, data, weights } = at;
  const { members, neurons } = partition;
  const factor = neurons.length === 0 ? arithmetic.zero : claimed.factor(squaredWeights(at, partition), members.length);
  // Both by their coefficients on the samples of the partition; Wt(t+1) - Wt(t) = sum_k v_k (w_k(t+1) - w_k(t)).
  const coefficients = members.map((i) => {
    const pull = arithmetic.multiply(pulls.get(i) ?? arithmetic.zero, lossOf(arithmetic, nth(before.outputs, i)));
    const y = labelOf(data, i);
    const ofNeuron = (weight: number): Interval => arithmetic.scale(arithmetic.scale(pull, weight * y), weight);
    const move = arithmetic.sum(neurons.map((k) => ofNeuron(nth(weights, k))));
    return { move, said: arithmetic.scale(arithmetic.multiply(factor, pull), y) };
  });
  const lengthOf = (entries: readonly Interval[]): Interval => lengthSquare(at, members, entries);
  const moved = lengthOf(coefficients.map(({ move }) => move));
  if (!isPositive(moved)) return undefined;
  const off = lengthOf(coefficients.map(({ move, said }) => arithmetic.subtract(move, said)));
  if (!isPositive(off)) return undefined;
  return squareRoot(arithmetic.precision, arithmetic.multiply(off, arithmetic.reciprocal(moved)));
}

interface Wrong {
  readonly partitions: readonly Partition[];
  readonly partition: Partition;
  readonly ratio: Interval;
  readonly forever: boolean;
}

function findingOf(
  at: NetworkSetting,
  { name, instead }: ClaimedStep,
  step: TakenStep,
  { partitions, partition, ratio, forever }: Wrong,
): Finding {
  const { members, neurons } = partition;
  const t = step.before.k;
  const slack = at.arithmetic.bounds(at.arithmetic.negate(ratio));
  return {
    hypotheses: [bothSigns(at), ...step.hypotheses, ...patternHypotheses(t, partitions, forever)],
    step: t,
    slack,
    argument: [
      `${step.run}, W_0 by neurons: ${neuronRows(at).map(vector).join(', ')}.`,
      `On the partition of ${samples(members)} Wt = sum of v_k w_k over ${neuronNames(neurons)}. Its step Wt(${t + 1}) - Wt(${t}) is followed through the neurons, and that of ${name} is enclosed from Wt(${t}).`,
      `|Wt(${t + 1}) - what is said| / |Wt(${t + 1}) - Wt(${t})| lies between ${-slack.high} and ${-slack.low}${instead === undefined ? '' : `: ${instead}`}.`,
      'The slack is minus that quotient, which would have to be 0.',
    ],
  };
}
