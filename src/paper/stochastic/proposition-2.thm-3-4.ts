/** Theorems 3.3 and 3.4 on Combes-style data, from every start that proposition 2 admits: T is random there. */

import fc from 'fast-check';
import { certifier } from '../../certify/certifier.js';
import { concluded } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, isPaperExponent, isSeparable, paper } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import { alphaOf, stepCount } from '../../claim/steps.js';
import { dataset, sample } from '../../data/dataset.js';
import { rawStart, start } from '../../generator/start.js';
import { samplingSeed } from '../../generator/steps.js';
import { largest } from '../../numerics/lists.js';
import { norm } from '../../numerics/vector.js';
import { combes } from '../generators/combes.js';
import { stableCases, withSteps } from '../generators/stable-case.js';
import { averageClaim } from '../setting/average-claim.js';
import { averageDirection, hasFirstSteps } from '../setting/average-limit.js';
import { IDLE_DRAW } from '../setting/defects.js';
import { firstSteps } from '../setting/first-steps.js';
import { combesConditions } from './combes-data.js';
import { combesRuns } from './combes-run.js';
import { prove } from './proposition-2.thm-3-4.certificate.js';
import { likelySilencedForCoq } from './proposition-2.thm-3-4.coq.js';
import { recordLossAfter } from './settled-amounts.js';
import { settledEnd } from './settling.js';
import { isWithinReach, untilSettled } from './until-settled.js';

const COUNT = 20_000;
/** Steps beyond T over which all draws are followed. */
const ONWARD = 4;
const HORIZONS = [30_000, 100_000] as const;

/** Theorem 3.3 from every start that is not a local minimum. */
export const onCombesData = defineClaim({
  id: 'prop-2/thm-3.4',
  defect: IDLE_DRAW,
  kind: 'finite',
  source: 'Section 3.3, proposition 2 as an example of theorems 3.3 and 3.4',
  statement:
    'Combes-style data, SGD not started in W_J with J empty: E L(wbar_t) - L* tends to 0, at the rate of theorem 3.3. Judged given the draws up to a random T, from which on all iterates are in the separable region.',
  slack:
    'minus n+/n where no sample is active any more; else (right side - left side) / (sum of their sizes) of thm-3.3/either@repaired from T on, smallest over 4 steps',
  reason:
    'A start at which only negatives are active may end with no sample active, with positive probability q (prop-2). There all losses are 1 for ever, so E L(wbar_t) - L* keeps above q n+/n. The direction of E wbar_t still tends to w^+ where q < 1, as such runs stay bounded.',
  required: { 'start:no-positive-active': 0.1 },
  ...combesRuns({
    count: COUNT,
    further: (at) => [isWithinReach(at)],
    judge(at) {
      const { data } = at.least;
      const { kind, w, steps, why } = untilSettled(at);
      if (kind === 'open') return { undecided: why, labels: [['end', 'open']] };
      if (kind === 'silent') {
        return {
          conclusion: { slack: -data.positives.length / data.n, rounding: 0, step: steps, note: `${why}, where L is 1 and not L*` },
          labels: [['end', kind]],
        };
      }
      const end = settledEnd(data, at.parts, { end: { w, probability: 1, squareSum: 0 }, from: steps, alpha: at.alpha, count: ONWARD });
      if (end === undefined) return { undecided: 'the draws from T on cannot be followed', labels: [['end', kind]] };
      const slack = slackRecord();
      for (let m = 1; m <= ONWARD; m++) recordLossAfter(end, m, () => [0, 0], slack);
      return { ...concluded(slack, 'no step could be told from rounding'), labels: [['end', kind]] };
    },
  }),
  certify: certifier(prove),
  coq: likelySilencedForCoq,
});

/** Theorem 3.4 from starts at which a positive is active. */
export const onCombesDataRepaired = defineClaim({
  id: 'prop-2/thm-3.4@repaired',
  reading: 'repaired',
  chapter: 'stochastic gradient descent',
  ...averageClaim,
  source: 'Section 3.3, proposition 2 with theorem 3.4',
  statement:
    'Combes-style data, at least one positive active at w_0, B < sqrt 2: |E wbar_t/|E wbar_t| - w^+|^2 = O(1/ln t) with w^+ the max-margin direction of the positives. Judged given the draws up to some step T at which the separable region is reached.',
  reason:
    'By prop-2@repaired the region is reached almost surely, and no draw leads out of it on such data. The iterates before T add T/t times a fixed vector to wbar_t. From T on thm-3.4/global@intended applies.',
  required: { 'start:outside': 0.2 },
  cases: fc
    .record({
      short: stableCases(combes(), { regions: ['separable'] }),
      raw: rawStart(['partial', 'random', 'random', 'separable']),
      count: fc.constantFrom(...HORIZONS),
      seed: samplingSeed(),
    })
    .map(({ short, raw, count, seed }) => ({
      ...withSteps(short, count),
      start: start({ data: short.data, separator: [...short.start] }, { ...raw, size: Math.min(raw.size, 0.5) }).start,
      seed,
    })),
  evaluate(input, parts) {
    const data = dataset(input.data);
    const alpha = alphaOf(input);
    const begun = parts.landscapeRegion(data, input.start);
    const rows = data.positives.map((i) => sample(data, i));
    const reach = largest(rows.map((row) => norm(row)));
    const hypotheses = [
      isSeparable(data, parts),
      combesConditions(data).conditions,
      isPaperExponent(alpha),
      holds(paper('positive-active', 'a positive sample is active at w_0'), begun.activePositives.length > 0),
      { ...paper('B', '|x_i|^2 < 2 for positive i'), slack: 2 - reach ** 2 },
      hasFirstSteps(input),
    ];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const steps = stepCount(input);
    const best = parts.maxMargin({ dimension: data.d, atLeastOne: rows });
    if (!best.feasible) return { hypotheses, undecided: 'no max-margin direction of the positives', labels: [] };
    const options = { data, model: parts.relu, alpha, start: input.start, steps, seed: input.seed ?? 0, isInside: () => true };
    const { w, average, arrived } = firstSteps(options, parts);
    if (!arrived) return { hypotheses, undecided: 'the run of SGD ended early', labels: [] };
    const labels = [['start', begun.kind === 'separable' ? 'inside' : 'outside'] as const];
    if (parts.landscapeRegion(data, w).kind !== 'separable') {
      return { hypotheses, undecided: `not in the separable region after ${steps} steps`, labels };
    }
    const flow = { rows, n: data.n, gamma: best.margin, alpha, from: steps, start: w, average };
    return { hypotheses, ...averageDirection(flow, best.direction, parts), labels };
  },
});
