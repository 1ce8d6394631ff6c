/** The lemmas of appendix F and what theorem 3.4's proof makes of them, judged on exact expectations. */

import type { Claim, Label } from '../../claim/claim.js';
import { type SlackRecord, slackRecord } from '../../claim/slack.js';
import { log } from '../../numerics/elementary.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { dot, norm } from '../../numerics/vector.js';
import {
  averageError,
  averageLossAt,
  divisor,
  horizon,
  lengthOf,
  logarithm,
  lossAt,
  lossOf,
  type Normalisation,
  sumBefore,
  times,
} from './expectation-amounts.js';
import { type ExpectationCase, expectationClaim } from './expectation-cases.js';
import { lossBound } from './expectation-loss-bound.js';
import { recordEquality, recordOrder, type Side, side, type Term } from './expectation-sides.js';

const MARGIN = '(right side - left side) / (sum of the sizes of all terms), smallest over the steps';

function judged(at: ExpectationCase, from: number, record: (t: number, slack: SlackRecord) => void, labels: readonly Label[] = []) {
  const slack = slackRecord();
  for (let t = from; t <= horizon(at); t++) record(t, slack);
  const conclusion = slack.conclusion();
  return conclusion === undefined ? { undecided: 'no step could be told from rounding', labels } : { conclusion, labels };
}

const meanNorm = (at: ExpectationCase, t: number): Term => lengthOf(at.expectations.at[t]!.average, averageError(at, t));

/** -(1/B) ln of a side, as a side. */
const radiusFor = (at: ExpectationCase, bound: Side): Side => side(times(-1 / at.reach, logarithm([bound.value, bound.error])));

/** Lemma F.1 for one normalisation; `share` divides the bound before its logarithm is taken. */
function lemF1(fields: Pick<Claim, 'id' | 'reading' | 'statement' | 'reason'>, loss: Normalisation): Claim {
  return expectationClaim(
    { ...fields, source: 'Lemma F.1, eq. 18', slack: MARGIN, required: { 'bound:below-1': 0.05 } },
    { slow: true, regions: ['separable'] },
    (at) => {
      let informative = false;
      const result = judged(at, 1, (t, slack) => {
        const bound = lossBound(at, t, loss);
        if (bound.value < 1) informative = true;
        recordOrder(slack, t, radiusFor(at, bound), side(meanNorm(at, t)), 'the bound on |E wbar_t|');
      });
      return { ...result, labels: [informative ? ['bound', 'below-1'] : ['bound', 'trivial']] };
    },
  );
}

const lemF1Mixed = lemF1(
  {
    id: 'lem-f1@intended',
    reading: 'as-intended',
    statement: '|E wbar_t| >= -(1/B) ln(bound), bound the last display of appendix E with L - L* for L, which is what it bounds.',
    reason:
      'exp(-B |E wbar|) <= (1/n+) sum over I+ of exp(-E wbar.x): (n/n+) (L - L*), not L - L*. For rare positives the bound on L - L* is below 1 while w has hardly moved.',
  },
  'excess',
);

const norms: Claim = expectationClaim(
  {
    id: 'thm-3.3/norm',
    reading: 'as-printed',
    source: 'Theorem 3.3; appendix F.2, proof of lemma F.1, first two inequalities of the last display',
    statement: '|E wbar_t| >= -(1/B) ln L(E wbar_t) >= -(1/B) ln E L(wbar_t) with L = (1/n+) times the sum over I+ (J in W_J).',
    slack: MARGIN,
    reason:
      'Cauchy-Schwarz with |x_i| <= B, and Jensen on the convex region. Together with thm-3.3/loss this makes |E wbar_t| grow like ln t.',
    required: {},
  },
  {},
  (at) =>
    judged(at, 1, (t, slack) => {
      const middle = side(times(-1 / at.reach, logarithm(lossOfMean(at, t))));
      recordOrder(slack, t, middle, side(meanNorm(at, t)), '-(1/B) ln L(E wbar_t)');
      recordOrder(slack, t, side(times(-1 / at.reach, logarithm(averageLossAt(at, t, 'reduced')))), middle, '-(1/B) ln E L(wbar_t)');
    }),
);

function lossOfMean(at: ExpectationCase, t: number): Term {
  const [value, error] = lossOf(at, at.expectations.at[t]!.average, 'reduced');
  return [value, error + value * at.reach * Math.sqrt(at.data.d) * averageError(at, t)];
}

/** g_p = |E grad L(w_p)| / E L(w_p), the same in either normalisation. */
function slope(at: ExpectationCase, p: number): Term {
  const { gradient, bounds, loss } = at.expectations.at[p]!;
  const [length, error] = lengthOf(gradient, bounds.gradient);
  return [length / loss.excess, (error + (length / loss.excess) * bounds.loss) / loss.excess];
}

/** The right side of lemma F.3 (or, with `withSlope`, of the line before it, which has g_p^2 for g_p gamma). */
function descentBound(at: ExpectationCase, k: number, loss: Normalisation): { printed: Side; squared: Side } {
  const largest = (at.expectations.largestActiveLoss * at.data.n) / divisor(at, loss);
  const rise: Term = times(
    (at.reach ** 4 * largest) / 2,
    sumBefore(k, (p) => [at.eta(p) ** 2, roundingOf(16) * at.eta(p) ** 2]),
  );
  const fall = (factor: (p: number) => Term): Term =>
    sumBefore(k, (p) => {
      const [value, error] = lossAt(at, p, loss);
      const [g, gError] = slope(at, p);
      const [f, fError] = factor(p);
      return times(-at.eta(p), [value * g * f, error * g * f + value * (gError * f + g * fError)]);
    });
  const begin = logarithm(lossAt(at, 0, loss));
  return {
    printed: side(
      begin,
      fall(() => [at.gamma, roundingOf(2) * at.gamma]),
      rise,
    ),
    squared: side(
      begin,
      fall((p) => slope(at, p)),
      rise,
    ),
  };
}

function lemF3(fields: Pick<Claim, 'id' | 'reading' | 'statement'> & { readonly reason: string }, loss: Normalisation): Claim {
  return expectationClaim({ ...fields, source: 'Lemma F.3', slack: MARGIN, required: {} }, {}, (at) =>
    judged(at, 1, (k, slack) => {
      const { printed, squared } = descentBound(at, k, loss);
      const left = side(logarithm(lossAt(at, k, loss)));
      recordOrder(slack, k, left, printed, 'ln E L(w_k)');
      recordOrder(slack, k, left, squared, 'ln E L(w_k), with g_p^2');
      recordOrder(slack, k, side([at.gamma, 0]), side(slope(at, k - 1)), 'gamma against g_p');
    }),
  );
}

const lemF3Printed = lemF3(
  {
    id: 'lem-f3',
    reading: 'as-printed',
    statement:
      'ln E L(w_k) <= ln L(w_0) - sum_{p<k} eh_{p+1} g_p gamma + (B^4 S / 2) sum_{p<k} eta^2, L = (1/n+) times the sum over I+, and the same with g_p^2 for g_p gamma; g_p >= gamma. (eta at step p is (p+1)^(-alpha).)',
    reason:
      'One step lowers E L by eta E grad L.grad l(w, z) = eta (n+/n) E|grad L|^2 and not by eta E|grad L|^2, so the sum must carry n+/n. Already at k = 1, small B^4 and n+ = n/2 show it.',
  },
  'reduced',
);

const lemF3Intended = lemF3(
  {
    id: 'lem-f3@intended',
    reading: 'as-intended',
    statement:
      'ln E L(w_k) <= ln L(w_0) - sum_{p<k} eh_{p+1} g_p gamma + (B^4 S / 2) sum_{p<k} eta^2, and the same with g_p^2 for g_p gamma; g_p >= gamma; with L - L* for L, also in eh and in S.',
    reason:
      'Taylor: E L falls by eta E|grad L|^2 >= eta g^2 (E L)^2 (Jensen) and rises by at most (eta^2/2) B^2 S E|grad l|^2 <= (eta^2/2) B^4 S E L, L on the segment being at most S by convexity; then 1 + x <= e^x, and g >= gamma by lemma F.2.',
  },
  'excess',
);

const lemF4: Claim = expectationClaim(
  {
    id: 'lem-f4',
    reading: 'as-printed',
    source: 'Lemma F.4',
    statement: '-E w_k.w^+ <= (1/gamma) (ln E L(w_k) + ln n+), L = (1/n+) times the sum over I+ (J in W_J).',
    slack: MARGIN,
    reason:
      'w^+.x_i >= gamma q-averages to w^+ = X^T q / gamma, so -gamma E w.w^+ is a mean of -E w.x_i, at most ln sum_i exp(-E w.x_i) <= ln(n+ E L(w)). Equality where n+ = 1 and w is not random.',
    required: {},
  },
  {},
  (at) =>
    judged(at, 0, (k, slack) => {
      const { iterate, bounds } = at.expectations.at[k]!;
      const along: Term = [
        -dot(iterate, at.direction),
        Math.sqrt(iterate.length) * bounds.iterate + roundingOf(at.data.d + 8) * norm(iterate),
      ];
      recordOrder(
        slack,
        k,
        side(along),
        side(times(1 / at.gamma, logarithm(lossAt(at, k, 'reduced'))), [log(at.active.length) / at.gamma, 0]),
        '-E w_k.w^+',
      );
    }),
);

/** Eq. 19 and the equality behind it. */
const eq19: Claim = expectationClaim(
  {
    id: 'thm-3.4/eq-19',
    reading: 'as-printed',
    source: 'Appendix F.1, eq. 19 and the two displays before it',
    statement:
      'E w_k = w_0 - sum_{p<k} eta_p E grad L(w_p), so t E wbar_t = t w_0 - sum_{p<t-1} (t-1-p) eta_p E grad L(w_p), and sum_{k<t} |E w_k| <= t |w_0| + sum_{p<t-1} (t-1-p) eta_p |E grad L(w_p)|; L of (P).',
    slack: 'minus the largest difference of the equalities, or the slack of the inequality, relative to the sizes of all terms',
    reason:
      'The mean of the sampled gradient is the gradient of L of (P), whatever is active; the rest is summation and the triangle inequality.',
    required: {},
  },
  {},
  (at) =>
    judged(at, 1, (t, slack) => {
      const steps = at.expectations.at;
      const eta = (p: number): number => at.eta(p);
      for (let j = 0; j < at.data.d; j++) {
        const moved = (weight: (p: number) => number): Term =>
          sumBefore(t, (p) => times(-weight(p) * eta(p), [steps[p]!.gradient[j]!, steps[p]!.bounds.gradient]));
        const begin: Term = [at.start[j]!, 0];
        recordEquality(
          slack,
          t,
          side([steps[t]!.iterate[j]!, steps[t]!.bounds.iterate]),
          side(
            begin,
            moved(() => 1),
          ),
          `entry ${j} of E w_t`,
        );
        recordEquality(
          slack,
          t,
          side([steps[t]!.average[j]!, averageError(at, t)]),
          side(
            begin,
            moved((p) => (t - 1 - p) / t),
          ),
          `entry ${j} of E wbar_t`,
        );
      }
      const lengths = sumBefore(t, (k) => lengthOf(steps[k]!.iterate, steps[k]!.bounds.iterate));
      const bound = sumBefore(t, (p) => times((t - 1 - p) * eta(p), lengthOf(steps[p]!.gradient, steps[p]!.bounds.gradient)));
      recordOrder(slack, t, side(lengths), side([t * norm(at.start), 0], bound), 'sum of |E w_k|');
    }),
);

/** Claims of appendix F, and theorem 3.3's growth of the norm. */
export const lemmaClaims: readonly Claim[] = [norms, lemF1Mixed, lemF3Printed, lemF3Intended, lemF4, eq19];
