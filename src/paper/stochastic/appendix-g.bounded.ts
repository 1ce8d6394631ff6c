/** Appendix G: while samples are misclassified |w_t| is bounded, with the bound. */

import { concluded } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { holds, method } from '../../claim/hypotheses.js';
import { labelIf } from '../../claim/label.js';
import { everySample, sample } from '../../data/dataset.js';
import { largest, smallest } from '../../numerics/lists.js';
import { gamma } from '../../numerics/rounding.js';
import { distance, dot, norm } from '../../numerics/vector.js';
import { isCorrect } from './combes-data.js';
import { combesRuns } from './combes-run.js';

/** w_t cannot go further than its own start lets a misclassified sample stay misclassified. */
export const boundedWhileWrong = defineClaim({
  id: 'app-g/bounded',
  kind: 'every t',
  source: 'Appendix G, first part: |w_t| < infinity when there exist misclassified samples',
  statement:
    'Combes-style data: while some samples are misclassified |w_t| is bounded. Judged by more: |w_t - w_0| <= min_j |w_0.x_j| max_i |x_i| / |x_i.x_j| over the misclassified j, a bound that no draw changes.',
  slack: '1 - |w_t - w_0| / bound, smallest over the steps at which a sample is misclassified; 1 where w_t = w_0',
  reason:
    'w_t = w_0 + sum a_i y_i x_i with a_i >= 0, and every term moves w.x_j to its right side. While j is misclassified the terms have not made up for w_0.x_j: sum a_i |x_i.x_j| <= |w_0.x_j|. So sum a_i |x_i| is at most |w_0.x_j| max_i |x_i| / |x_i.x_j|. The proof in the paper argues from an infinite |w_t| and gives no bound.',
  required: { 'wrong:moved': 0.3 },
  ...combesRuns({
    count: 300,
    judge({ least: { data }, start, slack, each }) {
      let moved = false;
      let seen = false;
      const reach = Array.from({ length: data.n }, (_, j) => {
        const x = sample(data, j);
        return Math.abs(dot(start, x)) * largest(everySample(data).map((i) => norm(sample(data, i)) / Math.abs(dot(sample(data, i), x))));
      });
      each((_, after) => {
        const bounds = reach.filter((_, j) => !isCorrect(data, after.w, j));
        if (bounds.length === 0) return false;
        const bound = smallest(bounds);
        seen = true;
        const way = distance(after.w, start);
        if (way > 0) moved = true;
        const rounding = bound === 0 ? 0 : (gamma(16 * (data.d + after.k)) * (norm(start) + norm(after.w))) / bound;
        slack.record(way === 0 ? 1 : 1 - way / bound, rounding, after.k, () => `|w_t - w_0| is ${way}, and ${bound} at most`);
        return true;
      });
      return {
        further: [holds(method('judged', 'some sample is misclassified after a step'), seen)],
        ...concluded(slack, 'every step is lost in rounding'),
        labels: labelIf(moved, 'wrong', 'moved'),
      };
    },
  }),
});
