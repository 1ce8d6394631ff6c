/** Eq. 14: how far SGD's iterates are from u = (ln t / gamma) w^+, at steps that no enumeration reaches. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import type { IntervalRecord } from '../../claim/interval-record.js';
import { DIVISOR } from '../setting/defects.js';
import { comparison } from './amounts.js';
import { budgetOf, distanceAndLosses } from './long-run-amounts.js';
import type { LongRunView } from './long-run-view.js';
import { byLongRuns, INTERVAL_SLACK, RANGE } from './long-runs.js';
import type { Normalisation } from './normalisation.js';
import { prove } from './proposition-1.eq-14.long.certificate.js';

const statement =
  'With u = (ln t / gamma) w^+: E|w_t - u|^2 + (2 - B^2) sum eta_k E L(w_k) <= |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha).';
const stated = { source: 'Appendix D, eq. 14', slack: INTERVAL_SLACK };

const judge =
  (loss: Normalisation) =>
  (at: LongRunView, record: IntervalRecord): void =>
    record.order(at.t, [distanceAndLosses(at, comparison(at, at.t), loss)], budgetOf(at), 'E|w_t - u|^2 + (2 - B^2) sum');

/** With L as eqs. 7 and 8 print it. */
export const distanceToComparisonLong = defineClaim({
  ...stated,
  id: 'prop-1/eq-14/long',
  defect: DIVISOR,
  statement: `${statement} ${RANGE}`,
  reason: 'As prop-1/eq-14, from eq. 13.',
  ...byLongRuns(judge('reduced'), { silent: 'many' }),
  certify: certifier(prove),
});

/** With L - L* for L. */
export const distanceToComparisonLongIntended = defineClaim({
  ...stated,
  id: 'prop-1/eq-14/long@intended',
  reading: 'as-intended',
  statement: `${statement} Here L stands for L - L*. ${RANGE}`,
  reason: 'As prop-1/eq-14@intended.',
  ...byLongRuns(judge('excess')),
});
