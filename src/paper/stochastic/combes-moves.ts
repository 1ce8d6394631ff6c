/** Proposition 2, eqs. 25 to 27: by how much each draw moves each inner product. */

import type { Claim } from '../../claim/claim.js';
import { holds, method } from '../../claim/hypotheses.js';
import type { Snapshot } from '../../claim/snapshot.js';
import { type Dataset, sample } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { dot, norm } from '../../numerics/vector.js';
import { combesClaim, correct, movement } from './combes-setting.js';

const active = (data: Dataset, step: Snapshot): boolean => dot(step.w, sample(data, step.sample)) > 0;

/** Eq. 25, for every draw or only where the drawn sample is active. */
function everyMove(fields: Parameters<typeof combesClaim>[0], activeOnly: boolean): Claim {
  return combesClaim(
    fields,
    300,
    () => [],
    ({ least: { data }, slack, each }) => {
      let silent = 0;
      let judged = 0;
      each((before, after, eta) => {
        const moves = active(data, before);
        if (!moves) silent++;
        if (activeOnly && !moves) return;
        judged++;
        for (let j = 0; j < data.n; j++) {
          const { move, rounding, unit } = movement(data, before, after, eta, j);
          // The exact size of the move is known in advance; strict positivity is judged against it, zero counts as -1.
          const expected =
            (eta *
              exp(-data.y[before.sample]! * Math.max(0, dot(before.w, sample(data, before.sample)))) *
              Math.abs(dot(sample(data, before.sample), sample(data, j)))) /
            unit;
          const slackOf = moves ? move / expected : move - 1;
          slack.record(slackOf, moves ? rounding / expected : 0, before.k, () =>
            moves ? `sample ${j} moves by ${move * unit}` : `sample ${before.sample} is drawn while inactive, and nothing moves`,
          );
        }
      });
      const conclusion = slack.conclusion();
      return {
        further: [holds(method('judged', 'a step is judged'), conclusion !== undefined)],
        ...(conclusion === undefined ? {} : { conclusion }),
        labels: [...(silent > 0 ? [['draw', 'inactive'] as const] : []), ...(judged > 0 ? [['draw', 'judged'] as const] : [])],
      };
    },
  );
}

const strictMove = everyMove(
  {
    id: 'prop-2/eq-25',
    reading: 'as-printed',
    kind: 'every t',
    method: 'exact',
    source: 'Appendix G, eq. 25 and the display after it',
    statement: 'Combes-style data: y_j (w_{t+1} - w_t).x_j > 0 for every sample j at every SGD step.',
    slack: 'y_j (w_{t+1} - w_t).x_j relative to its exact size where the drawn sample is active; -1 where nothing moves',
    reason: 'A drawn sample with w.x <= 0 has gradient zero, so the step is zero and so is every inner product.',
    required: { 'draw:inactive': 0.3 },
  },
  false,
);

const strictMoveRepaired = everyMove(
  {
    id: 'prop-2/eq-25@repaired',
    reading: 'repaired',
    kind: 'every t',
    method: 'exact',
    source: 'Appendix G, eq. 25 and the display after it',
    statement:
      'Combes-style data: y_j (w_{t+1} - w_t).x_j > 0 for every sample j at every SGD step whose drawn sample is active; every other step is zero.',
    slack: 'y_j (w_{t+1} - w_t).x_j relative to its exact size, smallest over such steps',
    reason: 'The step is eta e^(-y v) y x_drawn, and y y_j x_drawn.x_j > 0 by the condition on the data.',
    required: { 'draw:judged': 0.5 },
  },
  true,
);

/** Eqs. 26 and 27, for every draw or only where the drawn sample is active. */
function leastMove(fields: Parameters<typeof combesClaim>[0], activeOnly: boolean): Claim {
  return combesClaim(
    fields,
    300,
    () => [],
    ({ least, slack, each }) => {
      const { data, within, across } = least;
      const reach = Math.max(...data.positives.map((i) => norm(sample(data, i))));
      let judged = 0;
      let silent = 0;
      each((before, after, eta) => {
        if (Array.from({ length: data.n }, (_, i) => i).every((i) => correct(data, before.w, i))) return false;
        const moves = active(data, before);
        if (!moves) silent++;
        if (activeOnly && !moves) return true;
        judged++;
        const damping = exp(-norm(before.w) * reach);
        for (let j = 0; j < data.n; j++) {
          const { move, rounding, unit } = movement(data, before, after, eta, j);
          const least = data.y[j] === 1 ? Math.min(damping * within.positive, across) : Math.min(damping * across, within.negative);
          slack.record(
            move - (eta * least) / unit,
            rounding,
            before.k,
            () => `w.x_${j} moves by ${move * unit}, claimed is at least ${eta * least}`,
          );
        }
        return true;
      });
      const conclusion = slack.conclusion();
      return {
        further: [holds(method('judged', 'a step with a misclassified sample is judged'), conclusion !== undefined)],
        ...(conclusion === undefined ? {} : { conclusion }),
        labels: [...(silent > 0 ? [['draw', 'inactive'] as const] : []), ...(judged > 0 ? [['draw', 'judged'] as const] : [])],
      };
    },
  );
}

const leastMovePrinted = leastMove(
  {
    id: 'prop-2/eq-26-27',
    reading: 'as-printed',
    kind: 'every t',
    method: 'exact',
    source: 'Appendix G, eqs. 26 and 27',
    statement:
      'Combes-style data: while misclassified samples exist, each step moves every w.x_j in the right direction by at least eta min{ exp(-C D) e++, e+- } (positives) or eta min{ exp(-C D) e+-, e-- } (negatives), C >= |w_t|, D = max |x_i| over I+.',
    slack: '(move - bound) / (eta |x_sample| |x_j|), smallest over such steps',
    reason: 'As for prop-2/eq-25: a drawn sample that is inactive moves nothing.',
    required: { 'draw:inactive': 0.2, 'draw:judged': 0.3 },
  },
  false,
);

const leastMoveRepaired = leastMove(
  {
    id: 'prop-2/eq-26-27@repaired',
    reading: 'repaired',
    kind: 'every t',
    method: 'exact',
    source: 'Appendix G, eqs. 26 and 27',
    statement:
      'Combes-style data: while misclassified samples exist, each step whose drawn sample is active moves every w.x_j in the right direction by at least the bounds of eqs. 26 and 27.',
    slack: '(move - bound) / (eta |x_sample| |x_j|), smallest over such steps',
    reason: 'An active positive has e^(-w.x) >= exp(-C D), an active negative e^(w.x) > 1.',
    required: { 'draw:judged': 0.3 },
  },
  true,
);

/** Claims about every move. */
export const moveClaims: readonly Claim[] = [strictMove, strictMoveRepaired, leastMovePrinted, leastMoveRepaired];
