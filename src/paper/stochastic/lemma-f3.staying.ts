/** Lemma F.3 given that SGD stays: how far the logarithm of the mean loss falls. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import { log, wholePower } from '../../numerics/elementary.js';
import { nth } from '../../numerics/lists.js';
import { norm } from '../../numerics/vector.js';
import { GIVEN_STAYING } from '../setting/sgd-defects.js';
import { EVERY_STEP_SLACK } from './enumeration.js';
import { prove } from './lemma-f3.staying.certificate.js';
import { logLossGivenStayingForCoq } from './lemma-f3.staying.coq.js';
import { exactly, logarithm, recordOrder, side, sumBefore, type Term, times } from './sides.js';
import { givenStaying, term } from './staying.js';
import { GIVEN } from './staying-case.js';

const BOUND = "ln E L'(w_t) <= ln L'(w_0) - gamma sum_{p<t} eta_p |E grad L'(w_p)| + (B^4 S / 2) sum_{p<t} eta_p^2";
const MEANING =
  "Here L' is L less its limit, S the largest L' at an iterate that stays, and E at w_p given that w_0, ..., w_p are in the region. The same holds with g_p = |E grad L'(w_p)| / E L'(w_p) for gamma, which is at most g_p.";
const STATED = { source: 'Lemma F.3, conditional on staying', slack: EVERY_STEP_SLACK };

/** Judges the lemma with one more term on its right side, which depends on the probability of staying until t. */
function withCost(cost: (probability: number) => Term): ReturnType<typeof givenStaying> {
  return givenStaying((at, t, { loss, largestLoss, probability }, slack, steps) => {
    const left = side(logarithm(term(loss)));
    const begin = logarithm(term(nth(steps, 0).loss));
    const squares = sumBefore(t, (p) => exactly(at.eta(p) ** 2));
    const risen = times((wholePower(at.reach, 4) * largestLoss) / 2, squares);
    const fall = (slope: (g: number) => number): Term =>
      sumBefore(t, (p) => {
        const { loss: mean, gradient } = nth(steps, p);
        const length = norm(gradient);
        return times(-at.eta(p) * slope(length / mean), term(length));
      });
    for (const [slope, what] of [
      [() => at.gamma, "ln E L'(w_t)"],
      [(g: number) => g, "ln E L'(w_t), with g_p"],
    ] as const) {
      recordOrder(slack, t, left, side(begin, fall(slope), risen, cost(probability)), what);
    }
  });
}

/** As the lemma stands. */
export const logLossGivenStaying = defineClaim({
  ...STATED,
  id: 'lem-f3/staying@intended',
  reading: 'as-intended',
  defect: GIVEN_STAYING,
  statement: `${GIVEN} Then ${BOUND}. ${MEANING}`,
  reason:
    "The mean over the draws that stay is not the mean over all draws. Let x_1 and x_2 be two positives of length b at a right angle, beside a silent negative. Let each draw of x_1 lead out, and none of x_2. Of the draws that stay one in two is of x_2; of all draws one in three is. For small b the step takes eta b^2 l / 4 off ln E L', while the lemma takes off eta b^2 l / 3. What holds has the probability of staying in it (lem-f3/staying@repaired).",
  ...withCost(() => [0, 0]),
  certify: certifier(prove),
  coq: logLossGivenStayingForCoq,
});

/** With what a rare condition costs. */
export const logLossGivenStayingRepaired = defineClaim({
  ...STATED,
  id: 'lem-f3/staying@repaired',
  reading: 'repaired',
  statement: `${GIVEN} Then ${BOUND} + ln(1/p), p the probability of staying until t. ${MEANING}`,
  reason:
    "Let F_k be E L'(w_k) over the sequences that stay, 0 on others, which is p_k times the mean given staying. A draw that leaves counts 0, and 0 <= 1 - y + y^2/2 for each of its samples: so Taylor's bound, which holds for the draws that stay, holds for it as well. Summed over all n draws that is F_{k+1} <= F_k - eta E[|grad L'|^2; staying] + (eta^2/2) B^4 S F_k. Jensen given staying and ln(1 + x) <= x give the lemma for ln F_t, and ln F_t is ln p less than claimed.",
  ...withCost((probability) => exactly(-log(probability))),
});
