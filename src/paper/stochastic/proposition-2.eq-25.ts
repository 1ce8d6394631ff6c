/** Eq. 25 and the display after it: each draw moves each inner product in the right direction. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import { labelOf, sample } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { dot } from '../../numerics/vector.js';
import { IDLE_DRAW } from '../setting/defects.js';
import { drawMoves, judgedDraws, movement } from './combes-draws.js';
import { combesRuns } from './combes-run.js';
import { prove } from './proposition-2.eq-25.certificate.js';
import { nothingMovesForCoq } from './proposition-2.eq-25.coq.js';

/** Judges every draw, or only those of active samples. */
const moves = ({ onlyActive }: { readonly onlyActive: boolean }) =>
  combesRuns({
    count: 300,
    judge({ least: { data }, slack, each }) {
      let silent = 0;
      let judged = 0;
      each((before, after, eta) => {
        const active = drawMoves(data, before);
        if (!active) silent++;
        if (onlyActive && !active) return;
        judged++;
        for (let j = 0; j < data.n; j++) {
          const { move, rounding, unit } = movement(data, before, after, eta, j);
          // The exact size of the move is known in advance; strict positivity is judged against it, zero counts as -1.
          const expected =
            (eta *
              exp(-labelOf(data, before.sample) * Math.max(0, dot(before.w, sample(data, before.sample)))) *
              Math.abs(dot(sample(data, before.sample), sample(data, j)))) /
            unit;
          const slackOf = active ? move / expected : move - 1;
          slack.record(slackOf, active ? rounding / expected : 0, before.k, () =>
            active ? `sample ${j} moves by ${move * unit}` : `sample ${before.sample} is drawn while inactive, and nothing moves`,
          );
        }
      });
      return judgedDraws('a step is judged', slack, { silent, judged });
    },
  });

const stated = { source: 'Appendix G, eq. 25 and the display after it' };

/** At every step. */
export const strictMove = defineClaim({
  ...stated,
  id: 'prop-2/eq-25',
  defect: IDLE_DRAW,
  statement: 'Combes-style data: y_j (w_{t+1} - w_t).x_j > 0 for every sample j at every SGD step.',
  slack: 'y_j (w_{t+1} - w_t).x_j relative to its exact size where the drawn sample is active; -1 where nothing moves',
  reason: 'A drawn sample with w.x <= 0 has gradient zero, so the step is zero and so is every inner product.',
  required: { 'draw:inactive': 0.3 },
  ...moves({ onlyActive: false }),
  certify: certifier(prove),
  coq: nothingMovesForCoq,
});

/** At every step whose drawn sample is active. */
export const strictMoveRepaired = defineClaim({
  ...stated,
  id: 'prop-2/eq-25@repaired',
  reading: 'repaired',
  statement:
    'Combes-style data: y_j (w_{t+1} - w_t).x_j > 0 for every sample j at every SGD step whose drawn sample is active; every other step is zero.',
  slack: 'y_j (w_{t+1} - w_t).x_j relative to its exact size, smallest over such steps',
  reason: 'The step is eta e^(-y v) y x_drawn, and y y_j x_drawn.x_j > 0 by the condition on the data.',
  required: { 'draw:judged': 0.5 },
  ...moves({ onlyActive: true }),
});
