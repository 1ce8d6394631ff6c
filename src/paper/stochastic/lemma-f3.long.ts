/** Lemma F.3: how far ln E L falls, at steps that no enumeration reaches. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import type { IntervalRecord } from '../../claim/interval-record.js';
import { known, logarithm, scaled } from '../../monte-carlo/estimate.js';
import { log, wholePower } from '../../numerics/elementary.js';
import { DIVISOR } from '../setting/sgd-defects.js';
import { logLossForCoq } from './displays.coq.js';
import { prove } from './lemma-f3.long.certificate.js';
import { gradientSum, lossOf, rateSum } from './long-run-amounts.js';
import type { LongRunView } from './long-run-view.js';
import { byLongRuns, INTERVAL_SLACK } from './long-runs.js';
import { ROUNDING } from './martingale.js';
import { enlargement, type Normalisation } from './normalisation.js';

const judge =
  (loss: Normalisation) =>
  (at: LongRunView, record: IntervalRecord): void => {
    const begin = at.ceilings.loss[1] * enlargement(at, loss);
    const rise = (wholePower(at.reach, 4) * begin * rateSum(at, 2)) / 2;
    record.order(
      at.t,
      [logarithm(lossOf(at, loss, 'loss'))],
      [known(log(begin), ROUNDING), scaled(-at.gamma * enlargement(at, loss), gradientSum(at)), known(rise)],
      'ln E L(w_k)',
    );
  };

const stated = { source: 'Lemma F.3', slack: INTERVAL_SLACK };
const AIM = { shares: () => 3, effort: 2 };

/** With L as eqs. 7 and 8 print it. */
export const logLossLong = defineClaim({
  ...stated,
  id: 'lem-f3/long',
  defect: DIVISOR,
  statement:
    'ln E L(w_k) <= ln L(w_0) - sum_{p<k} eh_{p+1} g_p gamma + (B^4 S / 2) sum_{p<k} eta^2 with L = (1/n+) times the sum over I+ and S = L(w_0), the largest loss on the path.',
  reason: 'As lem-f3: the sum in the middle must carry n+/n.',
  ...byLongRuns(judge('reduced'), AIM),
  certify: certifier(prove),
  coq: logLossForCoq,
});

/** With L - L* for L. */
export const logLossLongIntended = defineClaim({
  ...stated,
  id: 'lem-f3/long@intended',
  reading: 'as-intended',
  statement: 'The inequality of lem-f3/long with L - L* for L, also in eh and S.',
  reason: 'As lem-f3@intended.',
  ...byLongRuns(judge('excess'), AIM),
});
