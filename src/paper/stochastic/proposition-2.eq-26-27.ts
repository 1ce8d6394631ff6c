/** Eqs. 26 and 27: each draw moves each inner product by at least a known amount while a sample is misclassified. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import { everySample, sample } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { largest } from '../../numerics/lists.js';
import { norm } from '../../numerics/vector.js';
import { IDLE_DRAW } from '../setting/defects.js';
import { isCorrect } from './combes-data.js';
import { drawMoves, judgedDraws, movement } from './combes-draws.js';
import { combesRuns } from './combes-run.js';
import { prove } from './proposition-2.eq-26-27.certificate.js';
import { leastMoveForCoq } from './proposition-2.eq-26-27.coq.js';

/** Judges every draw, or only those of active samples. */
const leastMoves = ({ onlyActive }: { readonly onlyActive: boolean }) =>
  combesRuns({
    count: 300,
    judge({ least: { data, within, across }, slack, each }) {
      const reach = largest(data.positives.map((i) => norm(sample(data, i))));
      let judged = 0;
      let silent = 0;
      each((before, after, eta) => {
        if (everySample(data).every((i) => isCorrect(data, before.w, i))) return false;
        const active = drawMoves(data, before);
        if (!active) silent++;
        if (onlyActive && !active) return true;
        judged++;
        const damping = exp(-norm(before.w) * reach);
        for (let j = 0; j < data.n; j++) {
          const { move, rounding, unit } = movement(data, before, after, eta, j);
          const least = data.y[j] === 1 ? Math.min(damping * within.positive, across) : Math.min(damping * across, within.negative);
          slack.record(
            move - (eta * least) / unit,
            rounding,
            before.k,
            () => `w.x_${j} moves by ${move * unit}, where at least ${eta * least} is claimed`,
          );
        }
        return true;
      });
      return judgedDraws('a step with a misclassified sample is judged', slack, { silent, judged });
    },
  });

const stated = {
  source: 'Appendix G, eqs. 26 and 27',
  slack: '(move - bound) / (eta |x_sample| |x_j|), smallest over such steps',
};

/** At every such step. */
export const leastMove = defineClaim({
  ...stated,
  id: 'prop-2/eq-26-27',
  defect: IDLE_DRAW,
  statement:
    'Combes-style data: while misclassified samples exist, each step moves every w.x_j in the right direction by at least eta min{ exp(-C D) e++, e+- } (positives) or eta min{ exp(-C D) e+-, e-- } (negatives). Here C >= |w_t|, D = max |x_i| over I+, and e++, e+-, e-- are the least |x_i.x_j| among positives, across the classes and among negatives.',
  reason: 'As for prop-2/eq-25: a drawn sample that is inactive moves nothing.',
  required: { 'draw:inactive': 0.2, 'draw:judged': 0.3 },
  ...leastMoves({ onlyActive: false }),
  certify: certifier(prove),
  coq: leastMoveForCoq,
});

/** At every such step whose drawn sample is active. */
export const leastMoveRepaired = defineClaim({
  ...stated,
  id: 'prop-2/eq-26-27@repaired',
  reading: 'repaired',
  statement:
    'Combes-style data: while misclassified samples exist, each step whose drawn sample is active moves every w.x_j in the right direction by at least the bounds of eqs. 26 and 27.',
  reason: 'An active positive has e^(-w.x) >= exp(-C D), an active negative e^(w.x) > 1.',
  required: { 'draw:judged': 0.3 },
  ...leastMoves({ onlyActive: true }),
});
