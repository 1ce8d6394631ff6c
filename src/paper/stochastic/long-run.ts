/** Proposition 1 and theorem 3.3 with the constants of their proofs, at steps that no enumeration reaches. */

import type { Claim } from '../../claim/claim.js';
import type { IntervalRecord } from '../../claim/interval-record.js';
import { added, known, lengthOf, logarithm, scaled, squared } from '../../monte-carlo/estimate.js';
import { dot } from '../../numerics/vector.js';
import {
  comparison,
  comparisonLength,
  comparisonSquare,
  lossOf as exactLossOf,
  type Normalisation,
  startAlong,
  startSquare,
  tail,
} from './expectation-amounts.js';
import type { StableCase } from './expectation-cases.js';
import { lossBoundWithoutSum } from './expectation-loss-bound.js';
import { averageOf, distanceColumns, lossOf, rateSum, share, term, weightedLosses } from './long-run-amounts.js';
import { type LongRunAim, type LongRunView, longRunClaim } from './long-run-cases.js';
import { longRunLemmas } from './long-run-lemmas.js';

const LONG_MARGIN =
  'end nearer to 0 of the interval for (right side - left side) / (sum of the sizes of all terms), smallest over the steps; 0 where the interval holds 0 and is no longer than 1/4';

const RANGE = 'Log-spaced t from 20 up to 10,000, by independent runs.';

type Judge = (at: LongRunView, record: IntervalRecord, loss: Normalisation) => void;

interface Stated {
  readonly id: string;
  readonly source: string;
  readonly statement: string;
  readonly printed: string;
  readonly intended: string;
}

/** A claim for L of the proofs (as printed) and for L - L* (as intended). */
function bothNormalisations(
  { id, source, statement, printed, intended }: Stated,
  aim: LongRunAim,
  judge: Judge,
  printedAim: LongRunAim = aim,
): Claim[] {
  const fields = { source, slack: LONG_MARGIN, required: {} };
  return [
    longRunClaim({ ...fields, id, reading: 'as-printed', statement: `${statement} ${RANGE}`, reason: printed }, printedAim, (at, record) =>
      judge(at, record, 'reduced'),
    ),
    longRunClaim(
      {
        ...fields,
        id: `${id}@intended`,
        reading: 'as-intended',
        statement: `${statement} With L - L* for L. ${RANGE}`,
        reason: intended,
      },
      aim,
      (at, record) => judge(at, record, 'excess'),
    ),
  ];
}

const budget = (at: StableCase, t: number) => [term(startSquare(at)), term(comparisonSquare(at, t)), term(tail(at, t))];

const eq13 = bothNormalisations(
  {
    id: 'prop-1/eq-13/long',
    source: 'Appendix D, eq. 13',
    statement:
      'E|w_t - u|^2 + (2 - B^2) sum eta_k E L(w_k) <= |w_0 - u|^2 + 2 (sum eta_k) L(u), for u = 0, a drawn u and u = (ln t / gamma) w^+.',
    printed:
      'As prop-1/eq-13: with few active samples E|w_t - u|^2 falls by (n+/n) 2 sum eta_k E L(w_k), not by twice that sum, and L(u) does not make up for it.',
    intended: 'As prop-1/eq-13@intended.',
  },
  { shares: () => 3 },
  (at, record, loss) => {
    const { columns } = at.runs;
    const weight = (2 - at.reach ** 2) * share(at, loss);
    for (const u of [at.start.map(() => 0), at.vector, comparison(at, at.t)]) {
      const { terms, constant } = distanceColumns(at, u);
      const [least, most] = at.ceilings.squaredDistance(u);
      const mean = at.mean('E|w_t - u|^2', [...terms, [columns.lossSum, weight]], constant, [
        least - 1e-9 * most,
        most * (1 + 1e-9) + weight * at.ceilings.lossSum[1],
      ]);
      const away = at.start.map((entry, j) => entry - u[j]!);
      record.order(
        at.t,
        [mean],
        [known(dot(away, away)), scaled(2 * rateSum(at, 1), term(exactLossOf(at, u, loss)))],
        'E|w_t - u|^2 + (2 - B^2) sum',
      );
    }
  },
  { shares: () => 3, silent: 'many' },
);

const eq14 = bothNormalisations(
  {
    id: 'prop-1/eq-14/long',
    source: 'Appendix D, eq. 14',
    statement:
      'With u = (ln t / gamma) w^+: E|w_t - u|^2 + (2 - B^2) sum eta_k E L(w_k) <= |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha).',
    printed: 'As prop-1/eq-14, from eq. 13.',
    intended: 'As prop-1/eq-14@intended.',
  },
  { shares: () => 1 },
  (at, record, loss) => {
    const { terms, constant } = distanceColumns(at, comparison(at, at.t));
    const weight = (2 - at.reach ** 2) * share(at, loss);
    const [least, most] = at.ceilings.squaredDistance(comparison(at, at.t));
    const mean = at.mean('E|w_t - u|^2', [...terms, [at.runs.columns.lossSum, weight]], constant, [
      least - 1e-9 * most,
      most * (1 + 1e-9) + weight * at.ceilings.lossSum[1],
    ]);
    record.order(at.t, [mean], budget(at, at.t), 'E|w_t - u|^2 + (2 - B^2) sum');
  },
  { shares: () => 1, silent: 'many' },
);

const eq15 = bothNormalisations(
  {
    id: 'prop-1/eq-15/long',
    source: 'Appendix D, display before eq. 15',
    statement: '(w_0.w^+ + gamma sum eta_k E L(w_k) - ln t / gamma)^2 <= |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha).',
    printed: 'As prop-1/eq-15: with rare active samples the sum grows like t^(1 - alpha) for a long time.',
    intended: 'As prop-1/eq-15@intended.',
  },
  { shares: () => 1 },
  (at, record, loss) => {
    const along = added(term(startAlong(at)), scaled(at.gamma, weightedLosses(at, loss)), known(-comparisonLength(at, at.t)));
    record.order(at.t, [squared(along)], budget(at, at.t), 'the squared bound');
  },
  { shares: () => 1, slow: true, regions: ['separable'] },
);

const prop1 = longRunClaim(
  {
    id: 'prop-1/long',
    reading: 'as-printed',
    source: 'Proposition 1, with the constants of prop-1',
    statement: `sum_{k<t} eta_k^2 E|grad l(w_k, z)|^2 is at most (B^2 / gamma) (ln t / gamma - w_0.w^+ + sqrt(|w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha))), and at most B^2 (n+/n) sum eta_k^2, which has a limit. ${RANGE}`,
    slack: LONG_MARGIN,
    reason:
      'As prop-1. The second bound follows from l <= 1 alone; as 2 alpha > 1 the sum is bounded without any logarithm, so that the O(ln t / gamma^2) of the proposition says less than its hypotheses.',
    required: {},
  },
  { shares: () => 1 },
  (at, record) => {
    const squares = at.mean('sum of squared gradients', [[at.runs.columns.squareSum, 1]], 0, at.ceilings.squareSum);
    const factor = at.reach ** 2 / at.gamma;
    const root = lengthOf([known(Math.sqrt(added(...budget(at, at.t)).value))]);
    record.order(
      at.t,
      [squares],
      [scaled(factor, known(comparisonLength(at, at.t))), scaled(-factor, term(startAlong(at))), scaled(factor, root)],
      'the summed squares of the gradients',
    );
    const limit = known((at.reach ** 2 * at.active.length * rateSum(at, 2)) / at.data.n);
    record.order(at.t, [squares], [limit], 'the summed squares of the gradients against B^2 (n+/n) sum eta_k^2');
  },
);

/** E L(wbar_t) - (B^2/(2t)) sum eta_k E L(w_k) against the rest of appendix E's bound. */
function recordLossBound(at: LongRunView, record: IntervalRecord): void {
  const weight = at.reach ** 2 / (2 * at.t);
  const [low, high] = at.ceilings.loss;
  const mean = at.mean(
    'L(wbar_t) less the sum',
    [
      [at.runs.columns.averageLoss, 1],
      [at.runs.columns.lossSum, -weight],
    ],
    0,
    [low - weight * at.ceilings.lossSum[1], high],
  );
  const { value, error } = lossBoundWithoutSum(at, at.t);
  record.order(at.t, [mean], [known(value, error)], 'E L(wbar_t) minus its limit, less (B^2/(2t)) sum eta_k E L(w_k)');
}

const loss = longRunClaim(
  {
    id: 'thm-3.3/loss/long',
    reading: 'as-printed',
    source: 'Theorem 3.3; appendix E, last display before O(...)',
    statement: `E L(wbar_t) - L* is at most the last display of appendix E before O(...), with L - L* for L. ${RANGE}`,
    slack: LONG_MARGIN,
    reason: 'As thm-3.3/loss.',
    required: {},
  },
  { shares: () => 1, regions: ['separable'] },
  recordLossBound,
);

const local = longRunClaim(
  {
    id: 'thm-3.3/local/long',
    reading: 'as-printed',
    source: 'Theorem 3.3, second part; appendix E for J in place of I+',
    statement: `All iterates in W_J: E L(wbar_t) - L* - (n+ - |J|)/n is at most the same bound with gamma and B of J. ${RANGE}`,
    slack: LONG_MARGIN,
    reason: 'As thm-3.3/local.',
    required: {},
  },
  { shares: () => 1, regions: ['local'] },
  recordLossBound,
);

const norm = longRunClaim(
  {
    id: 'thm-3.3/norm/long',
    reading: 'as-printed',
    source: 'Theorem 3.3; appendix F.2, proof of lemma F.1',
    statement: `|E wbar_t| >= -(1/B) ln E L(wbar_t) with L = (1/n+) times the sum over I+ (J in W_J). ${RANGE}`,
    slack: LONG_MARGIN,
    reason: 'As thm-3.3/norm.',
    required: {},
  },
  { shares: (d) => d + 1, effort: 3, horizons: 'shorter', silent: 'few' },
  (at, record) =>
    record.order(
      at.t,
      [scaled(-1 / at.reach, logarithm(lossOf(at, 'reduced', 'averageLoss')))],
      [lengthOf(averageOf(at))],
      '-(1/B) ln E L(wbar_t)',
    ),
);

/** The claims about SGD's expectations that are judged by many runs. */
export const longRunClaims: readonly Claim[] = [prop1, ...eq13, ...eq14, ...eq15, loss, local, norm, ...longRunLemmas];
