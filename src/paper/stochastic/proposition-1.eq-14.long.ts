/** Eq. 14: how far SGD's iterates are from u = (ln t / gamma) w^+, at steps that no enumeration reaches. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import type { IntervalRecord } from '../../claim/interval-record.js';
import { added, known, scaled } from '../../monte-carlo/estimate.js';
import { dot, plusMultiple } from '../../numerics/vector.js';
import { DIVISOR } from '../setting/sgd-defects.js';
import { comparison } from './amounts.js';
import { eq14ForCoq } from './displays.coq.js';
import { budgetOf, distanceAndLosses, lossAtVector, pathSlack, rateSum } from './long-run-amounts.js';
import type { LongRunView } from './long-run-view.js';
import { byLongRuns, INTERVAL_SLACK, RANGE } from './long-runs.js';
import type { Normalisation } from './normalisation.js';
import { prove } from './proposition-1.eq-14.long.certificate.js';

const statement =
  'With u = (ln t / gamma) w^+: E|w_t - u|^2 + (2 - B^2) sum eta_k E L(w_k) <= |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha).';
const stated = { source: 'Appendix D, eq. 14', slack: INTERVAL_SLACK };

const AIM = { shares: () => 2, drift: true } as const;

const judge =
  (loss: Normalisation) =>
  (at: LongRunView, record: IntervalRecord): void => {
    const u = comparison(at, at.t);
    const left = distanceAndLosses(at, u, loss);
    const right = budgetOf(at);
    record.order(at.t, [left], right, 'E|w_t - u|^2 + (2 - B^2) sum');
    // Eq. 14 replaces |w_0 - u|^2 + 2 (sum eta_k) L(u) by its right side, which is known.
    const away = plusMultiple(at.start, -1, u);
    const given = added(...right, known(-dot(away, away)), scaled(-2 * rateSum(at, 1), lossAtVector(at, u, loss)));
    const size = left.value + right.reduce((sum, { value }) => sum + value, 0);
    record.atLeastZero(at.t, added(given, pathSlack(at, u, loss)), size, 'the slack along the paths');
  };

/** With L as eqs. 7 and 8 print it. */
export const distanceToComparisonLong = defineClaim({
  ...stated,
  id: 'prop-1/eq-14/long',
  defect: DIVISOR,
  statement: `${statement} ${RANGE}`,
  reason: 'As prop-1/eq-14, from eq. 13.',
  ...byLongRuns(judge('reduced'), { ...AIM, silent: 'many' }),
  certify: certifier(prove),
  coq: eq14ForCoq,
});

/** With L - L* for L. */
export const distanceToComparisonLongIntended = defineClaim({
  ...stated,
  id: 'prop-1/eq-14/long@intended',
  reading: 'as-intended',
  statement: `${statement} Here L stands for L - L*. ${RANGE}`,
  reason: 'As prop-1/eq-14@intended.',
  ...byLongRuns(judge('excess'), AIM),
});
