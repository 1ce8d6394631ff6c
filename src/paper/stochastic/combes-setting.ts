/** Data in the sense of Combes et al. (2018), and what the claims of proposition 2 share. */

import fc from 'fast-check';
import type { Claim, Evaluation, Hypothesis, Label } from '../../claim/claim.js';
import { allMet, holds, isPaperExponent, isSeparable, paper, signOfProduct } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { type SlackRecord, slackRecord } from '../../claim/slack.js';
import { eachStep, type Snapshot } from '../../claim/snapshot.js';
import { onAnyData } from '../../claim/sources.js';
import { alphaOf, stepCount } from '../../claim/steps.js';
import { type Dataset, dataset, sample } from '../../data/dataset.js';
import { type StartKind, withStart } from '../../generator/start.js';
import { alpha, samplingSeed } from '../../generator/steps.js';
import { gamma } from '../../numerics/rounding.js';
import { dot, norm } from '../../numerics/vector.js';
import type { LandscapeRegion } from '../../oracle/landscape.js';
import { run } from '../../trajectory/run.js';
import { combes } from '../generators/combes.js';

/** Starts within the hypothesis: some sample is active. */
const STARTS: readonly StartKind[] = ['separable', 'partial', 'random', 'negatives', 'negatives'];

/** Data in the sense of Combes et al. (2018), with the smallest |x_i.x_j| of each kind. */
export interface Combes {
  readonly data: Dataset;
  /** Least x_i.x_j over pairs of positives, of negatives, and least |x_i.x_j| across. */
  readonly within: { readonly positive: number; readonly negative: number };
  readonly across: number;
}

function combesConditions(data: Dataset): { conditions: Hypothesis; least: Combes } {
  let met = data.positives.length > 0 && data.negatives.length > 0;
  const within = { positive: Number.POSITIVE_INFINITY, negative: Number.POSITIVE_INFINITY };
  let across = Number.POSITIVE_INFINITY;
  for (let i = 0; i < data.n; i++) {
    for (let j = i; j < data.n; j++) {
      const same = data.y[i] === data.y[j];
      if (signOfProduct(data, i, j) !== (same ? 1 : -1)) met = false;
      const size = Math.abs(dot(sample(data, i), sample(data, j)));
      if (!same) across = Math.min(across, size);
      else if (data.y[i] === 1) within.positive = Math.min(within.positive, size);
      else within.negative = Math.min(within.negative, size);
    }
  }
  return { conditions: holds(paper('combes', 'x_i.x_j > 0 within a class, < 0 across'), met), least: { data, within, across } };
}

/** True when sample i is classified correctly at w. */
export const correct = (data: Dataset, w: ArrayLike<number>, i: number): boolean =>
  data.y[i] === 1 ? dot(w, sample(data, i)) > 0 : dot(w, sample(data, i)) <= 0;

/** A run of SGD on such data, as a claim gets it. */
export interface SgdCase {
  readonly least: Combes;
  readonly slack: SlackRecord;
  readonly region: LandscapeRegion;
  readonly parts: Parts;
  /** Runs SGD on the case, showing each step. */
  each(visit: (before: Snapshot, after: Snapshot, eta: number) => boolean | void): { end: string; steps: number; w: Float64Array };
}

/** What the claims of proposition 2 share: hypotheses, the run, and starts in every region. */
export function combesClaim(
  fields: Pick<Claim, 'id' | 'reading' | 'kind' | 'method' | 'source' | 'statement' | 'slack' | 'required' | 'reason'> & {
    readonly starts?: readonly StartKind[];
  },
  count: number,
  further: (at: Pick<SgdCase, 'least' | 'region'> & { readonly start: readonly number[] }) => Hypothesis[],
  judge: (at: SgdCase) => Omit<Evaluation, 'hypotheses'> & { readonly further?: readonly Hypothesis[] },
): Claim {
  const { starts = STARTS, ...stated } = fields;
  return {
    chapter: 'stochastic gradient descent',
    ...stated,
    ...onAnyData(combes(), (source) =>
      fc.tuple(withStart(source, starts), alpha(), samplingSeed()).map(([{ drawn, start }, exponent, seed]) => ({
        claim: fields.id,
        data: drawn.data,
        start,
        steps: { kind: 'power' as const, alpha: exponent, count },
        seed,
      })),
    ),
    evaluate(input, parts) {
      const data = dataset(input.data);
      const { conditions, least } = combesConditions(data);
      const exponent = alphaOf(input);
      const region = parts.landscapeRegion(data, input.start);
      const hypotheses = [
        isSeparable(data, parts),
        conditions,
        isPaperExponent(exponent),
        holds(paper('not-silent', 'w_0 is not at a local minimum of thm-3.1/3'), region.kind !== 'silent'),
        ...further({ least, region, start: input.start }),
      ];
      const labels: Label[] = [
        ['start', region.kind],
        ['start', region.activePositives.length > 0 ? 'positive-active' : 'no-positive-active'],
      ];
      if (!allMet(hypotheses)) return { hypotheses, labels };
      const schedule = parts.powerSchedule(exponent);
      const { further: seen = [], ...result } = judge({
        least,
        region,
        parts,
        slack: slackRecord(),
        each: (visit) =>
          run({
            data,
            model: parts.relu,
            start: input.start,
            optimizer: parts.stochasticGradientDescent,
            stepSize: schedule,
            sampler: parts.uniformSampler(input.seed ?? 0, data.n),
            steps: stepCount(input),
            observe: eachStep(data, parts.relu, (before, after) => visit(before, after, schedule(before.k))),
          }),
      });
      return { hypotheses: [...hypotheses, ...seen], ...result, labels: [...labels, ...result.labels] };
    },
  };
}

/** y_j (w_{k+1} - w_k).x_j relative to eta_k |x_sample| |x_j| exp(...): dimensionless, with its rounding bound. */
export function movement(
  data: Dataset,
  before: Snapshot,
  after: Snapshot,
  eta: number,
  j: number,
): { move: number; rounding: number; unit: number } {
  const x = sample(data, j);
  const drawn = sample(data, before.sample);
  const unit = eta * norm(drawn) * norm(x);
  const move = data.y[j]! * (dot(after.w, x) - dot(before.w, x));
  const rounding =
    (gamma(2 * data.d + 4) * (norm(before.w) + norm(after.w)) * norm(x)) / unit + gamma(16) * (1 + norm(before.w) * norm(drawn));
  return { move: move / unit, rounding, unit };
}
