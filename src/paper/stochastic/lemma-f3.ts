/** Lemma F.3: how far ln E L falls, on exact expectations. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import type { SlackRecord } from '../../claim/slack.js';
import { wholePower } from '../../numerics/elementary.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { DIVISOR } from '../setting/sgd-defects.js';
import { logLossForCoq } from './displays.coq.js';
import { lossAt, stepAt } from './enumerated-amounts.js';
import { atEveryStep, type EnumeratedCase, STEPS_SLACK } from './enumeration.js';
import { prove } from './lemma-f3.certificate.js';
import { divisor, type Normalisation } from './normalisation.js';
import { lengthOf, logarithm, recordOrder, side, sumBefore, type Term, times } from './sides.js';

/** g_p = |E grad L(w_p)| / E L(w_p), the same in either normalisation. */
function slope(at: EnumeratedCase, p: number): Term {
  const { gradient, bounds, loss } = stepAt(at, p);
  const [length, error] = lengthOf(gradient, bounds.gradient);
  return [length / loss.excess, (error + (length / loss.excess) * bounds.loss) / loss.excess];
}

/** How the displays are read: what L is divided by, and which step size eta_{p+1} is: eta_p of the theorem, or its eta_{p+1}. */
interface Form {
  readonly loss: Normalisation;
  readonly shift: 0 | 1;
}

/** sum_{p<k} -eh_{p+1} g_p f_p, where eh_{p+1} = eta_{p+1} E L(w_p). */
function fall(at: EnumeratedCase, k: number, { loss, shift }: Form, factor: (p: number) => Term): Term {
  return sumBefore(k, (p) => {
    const [value, error] = lossAt(at, p, loss);
    const [g, gError] = slope(at, p);
    const [f, fError] = factor(p);
    return times(-at.eta(p + shift), [value * g * f, error * g * f + value * (gError * f + g * fError)]);
  });
}

/** (B^4 S / 2) sum_{p<k} eta_{p+1}^2. */
function rise(at: EnumeratedCase, k: number, { loss, shift }: Form): Term {
  const largest = (at.expectations.largestActiveLoss * at.data.n) / divisor(at, loss);
  return times(
    (wholePower(at.reach, 4) * largest) / 2,
    sumBefore(k, (p) => [at.eta(p + shift) ** 2, roundingOf(16) * at.eta(p + shift) ** 2]),
  );
}

/** Records the lemma at step k, and g_p >= gamma. */
export const recordLogLoss =
  (form: Form) =>
  (at: EnumeratedCase, k: number, slack: SlackRecord): void => {
    const { loss } = form;
    const left = side(logarithm(lossAt(at, k, loss)));
    const begin = logarithm(lossAt(at, 0, loss));
    const risen = rise(at, k, form);
    const byMargin = fall(at, k, form, () => [at.gamma, roundingOf(2) * at.gamma]);
    const bySlope = fall(at, k, form, (p) => slope(at, p));
    recordOrder(slack, k, left, side(begin, byMargin, risen), 'ln E L(w_k)');
    recordOrder(slack, k, left, side(begin, bySlope, risen), 'ln E L(w_k), with g_p^2');
    recordOrder(slack, k, side([at.gamma, 0]), side(slope(at, k - 1)), 'gamma against g_p');
  };

const stated = { source: 'Lemma F.3', slack: STEPS_SLACK };

/** With L as eqs. 7 and 8 print it. */
export const logLoss = defineClaim({
  ...stated,
  id: 'lem-f3',
  defect: DIVISOR,
  statement:
    'ln E L(w_k) <= ln L(w_0) - sum_{p<k} eh_{p+1} g_p gamma + (B^4 S / 2) sum_{p<k} eta^2 with L = (1/n+) times the sum over I+, and the same with g_p^2 for g_p gamma. Besides, g_p >= gamma. Here eta at step p is (p+1)^(-alpha).',
  reason:
    'One step lowers E L by eta E grad L.grad l(w, z) = eta (n+/n) E|grad L|^2 and not by eta E|grad L|^2, so the sum must carry n+/n. A small B^4 and n+ = n/2 show this already at k = 1.',
  ...atEveryStep(recordLogLoss({ loss: 'reduced', shift: 0 })),
  certify: certifier(prove),
  coq: logLossForCoq,
});

/** With L - L* for L. */
export const logLossIntended = defineClaim({
  ...stated,
  id: 'lem-f3@intended',
  reading: 'as-intended',
  statement:
    'ln E L(w_k) <= ln L(w_0) - sum_{p<k} eh_{p+1} g_p gamma + (B^4 S / 2) sum_{p<k} eta^2 with L - L* for L, also in eh and in S, and the same with g_p^2 for g_p gamma. Besides, g_p >= gamma.',
  reason:
    'By Taylor, E L falls by eta E|grad L|^2 >= eta g^2 (E L)^2 (Jensen) and rises by at most (eta^2/2) B^2 S E|grad l|^2 <= (eta^2/2) B^4 S E L, since L on the segment is at most S by convexity. The rest is 1 + x <= e^x, and g >= gamma by lemma F.2.',
  ...atEveryStep(recordLogLoss({ loss: 'excess', shift: 0 })),
});
