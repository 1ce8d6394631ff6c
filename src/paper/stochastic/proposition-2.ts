/** Proposition 2: SGD reaches the separable region in finite time. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import { sample } from '../../data/dataset.js';
import { smallest } from '../../numerics/lists.js';
import { gamma, UNIT_ROUNDOFF } from '../../numerics/rounding.js';
import { cosine } from '../../numerics/vector.js';
import { IDLE_DRAW } from '../setting/defects.js';
import { combesRuns } from './combes-run.js';
import { type DichotomyWatch, watchDichotomy } from './dichotomy.js';
import { prove } from './proposition-2.certificate.js';
import { silencedForCoq } from './proposition-2.coq.js';
import { isWithinReach, untilSettled } from './until-settled.js';

/** Steps of the run that looks for the separable region. */
const COUNT = 20_000;
/** Steps at each of which the inequalities of the dichotomy are looked at. */
const WATCHED = 1000;

/** From any start that is not such a local minimum. */
export const finiteTime = defineClaim({
  id: 'prop-2',
  defect: IDLE_DRAW,
  kind: 'finite',
  source: 'Proposition 2',
  slack: 'the least cosine of w with a y_i x_i, once the separable region is reached or no sample is active any more',
  statement:
    'Combes-style data, SGD not started in W_J with J empty: from a finite step on every iterate is in the linearly separable region.',
  reason:
    'If only negatives are active at the start, one step can push w.x_j below 0 for all of them before any positive becomes active. Then the gradient of every sample is zero for ever. The proof assumes that every draw moves w.',
  required: { 'start:no-positive-active': 0.1 },
  ...combesRuns({
    count: COUNT,
    further: (at) => [isWithinReach(at)],
    judge(at) {
      const { data } = at.least;
      const { kind, w, steps, why } = untilSettled(at);
      if (kind === 'open') return { undecided: why, labels: [['end', 'open']] };
      const least = smallest(Array.from(data.y, (y, i) => y * cosine(w, sample(data, i))));
      const stuck = kind === 'silent';
      return {
        conclusion: { slack: stuck ? least - UNIT_ROUNDOFF : least, rounding: gamma(4 * data.d + 8), step: steps, note: why },
        labels: [['end', kind]],
      };
    },
  }),
  certify: certifier(prove),
  coq: silencedForCoq,
});

/** The dichotomy, with what makes it come about. */
export const finiteTimeRepaired = defineClaim({
  id: 'prop-2@repaired',
  reading: 'repaired',
  kind: 'finite',
  source: 'Proposition 2, for any start',
  statement:
    'Combes-style data, any start with some sample active: SGD ends in the linearly separable region, or with no sample active, and the latter only if no positive was ever active. Judged at every step. Once a positive p is active, from step s on: exp(w_t.x_p) >= exp(w_s.x_p) + |x_p|^2 (sum of eta_k over the draws of p), and y_j (w_t - w_s).x_j >= r_j (w_t - w_s).x_p for every j, r_j the least |x_i.x_j| / |x_i.x_p| over i. Before that, each draw of an active negative lowers every w.x_j of a negative by eta_k min x_i.x_j at least.',
  slack:
    'the least of (left side - right side) / (sum of the sizes of all terms) over the steps; -1 where nothing is active though a positive was, or the bound on the time has passed outside the separable region',
  reason:
    'A draw of p raises v = w.x_p by c exp(-v) with c = eta_k |x_p|^2, and exp(v + c exp(-v)) >= exp(v) + c; other draws do not lower it. As p is drawn infinitely often and sum eta_k diverges, v grows beyond all bounds, almost surely, and with it every y_j w.x_j, by the second inequality. Without an active positive the draws of active negatives, of weight 1 at least, silence all negatives unless a positive wakes first.',
  required: { 'end:separable': 0.2, 'end:silent': 0.005, 'start:no-positive-active': 0.1 },
  ...combesRuns({
    count: WATCHED,
    judge(at) {
      const watch: DichotomyWatch = watchDichotomy(at);
      const { end, steps } = at.each((before, after, eta) => watch.see(before, after, eta));
      if (end === 'diverged') return { undecided: `the run leaves the range of float64 at step ${steps}`, labels: [] };
      return watch.result();
    },
  }),
});
