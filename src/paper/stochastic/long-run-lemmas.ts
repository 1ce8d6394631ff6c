/** Lemmas F.3 and F.4, and the mean of SGD's update, at steps that no enumeration reaches. */

import type { Claim } from '../../claim/claim.js';
import type { IntervalRecord } from '../../claim/interval-record.js';
import { sample } from '../../data/dataset.js';
import { known, logarithm, scaled } from '../../monte-carlo/estimate.js';
import { exp, log } from '../../numerics/elementary.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { dot, norm } from '../../numerics/vector.js';
import type { Normalisation } from './expectation-amounts.js';
import { alongOf, gradientSum, lossOf, rateSum, share } from './long-run-amounts.js';
import { type LongRunView, longRunClaim } from './long-run-cases.js';

const ORDER_MARGIN =
  'end nearer to 0 of the interval for (right side - left side) / (sum of the sizes of all terms), smallest over the steps; 0 where the interval holds 0 and is no longer than 1/4';
const ZERO_MARGIN =
  '0 where the difference of both sides is within the deviation that chance explains, else minus what it is beyond, relative to the sizes of the terms';

/** More than the rounding of sums over 10^4 steps. */
const ROUNDING = roundingOf(2 ** 20);

function lemF3(fields: Pick<Claim, 'id' | 'reading' | 'statement'> & { readonly reason: string }, loss: Normalisation): Claim {
  return longRunClaim(
    { ...fields, source: 'Lemma F.3', slack: ORDER_MARGIN, required: {} },
    { shares: () => 3, effort: 2 },
    (at, record) => {
      const begin = at.ceilings.loss[1] * share(at, loss);
      const rise = (at.reach ** 4 * begin * rateSum(at, 2)) / 2;
      record.order(
        at.t,
        [logarithm(lossOf(at, loss, 'loss'))],
        [known(log(begin), ROUNDING), scaled(-at.gamma * share(at, loss), gradientSum(at)), known(rise)],
        'ln E L(w_k)',
      );
    },
  );
}

const lemF3Claims = [
  lemF3(
    {
      id: 'lem-f3/long',
      reading: 'as-printed',
      statement:
        'ln E L(w_k) <= ln L(w_0) - sum_{p<k} eh_{p+1} g_p gamma + (B^4 S / 2) sum_{p<k} eta^2, L = (1/n+) times the sum over I+; S = L(w_0), the largest on the path.',
      reason: 'As lem-f3: the sum in the middle must carry n+/n.',
    },
    'reduced',
  ),
  lemF3(
    {
      id: 'lem-f3/long@intended',
      reading: 'as-intended',
      statement: 'The same with L - L* for L, also in eh and S.',
      reason: 'As lem-f3@intended.',
    },
    'excess',
  ),
];

const lemF4 = longRunClaim(
  {
    id: 'lem-f4/long',
    reading: 'as-printed',
    source: 'Lemma F.4',
    statement: '-E w_k.w^+ <= (1/gamma) (ln E L(w_k) + ln n+), L = (1/n+) times the sum over I+ (J in W_J).',
    slack: ORDER_MARGIN,
    reason: 'As lem-f4.',
    required: {},
  },
  { shares: () => 2, effort: 3, horizons: 'shorter', silent: 'few' },
  (at, record) =>
    record.order(
      at.t,
      [known(-log(at.active.length) / at.gamma), scaled(-1 / at.gamma, logarithm(lossOf(at, 'reduced', 'loss')))],
      [alongOf(at, at.direction, 'w_k.w^+')],
      '-(1/gamma) (ln E L(w_k) + ln n+)',
    ),
);

/**
 * How far a mean of R runs of a sum of martingale differences can be off by chance. The difference at step k is a number less
 * its mean, the number being 0 unless an active sample is drawn, which has probability p = n+/n, and in an interval of length c_k
 * that holds 0. With L = ln(2/delta) the mean exceeds sqrt(sum c_k^2 L / (2R)) with probability at most delta (Hoeffding 1963,
 * theorem 2, for martingales: Azuma 1967), and b + sqrt(b^2 + 2 p sum c_k^2 L / R) with b = max c_k L / (3R) likewise (Freedman
 * 1975, theorem 1.6: the variances given the past are at most p c_k^2). Both are fixed numbers; the smaller is taken.
 */
function deviation(at: LongRunView, what: string, length: (k: number) => number): number {
  let squares = 0;
  let largest = 0;
  for (let k = 0; k < at.t; k++) {
    squares += length(k) ** 2;
    largest = Math.max(largest, length(k));
  }
  const share = log(2 / at.spend(what)) / at.runs.replicates;
  const step = (largest * share) / 3;
  const rare = at.active.length / at.data.n;
  return Math.min(Math.sqrt((squares * share) / 2), step + Math.sqrt(step ** 2 + 2 * rare * squares * share));
}

/** Length of the interval in which entry j of l(w, z) x lies, over all draws from anywhere that the run can come to. */
function entryLength({ data, active, start }: LongRunView, j: number): number {
  const entries = active.map((i) => exp(-dot(start, sample(data, i))) * sample(data, i)[j]!);
  return Math.max(0, ...entries) - Math.min(0, ...entries);
}

/** Mean over the runs of some columns, each times a factor. */
function meanOf({ runs, place }: LongRunView, terms: readonly (readonly [number, number])[]): number {
  let sum = 0;
  for (const [column, factor] of terms) for (const value of runs.values(place, column)) sum += factor * value;
  return sum / runs.replicates;
}

function recordUpdate(at: LongRunView, record: IntervalRecord): void {
  const { columns } = at.runs;
  const size = norm(at.start) + norm(Array.from({ length: at.data.d }, (_, j) => meanOf(at, [[columns.iterate + j, 1]])));
  for (let j = 0; j < at.data.d; j++) {
    const length = entryLength(at, j);
    const moved =
      meanOf(at, [
        [columns.iterate + j, 1],
        [columns.drift + j, 1],
      ]) - at.start[j]!;
    record.zero(at.t, moved, deviation(at, `w_t[${j}]`, (k) => at.eta(k) * length) + ROUNDING * size, size, `entry ${j} of w_t`);
    const averaged =
      meanOf(at, [
        [columns.average + j, 1],
        [columns.averageDrift + j, 1],
      ]) - at.start[j]!;
    const weight = (k: number): number => (at.t - 1 - k) / at.t;
    const allowed = deviation(at, `wbar_t[${j}]`, (k) => weight(k) * at.eta(k) * length) + ROUNDING * size;
    record.zero(at.t, averaged, allowed, size, `entry ${j} of wbar_t`);
  }
}

const eq19 = longRunClaim(
  {
    id: 'thm-3.4/eq-19/long',
    reading: 'as-printed',
    source: 'Appendix F.1, the two displays before eq. 19',
    statement: 'E w_t = w_0 - sum_{p<t} eta_p E grad L(w_p), and t E wbar_t = t w_0 - sum_{p<t-1} (t-1-p) eta_p E grad L(w_p); L of (P).',
    slack: ZERO_MARGIN,
    reason: 'The mean of the sampled gradient is the gradient of L of (P); w_t less its drift is a martingale with bounded steps.',
    required: {},
  },
  { shares: (d) => 2 * d, drift: true, silent: 'few', horizons: 'shorter', effort: 2 },
  recordUpdate,
);

/** The largest v e^(-v) over 0 <= v <= last. */
function largestProduct(last: number): number {
  const v = Math.min(1, last);
  return v * exp(-v);
}

const eq9 = longRunClaim(
  {
    id: 'prop-1/eq-9/long@intended',
    reading: 'as-intended',
    source: 'Appendix D, eq. 9 summed over the steps, in expectation, at u = 0',
    statement: 'E|w_t|^2 = |w_0|^2 - 2 sum_{k<t} eta_k E grad L(w_k).w_k + sum_{k<t} eta_k^2 E|grad l(w_k, z)|^2 with L of (P).',
    slack: ZERO_MARGIN,
    reason:
      'As prop-1/eq-9@intended; the steps of the martingale are 2 eta_k (l v - E l v) with l v = v e^(-v), v = w_k.x being at most the ceiling of v.',
    required: {},
  },
  { shares: () => 1, drift: true, silent: 'few', horizons: 'shorter', effort: 2 },
  (at, record) => {
    // The first step alone tells little, and enumeration all.
    if (at.t === 1) return;
    const { columns } = at.runs;
    const begun = dot(at.start, at.start);
    const most = Math.max(...at.active.map((i) => largestProduct(at.ceilings.along(sample(at.data, i))[1])));
    const difference =
      meanOf(at, [
        [columns.normSquare, 1],
        [columns.descent, 1],
        [columns.squareSum, -1],
      ]) - begun;
    const size =
      begun +
      meanOf(at, [
        [columns.normSquare, 1],
        [columns.descent, -1],
        [columns.squareSum, 1],
      ]);
    record.zero(at.t, difference, deviation(at, '|w_t|^2', (k) => 2 * at.eta(k) * most) + ROUNDING * size, size, '|w_t|^2');
  },
);

/** Claims of appendix F that are judged by many runs. */
export const longRunLemmas: readonly Claim[] = [...lemF3Claims, lemF4, eq9, eq19];
