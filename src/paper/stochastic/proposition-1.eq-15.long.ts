/** The display before eq. 15: what eq. 14 and step 2 give together, at steps that no enumeration reaches. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import type { IntervalRecord } from '../../claim/interval-record.js';
import { added, known, scaled, squared } from '../../monte-carlo/estimate.js';
import { DIVISOR } from '../setting/sgd-defects.js';
import { comparisonLength, startAlong } from './amounts.js';
import { eq15ForCoq } from './displays.coq.js';
import { budgetOf, estimateOf, weightedLosses } from './long-run-amounts.js';
import type { LongRunView } from './long-run-view.js';
import { byLongRuns, INTERVAL_SLACK, RANGE } from './long-runs.js';
import type { Normalisation } from './normalisation.js';
import { prove } from './proposition-1.eq-15.long.certificate.js';

const statement = '(w_0.w^+ + gamma sum eta_k E L(w_k) - ln t / gamma)^2 <= |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha).';
const stated = { source: 'Appendix D, display before eq. 15', slack: INTERVAL_SLACK };

const judge =
  (loss: Normalisation) =>
  (at: LongRunView, record: IntervalRecord): void => {
    const losses = scaled(at.gamma, weightedLosses(at, loss));
    const along = added(estimateOf(startAlong(at)), losses, known(-comparisonLength(at, at.t)));
    record.order(at.t, [squared(along)], budgetOf(at), 'the squared bound');
  };

/** With L as eqs. 7 and 8 print it. */
export const quadraticLong = defineClaim({
  ...stated,
  id: 'prop-1/eq-15/long',
  defect: DIVISOR,
  statement: `${statement} ${RANGE}`,
  reason: 'As prop-1/eq-15: with rare active samples the sum grows like t^(1 - alpha) for a long time.',
  ...byLongRuns(judge('reduced'), { slow: true, regions: ['separable'] }),
  certify: certifier(prove),
  coq: eq15ForCoq,
});

/** With L - L* for L. */
export const quadraticLongIntended = defineClaim({
  ...stated,
  id: 'prop-1/eq-15/long@intended',
  reading: 'as-intended',
  statement: `${statement} Here L stands for L - L*. ${RANGE}`,
  reason: 'As prop-1/eq-15@intended.',
  ...byLongRuns(judge('excess')),
});
