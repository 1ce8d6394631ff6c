/** "Otherwise SGD does not even converge": what SGD does where w^+ is outside of the separable region. */

import fc from 'fast-check';
import { certifier } from '../../certify/certifier.js';
import type { ClaimDefinition, Evaluation } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { eachStepOf } from '../../claim/each-step.js';
import { allMet, holds, isPaperExponent, isSeparable, method, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { alphaOf, powerSteps, stepCount } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset, sample } from '../../data/dataset.js';
import { type StartKind, withStart } from '../../generator/start.js';
import { alpha, samplingSeed } from '../../generator/steps.js';
import { largest } from '../../numerics/lists.js';
import { gamma } from '../../numerics/rounding.js';
import { cosine, dot } from '../../numerics/vector.js';
import { outside } from '../generators/outside.js';
import { LEFT_OUT } from '../setting/sgd-defects.js';
import { prove } from './section-3-3.otherwise.certificate.js';
import { silentForCoq } from './section-3-3.otherwise.coq.js';
import { keepsInside } from './stable-case.js';

const COUNT = 3000;
/** A cosine above this is not 0 by rounding. */
const CLEAR = 1e-9;

/** A run, with how often a negative woke in its second half. */
interface Ended {
  readonly end: ReturnType<typeof eachStepOf>['end'];
  readonly w: Float64Array;
  readonly steps: number;
  readonly lateWakes: number;
}

/** Judges data whose w^+ is outside, by a case's run or by the data alone. */
function otherwise(
  starts: readonly StartKind[],
  count: number,
  judge: (data: Dataset, input: Case, parts: Parts) => Omit<Evaluation, 'hypotheses'>,
): Pick<ClaimDefinition, 'chapter' | 'kind' | 'method' | 'cases' | 'evaluate'> {
  return {
    chapter: 'stochastic gradient descent',
    kind: 'asymptotic',
    method: 'exact',
    cases: fc
      .tuple(withStart(outside(), starts), alpha(), samplingSeed())
      .map(([{ drawn, start }, exponent, seed]) => ({ data: drawn.data, start, steps: powerSteps(exponent, count), seed })),
    evaluate(input, parts) {
      const data = dataset(input.data);
      const split = isSeparable(data, parts);
      if (!allMet([split])) return { hypotheses: [split], labels: [] };
      const best = parts.maxMargin({ dimension: data.d, atLeastOne: data.positives.map((i) => sample(data, i)) });
      const hypotheses = [
        split,
        isPaperExponent(alphaOf(input)),
        {
          ...paper('outside', 'w^+ is not in the closed separable region'),
          slack: best.feasible ? largest(data.negatives.map((j) => cosine(best.direction, sample(data, j)))) - CLEAR : -1,
        },
        holds(method('seed', 'at least one step, with a seed'), stepCount(input) >= 1 && input.seed !== undefined),
      ];
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      return { hypotheses, ...judge(data, input, parts) };
    },
  };
}

function follow(data: Dataset, input: Case, parts: Parts): Ended {
  let lateWakes = 0;
  const isOff = (w: Float64Array): boolean => data.negatives.every((j) => dot(w, sample(data, j)) <= 0);
  let off = isOff(Float64Array.from(input.start));
  const sgd = {
    data,
    model: parts.relu,
    optimizer: parts.stochasticGradientDescent,
    stepSize: parts.powerSchedule(alphaOf(input)),
    sampler: parts.uniformSampler(input.seed ?? 0, data.n),
  };
  const { end, w, steps } = eachStepOf(input, sgd, (_, after) => {
    const now = isOff(after.w);
    if (off && !now && after.k > stepCount(input) / 2) lateWakes++;
    off = now;
  });
  return { end, w, steps, lateWakes };
}

const stated = { source: 'Section 3.3, "Otherwise, SGD does not even converge"' };

/** As printed. */
export const doesNotConverge = defineClaim({
  ...stated,
  id: 'sec-3.3/otherwise',
  defect: LEFT_OUT,
  statement: 'Where w^+ is not in the linearly separable region SGD does not converge, neither to a point nor in direction.',
  slack: '-1 where no sample is active any more, or no draw leads out of W_J; 1 where negatives still wake in the second half of the run',
  reason:
    'SGD may stop at a local minimum of theorem 3.1, item 3, where no sample is active, or stay in some W_J and follow w^+_J, wherever w^+ is. What is true is that it does not stay in the separable region (sec-3.3/otherwise@repaired).',
  ...otherwise(['random', 'negatives', 'partial', 'separable'], COUNT, (data, input, parts) => {
    const { end, w, steps, lateWakes } = follow(data, input, parts);
    if (end === 'diverged') return { undecided: `the run leaves the range of float64 at step ${steps}`, labels: [] };
    const { kind, activePositives: active } = parts.landscapeRegion(data, w);
    const stopped = end === 'terminated' && kind === 'silent';
    if (stopped || ((kind === 'partial' || kind === 'separable') && keepsInside({ data, active }))) {
      const note = stopped
        ? `from step ${steps} on no sample is active`
        : 'no draw leads out of the region of the last iterate, and w follows w^+_J';
      return { conclusion: { slack: -1, rounding: 0, step: steps, note }, labels: [['end', stopped ? 'stopped' : 'region']] };
    }
    if (lateWakes < 2) return { undecided: `after ${steps} steps the run has not settled`, labels: [] };
    return { conclusion: { slack: 1, rounding: 0, step: steps, note: `negatives wake ${lateWakes} times` }, labels: [['end', 'wakes']] };
  }),
  certify: certifier(prove),
  coq: silentForCoq,
});

/** With what is true of it. */
export const doesNotStay = defineClaim({
  ...stated,
  id: 'sec-3.3/otherwise@repaired',
  reading: 'repaired',
  statement:
    'Where w^+ is not in the closed linearly separable region some x_i.x_j > 0 for a positive x_i and a negative x_j. So from every iterate in the region draws of x_i alone, which have positive probability, lead out of it (sec-3.3/scope@repaired), and SGD does not stay there for sure.',
  slack: 'the largest cosine of a positive and a negative sample',
  reason:
    'w^+ is a combination of positives with weights of at least 0, divided by gamma. So w^+.x_j > 0 for a negative x_j takes a positive with x_i.x_j > 0.',
  ...otherwise(['separable'], COUNT, (data) => {
    let largest = -1;
    for (const i of data.positives) for (const j of data.negatives) largest = Math.max(largest, cosine(sample(data, i), sample(data, j)));
    const conclusion = {
      slack: largest - Number.MIN_VALUE,
      rounding: gamma(8 * data.d + 16),
      step: 0,
      note: `the largest cosine is ${largest}`,
    };
    return { conclusion, labels: [] };
  }),
});
