/** Proposition 2: a sample that is classified correctly stays so. */

import { concluded } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { holds, method } from '../../claim/hypotheses.js';
import { labelIf } from '../../claim/label.js';
import { everySample } from '../../data/dataset.js';
import { isCorrect } from './combes-data.js';
import { movement } from './combes-draws.js';
import { combesRuns } from './combes-run.js';

/** Every correctly classified sample stays so, at every step. */
export const stays = defineClaim({
  id: 'prop-2/stays',
  source: 'Appendix G, after eq. 25',
  statement:
    'Combes-style data: a sample classified correctly at step t (w.x > 0 for positives, <= 0 for negatives) is classified correctly at step t + 1.',
  slack:
    'y_j (w_{t+1} - w_t).x_j / (eta |x_sample| |x_j|) for correctly classified j, or 1 while all stay correct; smallest over the steps',
  reason: 'Every step moves each y_j w.x_j up or not at all (prop-2/eq-25@repaired).',
  required: { 'stays:seen': 0.5 },
  ...combesRuns({
    count: 300,
    judge({ least: { data }, slack, each }) {
      const samples = everySample(data);
      let seen = 0;
      each((before, after, eta) => {
        for (const j of samples) {
          if (!isCorrect(data, before.w, j)) continue;
          seen++;
          const lost = !isCorrect(data, after.w, j);
          const { move, rounding } = movement(data, before, after, eta, j);
          slack.record(
            lost ? Math.min(move, 0) : 1,
            lost ? rounding : 0,
            before.k,
            () => `sample ${j} is correctly classified at step ${before.k} and not at the next`,
          );
        }
      });
      return {
        further: [holds(method('judged', 'some sample is correctly classified at some step'), seen > 0)],
        ...concluded(slack, 'every step is lost in rounding'),
        labels: labelIf(seen > 0, 'stays', 'seen'),
      };
    },
  }),
});
