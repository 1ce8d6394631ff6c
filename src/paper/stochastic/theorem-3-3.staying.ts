/** Theorem 3.3 with its constants, given that SGD stays. */

import fc from 'fast-check';
import { certifier } from '../../certify/certifier.js';
import type { Evaluation } from '../../claim/claim.js';
import { concluded } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import type { Parts } from '../../claim/parts.js';
import { slackRecord } from '../../claim/slack.js';
import { stepCount } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { exp, power } from '../../numerics/elementary.js';
import { norm } from '../../numerics/vector.js';
import { GIVEN_STAYING } from '../setting/sgd-defects.js';
import { comparisonSquare, lossOf, startSquare } from './amounts.js';
import { EVERY_STEP_SLACK } from './enumeration.js';
import { heldBack, heldBackCases, mostRates } from './held-back.js';
import { lossBoundWithoutSum, STATED_BOUND } from './loss-bound.js';
import { exactly, logarithm, recordOrder, side, sumBefore, type Term, times } from './sides.js';
import type { StableCase } from './stable-case.js';
import { givenStaying, term } from './staying.js';
import { GIVEN, stayingCase, stayingLabels } from './staying-case.js';
import { prove } from './theorem-3-3.staying.certificate.js';
import { lossGivenStayingForCoq } from './theorem-3-3.staying.coq.js';

const FAR_OUT = heldBackCases({ lengths: [80, 87], edges: [15, 16, 17, 18], counts: [1_000_000, 10_000_000] });

const bySums = givenStaying((at, t, { lossSum, averageLoss }, slack) => {
  const { value, error } = lossBoundWithoutSum(at, t);
  const right = side([value, error], times(at.reach ** 2 / (2 * t), term(lossSum)));
  recordOrder(slack, t, side(term(averageLoss)), right, 'E L(wbar_t) minus its limit');
});

/** The evaluation where staying takes that a sample is never drawn, and that alone breaks the bound; else undefined. */
function byHeldBack(input: Case, parts: Parts): Evaluation | undefined {
  const { hypotheses, at } = stayingCase(input, parts);
  const t = stepCount(input);
  const held = at === undefined ? undefined : heldBack(at, t);
  if (at === undefined || held === undefined) return undefined;
  const { value, error } = lossBoundWithoutSum(at, t);
  const [first, off] = lossOf(at, at.start, 'excess');
  const right = side([value, error], times((at.reach ** 2 / (2 * t)) * mostRates(at, t), [first, off]));
  const least = side(times(held.of.length / at.data.n, exactly(exp(-held.product))));
  if (!(least.value > right.value)) return undefined;
  const slack = slackRecord();
  recordOrder(slack, t, least, right, 'a lower bound of E L(wbar_t) minus its limit');
  return { hypotheses, ...concluded(slack, 'the bound is too near'), labels: stayingLabels(at, 0) };
}

/** The loss of the averaged iterate. */
export const lossGivenStaying = defineClaim({
  id: 'thm-3.3/staying@intended',
  reading: 'as-intended',
  defect: GIVEN_STAYING,
  source: 'Theorem 3.3, conditional on staying; appendix E, last display before O(...)',
  statement: `${GIVEN} Then E L(wbar_t) less its limit is at most ${STATED_BOUND}, with L less its limit for L.`,
  slack: EVERY_STEP_SLACK,
  reason:
    'Let each draw of x_e before step t lead out: it carries a negative over its kink. Let x_e be at right angles to the other active samples. Runs that stay have never drawn x_e, so w.x_e is what it was at the start, and L less its limit is exp(-w_0.x_e)/n or more, while the bound tends to 0. A negative that is near enough to its kink makes t as large as one likes. What holds has the probability of staying in it (thm-3.3/staying@repaired).',
  ...bySums,
  cases: fc.oneof({ weight: 15, arbitrary: bySums.cases }, { weight: 1, arbitrary: FAR_OUT }),
  recipe: 'runs that stay, or far out for theorem 3.3',
  evaluate: (input, parts) => byHeldBack(input, parts) ?? bySums.evaluate(input, parts),
  certify: certifier(prove),
  coq: lossGivenStayingForCoq,
});

/** R: |w_0|^2 + ln^2 t / gamma^2 + 2 (|J|/n) (sum eta_k) / t + B^2 (|J|/n) sum eta_k^2. */
export function stoppedBudget(at: StableCase, t: number): readonly Term[] {
  const share = at.active.length / at.data.n;
  return [
    startSquare(at),
    comparisonSquare(at, t),
    times(
      (2 * share) / t,
      sumBefore(t, (k) => exactly(at.eta(k))),
    ),
    times(
      at.reach ** 2 * share,
      sumBefore(t, (k) => exactly(at.eta(k) ** 2)),
    ),
  ];
}

/** Both rates in formulas. */
export const RATES_GIVEN_STAYING =
  "Let p be the probability of that, L' = L less its limit, and R = |w_0|^2 + ln^2 t / gamma^2 + 2 (|J|/n) (sum eta_k) / t + B^2 (|J|/n) sum eta_k^2. Then E L'(wbar_t) <= R t^(alpha-1) / (2p), and |E wbar_t| >= -(1/B) ln((n/|J|) E L'(wbar_t)). So both rates of the theorem hold where p has a bound from below.";

/** Both displays with what stopping a run at its exit costs: the probability of staying. */
export const ratesGivenStaying = defineClaim({
  id: 'thm-3.3/staying@repaired',
  reading: 'repaired',
  source: 'Theorem 3.3, conditional on staying, with constants that can be shown',
  statement: `${GIVEN} ${RATES_GIVEN_STAYING}`,
  slack: EVERY_STEP_SLACK,
  reason:
    "A run stopped at its exit keeps E M_t = 0, so eq. 12 gives E sum eta_k L'(w_k) <= R/2 for the sum up to the exit. No term is negative, so the runs that stay have at most that: p times their mean. eta_k >= t^(-alpha), and convexity, give the first display. L' may rise along a path here, so that Chebyshev's inequality of thm-3.3/either@repaired is not to be had. The second is Cauchy-Schwarz and Jensen, under any law.",
  ...givenStaying((at, t, { probability, averageLoss, average }, slack) => {
    const budget = side(...stoppedBudget(at, t).map((one) => times(power(t, at.alpha - 1) / 2, one)));
    recordOrder(slack, t, side(times(probability, term(averageLoss))), budget, "p E L'(wbar_t)");
    const radius = times(-1 / at.reach, logarithm(times(at.data.n / at.active.length, term(averageLoss))));
    recordOrder(slack, t, side(radius), side(term(norm(average))), "-(1/B) ln((n/|J|) E L'(wbar_t))");
  }),
});
