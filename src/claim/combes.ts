/** Proposition 2: SGD on data whose samples have positive inner products within a class and negative ones across. */

import fc from 'fast-check';
import { type Dataset, dataset, sample } from '../data/dataset.js';
import { combes } from '../generator/combes.js';
import { type StartKind, withStart } from '../generator/start.js';
import { alpha, samplingSeed } from '../generator/steps.js';
import { exp } from '../numerics/elementary.js';
import { gamma, UNIT_ROUNDOFF } from '../numerics/rounding.js';
import { cosine, dot, norm } from '../numerics/vector.js';
import type { LandscapeRegion } from '../oracle/landscape.js';
import { run } from '../trajectory/run.js';
import type { Claim, Evaluation, HypothesisMargin } from './claim.js';
import { allMet, holds, isPaperExponent, isSeparable, signOfProduct } from './hypotheses.js';
import type { Parts } from './parts.js';
import { type SlackRecord, slackRecord } from './slack.js';
import { eachStep, type Snapshot } from './snapshot.js';
import { onAnyData } from './sources.js';
import { alphaOf, stepCount } from './steps.js';

/** Starts within the hypothesis: some sample is active. */
const STARTS: readonly StartKind[] = ['separable', 'partial', 'random', 'negatives', 'negatives'];

/** Data in the sense of Combes et al. (2018), with the smallest |x_i.x_j| of each kind. */
interface Combes {
  readonly data: Dataset;
  /** Least x_i.x_j over pairs of positives, of negatives, and least |x_i.x_j| across. */
  readonly within: { readonly positive: number; readonly negative: number };
  readonly across: number;
}

function combesConditions(data: Dataset): { conditions: HypothesisMargin; least: Combes } {
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
  return { conditions: holds('x_i.x_j > 0 within a class, < 0 across', met), least: { data, within, across } };
}

const correct = (data: Dataset, w: ArrayLike<number>, i: number): boolean =>
  data.y[i] === 1 ? dot(w, sample(data, i)) > 0 : dot(w, sample(data, i)) <= 0;

interface SgdCase {
  readonly least: Combes;
  readonly slack: SlackRecord;
  readonly region: LandscapeRegion;
  readonly parts: Parts;
  /** Runs SGD on the case, showing each step. */
  each(visit: (before: Snapshot, after: Snapshot, eta: number) => boolean | void): { end: string; steps: number; w: Float64Array };
}

/** What the claims of proposition 2 share: hypotheses, the run, and starts in every region. */
function combesClaim(
  fields: Pick<Claim, 'id' | 'reading' | 'kind' | 'source' | 'statement' | 'margin' | 'required' | 'reason'> & {
    readonly starts?: readonly StartKind[];
  },
  count: number,
  further: (at: Pick<SgdCase, 'least' | 'region'> & { readonly start: readonly number[] }) => HypothesisMargin[],
  judge: (at: SgdCase) => Omit<Evaluation, 'hypotheses'> & { readonly further?: readonly HypothesisMargin[] },
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
        holds('w_0 is not at a local minimum of thm-3.1/3', region.kind !== 'silent'),
        ...further({ least, region, start: input.start }),
      ];
      const labels = [`start:${region.kind}`, region.activePositives.length > 0 ? 'start:positive-active' : 'start:no-positive-active'];
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
function movement(
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

/**
 * Starts from which the separable region is some hundreds of moves away, not e^100: no w_0.x_j is more than 16 times the
 * least |x_i.x_k|. Nothing is claimed about others that a run could tell.
 */
function withinReach({ least: { data, within, across }, start }: { least: Combes; start: readonly number[] }): HypothesisMargin {
  const farthest = Math.max(...Array.from({ length: data.n }, (_, i) => Math.abs(dot(start, sample(data, i)))));
  const move = Math.min(within.positive, within.negative, across);
  return { name: 'w_0.x_j is within 16 times the least |x_i.x_k|', margin: farthest === 0 ? 1 : (16 * move) / farthest - 1 };
}

const reachesSeparable = (fields: Parameters<typeof combesClaim>[0], further: Parameters<typeof combesClaim>[2]): Claim =>
  combesClaim(
    fields,
    20_000,
    (at) => [...further(at), withinReach(at)],
    ({ least: { data }, parts, each }) => {
      const { end, w, steps } = each((_, after) => after.k % 16 !== 0 || parts.landscapeRegion(data, after.w).kind !== 'separable');
      const region = parts.landscapeRegion(data, w);
      const least = Math.min(...Array.from({ length: data.n }, (_, i) => data.y[i]! * cosine(w, sample(data, i))));
      const stuck = end === 'terminated' && region.kind === 'silent';
      if (region.kind !== 'separable' && !stuck)
        return { undecided: `not in the separable region after ${steps} steps`, labels: ['end:open'] };
      return {
        conclusion: {
          margin: stuck ? least - UNIT_ROUNDOFF : least,
          rounding: gamma(4 * data.d + 8),
          step: steps,
          note: stuck
            ? `from step ${steps} on no sample is active: SGD stays there for ever, outside the separable region`
            : 'in the separable region',
        },
        labels: [stuck ? 'end:silent' : 'end:separable'],
      };
    },
  );

const finite = reachesSeparable(
  {
    id: 'prop-2',
    reading: 'as-printed',
    kind: 'finite',
    source: 'Proposition 2',
    statement:
      'Combes-style data, SGD not started in W_J with J empty: from a finite step on every iterate is in the linearly separable region.',
    margin: 'least cosine of w with a y_i x_i once the separable region is reached, or once no sample is active any more',
    reason:
      'If only negatives are active at the start, one step can push w.x_j below 0 for all of them before any positive becomes active; then the gradient of every sample is zero for ever. The proof takes for granted that every draw moves w.',
    required: { 'start:no-positive-active': 0.1 },
  },
  () => [],
);

const finiteRepaired = reachesSeparable(
  {
    id: 'prop-2@repaired',
    reading: 'repaired',
    kind: 'finite',
    source: 'Proposition 2',
    statement:
      'Combes-style data, SGD started with at least one positive sample active: from a finite step on (almost surely) every iterate is in the linearly separable region.',
    margin: 'least cosine of w with a y_i x_i once the separable region is reached, or once no sample is active any more',
    reason:
      'An active positive sample stays active (prop-2/stays), so w never falls silent; it is drawn infinitely often, w.x_i grows without bound since the step sizes sum to infinity, and each draw moves every other sample by a fixed fraction of that.',
    starts: ['partial', 'separable', 'random'],
    required: { 'end:separable': 0.5 },
  },
  ({ region }) => [holds('a positive sample is active at w_0', region.activePositives.length > 0)],
);

const stays = combesClaim(
  {
    id: 'prop-2/stays',
    reading: 'as-printed',
    kind: 'every t',
    source: 'Appendix G, after eq. 25',
    statement:
      'Combes-style data: a sample correctly classified at step t (w.x > 0 for positives, <= 0 for negatives) is so at step t + 1.',
    margin:
      'y_j (w_{t+1} - w_t).x_j / (eta |x_sample| |x_j|) for correctly classified j, or 1 while all stay correct; smallest over the steps',
    reason: 'Every step moves each y_j w.x_j up or not at all (prop-2/eq-25@repaired).',
    required: { 'stays:seen': 0.5 },
  },
  300,
  () => [],
  ({ least: { data }, slack, each }) => {
    let seen = 0;
    each((before, after, eta) => {
      for (let j = 0; j < data.n; j++) {
        if (!correct(data, before.w, j)) continue;
        seen++;
        const lost = !correct(data, after.w, j);
        const { move, rounding } = movement(data, before, after, eta, j);
        slack.record(
          lost ? Math.min(move, 0) : 1,
          lost ? rounding : 0,
          before.k,
          () => `sample ${j} is correctly classified at step ${before.k} and not at the next`,
        );
      }
    });
    const conclusion = slack.conclusion();
    return {
      further: [holds('some sample is correctly classified at some step', seen > 0)],
      ...(conclusion === undefined ? {} : { conclusion }),
      labels: seen > 0 ? ['stays:seen'] : [],
    };
  },
);

const active = (data: Dataset, step: Snapshot): boolean => dot(step.w, sample(data, step.sample)) > 0;

/** Eq. 25, for every draw or only where the drawn sample is active. */
function everyMove(fields: Parameters<typeof combesClaim>[0], activeOnly: boolean): Claim {
  return combesClaim(
    fields,
    300,
    () => [],
    ({ least: { data }, slack, each }) => {
      let silent = 0;
      let judged = 0;
      each((before, after, eta) => {
        const moves = active(data, before);
        if (!moves) silent++;
        if (activeOnly && !moves) return;
        judged++;
        for (let j = 0; j < data.n; j++) {
          const { move, rounding, unit } = movement(data, before, after, eta, j);
          // The exact size of the move is known in advance; strict positivity is judged against it, zero counts as -1.
          const expected =
            (eta *
              exp(-data.y[before.sample]! * Math.max(0, dot(before.w, sample(data, before.sample)))) *
              Math.abs(dot(sample(data, before.sample), sample(data, j)))) /
            unit;
          const slackOf = moves ? move / expected : move - 1;
          slack.record(slackOf, moves ? rounding / expected : 0, before.k, () =>
            moves ? `sample ${j} moves by ${move * unit}` : `sample ${before.sample} is drawn while inactive, and nothing moves`,
          );
        }
      });
      const conclusion = slack.conclusion();
      return {
        further: [holds('a step is judged', conclusion !== undefined)],
        ...(conclusion === undefined ? {} : { conclusion }),
        labels: [...(silent > 0 ? ['draw:inactive'] : []), ...(judged > 0 ? ['draw:judged'] : [])],
      };
    },
  );
}

const strictMove = everyMove(
  {
    id: 'prop-2/eq-25',
    reading: 'as-printed',
    kind: 'every t',
    source: 'Appendix G, eq. 25 and the display after it',
    statement: 'Combes-style data: y_j (w_{t+1} - w_t).x_j > 0 for every sample j at every SGD step.',
    margin: 'y_j (w_{t+1} - w_t).x_j relative to its exact size where the drawn sample is active; -1 where nothing moves',
    reason: 'A drawn sample with w.x <= 0 has gradient zero, so the step is zero and so is every inner product.',
    required: { 'draw:inactive': 0.3 },
  },
  false,
);

const strictMoveRepaired = everyMove(
  {
    id: 'prop-2/eq-25@repaired',
    reading: 'repaired',
    kind: 'every t',
    source: 'Appendix G, eq. 25 and the display after it',
    statement:
      'Combes-style data: y_j (w_{t+1} - w_t).x_j > 0 for every sample j at every SGD step whose drawn sample is active; every other step is zero.',
    margin: 'y_j (w_{t+1} - w_t).x_j relative to its exact size, smallest over such steps',
    reason: 'The step is eta e^(-y v) y x_drawn, and y y_j x_drawn.x_j > 0 by the condition on the data.',
    required: { 'draw:judged': 0.5 },
  },
  true,
);

/** Eqs. 26 and 27, for every draw or only where the drawn sample is active. */
function leastMove(fields: Parameters<typeof combesClaim>[0], activeOnly: boolean): Claim {
  return combesClaim(
    fields,
    300,
    () => [],
    ({ least, slack, each }) => {
      const { data, within, across } = least;
      const reach = Math.max(...data.positives.map((i) => norm(sample(data, i))));
      let judged = 0;
      let silent = 0;
      each((before, after, eta) => {
        if (Array.from({ length: data.n }, (_, i) => i).every((i) => correct(data, before.w, i))) return false;
        const moves = active(data, before);
        if (!moves) silent++;
        if (activeOnly && !moves) return true;
        judged++;
        const damping = exp(-norm(before.w) * reach);
        for (let j = 0; j < data.n; j++) {
          const { move, rounding, unit } = movement(data, before, after, eta, j);
          const least = data.y[j] === 1 ? Math.min(damping * within.positive, across) : Math.min(damping * across, within.negative);
          slack.record(
            move - (eta * least) / unit,
            rounding,
            before.k,
            () => `w.x_${j} moves by ${move * unit}, claimed is at least ${eta * least}`,
          );
        }
        return true;
      });
      const conclusion = slack.conclusion();
      return {
        further: [holds('a step with a misclassified sample is judged', conclusion !== undefined)],
        ...(conclusion === undefined ? {} : { conclusion }),
        labels: [...(silent > 0 ? ['draw:inactive'] : []), ...(judged > 0 ? ['draw:judged'] : [])],
      };
    },
  );
}

const leastMovePrinted = leastMove(
  {
    id: 'prop-2/eq-26-27',
    reading: 'as-printed',
    kind: 'every t',
    source: 'Appendix G, eqs. 26 and 27',
    statement:
      'Combes-style data: while misclassified samples exist, each step moves every w.x_j in the right direction by at least eta min{ exp(-C D) e++, e+- } (positives) or eta min{ exp(-C D) e+-, e-- } (negatives), C >= |w_t|, D = max |x_i| over I+.',
    margin: '(move - bound) / (eta |x_sample| |x_j|), smallest over such steps',
    reason: 'As for prop-2/eq-25: a drawn sample that is inactive moves nothing.',
    required: { 'draw:inactive': 0.2, 'draw:judged': 0.3 },
  },
  false,
);

const leastMoveRepaired = leastMove(
  {
    id: 'prop-2/eq-26-27@repaired',
    reading: 'repaired',
    kind: 'every t',
    source: 'Appendix G, eqs. 26 and 27',
    statement:
      'Combes-style data: while misclassified samples exist, each step whose drawn sample is active moves every w.x_j in the right direction by at least the bounds of eqs. 26 and 27.',
    margin: '(move - bound) / (eta |x_sample| |x_j|), smallest over such steps',
    reason: 'An active positive has e^(-w.x) >= exp(-C D), an active negative e^(w.x) > 1.',
    required: { 'draw:judged': 0.3 },
  },
  true,
);

/** Claims of proposition 2. */
export const combesClaims: readonly Claim[] = [
  finite,
  finiteRepaired,
  stays,
  strictMove,
  strictMoveRepaired,
  leastMovePrinted,
  leastMoveRepaired,
];
