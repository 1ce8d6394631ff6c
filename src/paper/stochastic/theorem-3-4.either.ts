/** Theorem 3.4 as it is printed: the direction w^+ for runs that stay in the separable region or in W_J. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import { ARGMIN } from '../setting/defects.js';
import { definitionSlip } from '../setting/definition-slip.js';
import { ONE_LIMIT } from '../setting/sgd-defects.js';
import { averageInRegion } from './average-in-region.js';
import { eitherMaxMarginForCoq } from './either-region.coq.js';
import { prove, proveIntended } from './theorem-3-4.either.certificate.js';
import { eitherForCoq } from './theorem-3-4.either.coq.js';

const REGIONS = ['separable', 'local'] as const;

/** With the printed definition of w^+. */
export const eitherDirection = defineClaim({
  id: 'thm-3.4/either',
  defect: ARGMIN,
  source: 'Theorem 3.4, first display, either region, any B, with the definition of w^+ before theorem 3.2',
  statement:
    'With argmin_{|w|=1} max_{i in I+} w.x_i as w^+, every w_t in the separable region, or in W_J: |E wbar_t/|E wbar_t| - w^+|^2 = O(1/ln t).',
  reason: definitionSlip,
  required: { 'region:local': 0.1, 'region:separable': 0.1 },
  ...averageInRegion(REGIONS, { direction: 'printed', of: 'positives', anyReach: true }),
  certify: certifier(prove),
  coq: eitherForCoq,
});

/** With the max-margin direction of all positives for w^+. */
export const eitherDirectionIntended = defineClaim({
  id: 'thm-3.4/either@intended',
  defect: ONE_LIMIT,
  reading: 'as-intended',
  source: 'Theorem 3.4, first display, either region, any B',
  statement:
    'w^+ the max-margin direction of the positives, every w_t in the separable region, or in W_J: |E wbar_t/|E wbar_t| - w^+|^2 = O(1/ln t).',
  reason:
    'In W_J a positive outside J keeps wbar_t.x_i <= 0, while w^+.x_i >= gamma > 0. So the direction stays away from w^+, and tends to w^+_J, as the second display of the theorem says.',
  ...averageInRegion(REGIONS, { direction: 'max-margin', of: 'positives', anyReach: true }),
  certify: certifier(proveIntended),
  coq: eitherMaxMarginForCoq,
});

/** With the direction of the region that the run is in. */
export const eitherDirectionRepaired = defineClaim({
  id: 'thm-3.4/either@repaired',
  reading: 'repaired',
  source: 'Theorem 3.4, both displays, any B',
  statement:
    'Every w_t in the separable region, and w^+ the max-margin direction of the positives, or every w_t in W_J, and w^+_J that of J for w^+: |E wbar_t/|E wbar_t| - w^+|^2 = O(1/ln t), for data of any length.',
  reason:
    'As thm-3.4/global@intended and thm-3.4/local@intended. B enters through the constants alone: far out eta_k B^2 is small, and what came before T is divided by |E wbar_t|.',
  required: { 'region:local': 0.1, 'region:separable': 0.1 },
  ...averageInRegion(REGIONS, { direction: 'max-margin', anyReach: true }),
});
