/** Eq. 13: how far SGD's iterates are from any u, at steps that no enumeration reaches. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import type { IntervalRecord } from '../../claim/interval-record.js';
import { known, scaled } from '../../monte-carlo/estimate.js';
import { dot, plusMultiple } from '../../numerics/vector.js';
import { DIVISOR } from '../setting/sgd-defects.js';
import { comparison } from './amounts.js';
import { eq13ForCoq } from './displays.coq.js';
import { alongTheWay, distanceAndLosses, lossAtVector, pathSlack, rateSum } from './long-run-amounts.js';
import type { LongRunView } from './long-run-view.js';
import { byLongRuns, INTERVAL_SLACK, RANGE } from './long-runs.js';
import type { Normalisation } from './normalisation.js';
import { prove } from './proposition-1.eq-13.long.certificate.js';

const statement =
  'E|w_t - u|^2 + (2 - B^2) sum eta_k E L(w_k) <= |w_0 - u|^2 + 2 (sum eta_k) L(u), for u = 0, a drawn u, u = (ln t / gamma) w^+ and a u on the way of the mean.';
const stated = { source: 'Appendix D, eq. 13', slack: INTERVAL_SLACK };

/** The vectors u that one step looks at. */
const vectors = (at: LongRunView): readonly Float64Array[] => [at.start.map(() => 0), at.vector(), comparison(at, at.t), alongTheWay(at)];
const AIM = { shares: () => 8, drift: true } as const;

const judge =
  (loss: Normalisation) =>
  (at: LongRunView, record: IntervalRecord): void => {
    for (const u of vectors(at)) {
      const left = distanceAndLosses(at, u, loss);
      const away = plusMultiple(at.start, -1, u);
      const right = [known(dot(away, away)), scaled(2 * rateSum(at, 1), lossAtVector(at, u, loss))];
      record.order(at.t, [left], right, 'E|w_t - u|^2 + (2 - B^2) sum');
      const size = left.value + right.reduce((sum, { value }) => sum + value, 0);
      record.atLeastZero(at.t, pathSlack(at, u, loss), size, 'the slack along the paths');
    }
  };

/** With L as eqs. 7 and 8 print it. */
export const distanceToAnyLong = defineClaim({
  ...stated,
  id: 'prop-1/eq-13/long',
  defect: DIVISOR,
  statement: `${statement} ${RANGE}`,
  reason:
    'As prop-1/eq-13: with few active samples E|w_t - u|^2 falls by (n+/n) 2 sum eta_k E L(w_k), not by 2 sum eta_k E L(w_k), and L(u) does not make up for it.',
  ...byLongRuns(judge('reduced'), { ...AIM, silent: 'many' }),
  certify: certifier(prove),
  coq: eq13ForCoq,
});

/** With L - L* for L. */
export const distanceToAnyLongIntended = defineClaim({
  ...stated,
  id: 'prop-1/eq-13/long@intended',
  reading: 'as-intended',
  statement: `${statement} Here L stands for L - L*. ${RANGE}`,
  reason:
    'As prop-1/eq-13@intended. The slack is the mean of terms that are not negative path by path, so that its sign is certain and its size is seen.',
  ...byLongRuns(judge('excess'), AIM),
});
