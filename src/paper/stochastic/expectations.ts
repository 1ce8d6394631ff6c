/** Proposition 1 and theorem 3.3 with the constants of their proofs, judged on exact expectations. */

import type { Claim } from '../../claim/claim.js';
import { type SlackRecord, slackRecord } from '../../claim/slack.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { dot } from '../../numerics/vector.js';
import {
  averageLossAt,
  comparison,
  comparisonLength,
  comparisonSquare,
  distanceTerms,
  horizon,
  lossAt,
  lossOf,
  type Normalisation,
  squared,
  startAlong,
  startSquare,
  sumBefore,
  tail,
  times,
  weightedLosses,
} from './expectation-amounts.js';
import { type Aim, type ExpectationCase, expectationClaim, type StatedClaim } from './expectation-cases.js';
import { lemmaClaims } from './expectation-lemmas.js';
import { lossBound } from './expectation-loss-bound.js';
import { recordEquality, recordOrder, side, type Term } from './expectation-sides.js';

const MARGIN = '(right side - left side) / (sum of the sizes of all terms), smallest over t = 1, ..., horizon';

const MIXED =
  'Eqs. 7 and 8 divide by the number of active samples, SGD draws from all n: E grad l(w, z) is (n+/n) grad L(w), so that E M_t is not 0 and every step of the proof that uses it carries n+/n. Where active samples are rare w hardly moves, while the printed right side falls at the full rate.';
const MATCHED =
  'With L - L* = (1/n) sum over the active samples in place of L the sampled gradient has mean grad L, E M_t = 0, and the proof goes through as printed.';

/** A claim on every t, judged by a function that records its slacks at one t. */
function everyT(
  stated: Omit<StatedClaim, 'slack'>,
  record: (at: ExpectationCase, t: number, slack: SlackRecord) => void,
  aim: Aim = {},
): Claim {
  return expectationClaim({ ...stated, slack: MARGIN }, aim, (at) => {
    const slack = slackRecord();
    for (let t = 1; t <= horizon(at); t++) record(at, t, slack);
    const conclusion = slack.conclusion();
    return conclusion === undefined ? { undecided: 'no step could be told from rounding', labels: [] } : { conclusion, labels: [] };
  });
}

/** The same statement for L of the proofs (as printed) and for L - L* (as intended). */
function bothNormalisations(
  stated: Omit<StatedClaim, 'slack' | 'reading' | 'reason'>,
  record: (at: ExpectationCase, t: number, slack: SlackRecord, loss: Normalisation) => void,
  reason: string,
  aim: Aim = {},
): Claim[] {
  return [
    everyT({ ...stated, reading: 'as-printed', reason: `${MIXED} ${reason}` }, (at, t, slack) => record(at, t, slack, 'reduced'), aim),
    everyT(
      {
        ...stated,
        id: `${stated.id}@intended`,
        reading: 'as-intended',
        statement: `${stated.statement} With L - L* (the sum over the active samples divided by n) for L.`,
        reason: MATCHED,
      },
      (at, t, slack) => record(at, t, slack, 'excess'),
      aim,
    ),
  ];
}

/** Step sizes summed: sum_{k<t} eta_k. */
const rates = (at: ExpectationCase, t: number): Term => sumBefore(t, (k) => [at.eta(k), roundingOf(16) * at.eta(k)]);

const eq9 = bothNormalisations(
  {
    id: 'prop-1/eq-9',
    source: 'Appendix D, eq. 9, in expectation, with E M_t = 0',
    statement: 'E|w_{t+1} - u|^2 = E|w_t - u|^2 - 2 eta_t E grad L(w_t).(w_t - u) + eta_t^2 E|grad l(w_t, z)|^2 for every u.',
    required: {},
  },
  (at, t, slack, loss) => {
    const k = t - 1;
    const { descent, gradient, gradientSquare, bounds } = at.expectations.at[k]!;
    const factor = loss === 'excess' ? 1 : at.data.n / at.active.length;
    const eta = at.eta(k);
    for (const u of [at.start.map(() => 0), at.vector]) {
      recordEquality(
        slack,
        t,
        side(...distanceTerms(at, t, u)),
        side(
          ...distanceTerms(at, k, u),
          times(-2 * eta * factor, [descent, bounds.descent]),
          times(2 * eta * factor, [dot(u, gradient), Math.sqrt(u.length) * Math.sqrt(dot(u, u)) * bounds.gradient * 2]),
          times(eta ** 2, [gradientSquare, bounds.gradientSquare]),
        ),
        'E|w_{t+1} - u|^2',
      );
    }
  },
  'The difference is 2 eta_t (1 - n+/n) E grad L(w_t).(w_t - u), not zero in general.',
);

const variance = everyT(
  {
    id: 'prop-1/variance',
    reading: 'as-printed',
    source: 'Appendix D, display before eq. 13',
    statement: 'E|grad l(w_k, z)|^2 <= B^2 E l(w_k, z)^2 <= B^2 E l(w_k, z), expectations over draws from all n.',
    reason:
      'A draw of a silent sample gives 0 on the left; for the others |grad l| = l |x| with l <= 1 in the region, so the mean over all n is at most B^2 (L - L*).',
    required: {},
  },
  (at, t, slack) => {
    const { gradientSquare, bounds } = at.expectations.at[t - 1]!;
    recordOrder(
      slack,
      t,
      side([gradientSquare, bounds.gradientSquare]),
      side(times(at.reach ** 2, lossAt(at, t - 1, 'excess'))),
      'E|grad l|^2 at the step before',
    );
  },
);

const eq13 = bothNormalisations(
  {
    id: 'prop-1/eq-13',
    source: 'Appendix D, eq. 13',
    statement:
      'B < sqrt 2, all iterates in the separable region (or in W_J): E|w_t - u|^2 <= |w_0 - u|^2 - (2 - B^2) sum eta_k E L(w_k) + 2 (sum eta_k) L(u), for u = 0, a drawn u and u = (ln t / gamma) w^+.',
    required: {},
  },
  (at, t, slack, loss) => {
    for (const u of [at.start.map(() => 0), at.vector, comparison(at, t)]) {
      const [ofU, errorOfU] = lossOf(at, u, loss);
      const [sum, errorOfSum] = rates(at, t);
      recordOrder(
        slack,
        t,
        side(...distanceTerms(at, t, u)),
        side(...distanceTerms(at, 0, u), times(-(2 - at.reach ** 2), weightedLosses(at, t, loss)), [
          2 * sum * ofU,
          2 * (sum * errorOfU + ofU * errorOfSum),
        ]),
        'E|w_t - u|^2',
      );
    }
  },
  'For n+/n = 1/4, say, and u along w^+ far out, L(u) = 0: the left side falls by (n+/n) 2 sum eta_k E L(w_k) or less, the right side by (2 - B^2) times that sum.',
);

/** |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha). */
const budget = (at: ExpectationCase, t: number): readonly Term[] => [startSquare(at), comparisonSquare(at, t), tail(at, t)];

const eq14 = bothNormalisations(
  {
    id: 'prop-1/eq-14',
    source: 'Appendix D, eq. 14',
    statement:
      'With u = (ln t / gamma) w^+: E|w_t - u|^2 <= |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha) - (2 - B^2) sum eta_k E L(w_k).',
    required: {},
  },
  (at, t, slack, loss) =>
    recordOrder(
      slack,
      t,
      side(...distanceTerms(at, t, comparison(at, t))),
      side(...budget(at, t), times(-(2 - at.reach ** 2), weightedLosses(at, t, loss))),
      'E|w_t - u|^2',
    ),
  'From eq. 13 by |w_0 - u|^2 <= |w_0|^2 + |u|^2, which needs w_0.w^+ >= 0: true in the region, as w^+ is a positive combination of the active samples.',
);

/** w_0.w^+ + gamma sum eta_k E L(w_k) - ln t / gamma. */
function alongDirection(at: ExpectationCase, t: number, loss: Normalisation): Term {
  const { value, error, size } = side(startAlong(at), times(at.gamma, weightedLosses(at, t, loss)), [-comparisonLength(at, t), 0]);
  return [value, error + roundingOf(8) * size];
}

const lowerBound: Claim[] = [
  ...bothNormalisations(
    {
      id: 'prop-1/step-2',
      source: 'Appendix D, step 2, last display',
      statement: 'With u = (ln t / gamma) w^+: E|w_t - u|^2 >= (w_0.w^+ + gamma sum eta_k E L(w_k) - ln t / gamma)^2.',
      required: {},
    },
    (at, t, slack, loss) =>
      recordOrder(
        slack,
        t,
        side(squared(alongDirection(at, t, loss))),
        side(...distanceTerms(at, t, comparison(at, t))),
        'the squared bound',
      ),
    'Besides, a lower bound that may be negative is squared.',
  ),
];

const lowerBoundRepaired = everyT(
  {
    id: 'prop-1/step-2@repaired',
    reading: 'repaired',
    source: 'Appendix D, step 2, last display',
    statement: 'With u = (ln t / gamma) w^+ and L - L* for L: E|w_t - u|^2 >= max(0, w_0.w^+ + gamma sum eta_k E L(w_k) - ln t / gamma)^2.',
    reason:
      'E|w_t - u|^2 >= (E (w_t - u).w^+)^2 by Jensen, and E (w_t - u).w^+ is at least the printed bound; squaring keeps the order where the bound is not negative.',
    required: {},
  },
  (at, t, slack) => {
    const [value, error] = alongDirection(at, t, 'excess');
    recordOrder(
      slack,
      t,
      side(squared([Math.max(0, value), error])),
      side(...distanceTerms(at, t, comparison(at, t))),
      'the squared bound',
    );
  },
);

const eq15 = bothNormalisations(
  {
    id: 'prop-1/eq-15',
    source: 'Appendix D, display before eq. 15',
    statement: '(w_0.w^+ + gamma sum eta_k E L(w_k) - ln t / gamma)^2 <= |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha).',
    required: {},
  },
  (at, t, slack, loss) => recordOrder(slack, t, side(squared(alongDirection(at, t, loss))), side(...budget(at, t)), 'the squared bound'),
  'With rare active samples sum eta_k E L(w_k) grows like t^(1 - alpha) for a long time.',
  { slow: true, regions: ['separable'] },
).map((claim) =>
  claim.reading === 'as-printed'
    ? claim
    : {
        ...claim,
        reason: `${MATCHED} Only, the proof squares a lower bound that may be negative (prop-1/step-2); where it is negative it lies between -ln t / gamma and 0, since w_0.w^+ > 0, and its square is at most ln^2 t / gamma^2, so the inequality holds all the same.`,
      },
);

const prop1 = everyT(
  {
    id: 'prop-1',
    reading: 'as-printed',
    source: 'Proposition 1, with the constants that solving the quadratic inequality before eq. 15 gives',
    statement:
      'sum_{k<t} eta_k^2 E|grad l(w_k, z)|^2 <= (B^2 / gamma) (ln t / gamma - w_0.w^+ + sqrt(|w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha))).',
    reason:
      'E|grad l|^2 <= B^2 (E L - L*), eta_k^2 <= eta_k, and prop-1/eq-15@intended solved for sum eta_k (E L(w_k) - L*). The left side does not depend on how L is normalised.',
    required: {},
  },
  (at, t, slack) => {
    const factor = at.reach ** 2 / at.gamma;
    const { value, error } = side(...budget(at, t));
    const root: Term = [Math.sqrt(value), error / Math.sqrt(value)];
    recordOrder(
      slack,
      t,
      side(
        sumBefore(t, (k) => {
          const { gradientSquare, bounds } = at.expectations.at[k]!;
          return times(at.eta(k) ** 2, [gradientSquare, bounds.gradientSquare]);
        }),
      ),
      side(times(factor * comparisonLength(at, t), [1, 0]), times(-factor, startAlong(at)), times(factor, root)),
      'the summed squares of the gradients',
    );
  },
);

const recordJensen = (at: ExpectationCase, t: number, slack: SlackRecord): void =>
  recordOrder(
    slack,
    t,
    side(averageLossAt(at, t, 'excess')),
    side(
      times(
        1 / t,
        sumBefore(t, (k) => lossAt(at, k, 'excess')),
      ),
    ),
    'E L(wbar_t) - L*',
  );

const jensen = everyT(
  {
    id: 'thm-3.3/jensen',
    reading: 'as-printed',
    source: 'Appendix E, display after eq. 17',
    statement: 'E L(wbar_t) <= (1/t) sum_{k<t} E L(w_k) while all iterates share the separable region (or W_J).',
    reason: 'Both regions are convex, and L is convex on each.',
    required: {},
  },
  recordJensen,
);

const recordLoss = (at: ExpectationCase, t: number, slack: SlackRecord): void =>
  recordOrder(slack, t, side(averageLossAt(at, t, 'excess')), lossBound(at, t, 'excess'), 'E L(wbar_t) minus its limit');

const STATED_BOUND =
  '1/t + (|w_0|^2 + ln^2 t / gamma^2) / (2t) + 4^(alpha-1) t^(alpha-1) (|w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha)) + (B^2 / (2t)) sum_{k<t} eta_k E L(w_k)';

const loss = everyT(
  {
    id: 'thm-3.3/loss',
    reading: 'as-printed',
    source: 'Theorem 3.3; appendix E, last display before O(...)',
    statement: `E L(wbar_t) - L* <= ${STATED_BOUND}, with L - L* for L in the last sum.`,
    reason:
      'With L - L* for L the proof holds line by line: Abel summation, (k+1)^alpha - k^alpha <= alpha 4^alpha k^(alpha-1) / 2, eq. 14 at k <= t with u for t, and sum_{k<t} k^(alpha-1) <= t^alpha / alpha. With L of eq. 7 the middle terms would need a factor n/n+.',
    required: {},
  },
  recordLoss,
  { regions: ['separable'] },
);

const local = everyT(
  {
    id: 'thm-3.3/local',
    reading: 'as-printed',
    source: 'Theorem 3.3, second part; appendix E for J in place of I+',
    statement: `All iterates in W_J: E L(wbar_t) - L* - (n+ - |J|)/n <= ${STATED_BOUND}, with gamma and B of J and that excess for L in the last sum.`,
    reason: 'As thm-3.3/loss: in W_J only J acts, and L of (P) less its limit is 1/n times the sum over J.',
    required: {},
  },
  recordLoss,
  { regions: ['local'] },
);

/** The claims about SGD's expectations that are judged by enumeration. */
export const expectationClaims: readonly Claim[] = [
  prop1,
  ...eq9,
  variance,
  ...eq13,
  ...eq14,
  ...lowerBound,
  lowerBoundRepaired,
  ...eq15,
  loss,
  jensen,
  local,
  ...lemmaClaims,
];
