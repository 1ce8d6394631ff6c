/** Lemma F.4: E w_k along the max-margin direction, by its loss, on exact expectations. */

import { defineClaim } from '../../claim/define.js';
import { log } from '../../numerics/elementary.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { dot, norm } from '../../numerics/vector.js';
import { lossAt, stepAt } from './enumerated-amounts.js';
import { atEveryStep, STEPS_SLACK } from './enumeration.js';
import { logarithm, recordOrder, side, type Term, times } from './sides.js';

/** A small loss takes a long way along w^+. */
export const alongMaxMargin = defineClaim({
  id: 'lem-f4',
  source: 'Lemma F.4',
  statement: '-E w_k.w^+ <= (1/gamma) (ln E L(w_k) + ln n+) with L = (1/n+) times the sum over I+ (J in W_J).',
  slack: STEPS_SLACK,
  reason:
    'With w^+ = X^T q / gamma and q on the simplex, -gamma E w.w^+ is a mean of the -E w.x_i. So it is at most ln sum_i exp(-E w.x_i) <= ln(n+ E L(w)). Equality holds where n+ = 1 and w is not random.',
  ...atEveryStep(
    (at, k, slack) => {
      const { iterate, bounds } = stepAt(at, k);
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
    },
    { from: 0 },
  ),
});
