/** Theorem 3.4 in W_J. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import { HOLDS_FAR_OUT } from '../setting/average-claim.js';
import { ARGMIN } from '../setting/defects.js';
import { definitionSlip } from '../setting/definition-slip.js';
import { averageInRegion } from './average-in-region.js';
import { prove } from './theorem-3-4.local.certificate.js';
import { meanInPartForCoq } from './theorem-3-4.local.coq.js';

/** With the printed definition of w^+_J. */
export const averageLocal = defineClaim({
  id: 'thm-3.4/local',
  defect: ARGMIN,
  source: 'Theorem 3.4, second part, with the definition of w^+_J before theorem 3.2',
  statement: 'With argmin_{|w|=1} max_{i in J} w.x_i as w^+_J, all iterates in W_J: |E wbar_t/|E wbar_t| - w^+_J|^2 = O(1/ln t).',
  reason: definitionSlip,
  ...averageInRegion('local', { direction: 'printed' }),
  certify: certifier(prove),
  coq: meanInPartForCoq,
});

/** With the max-margin direction of J for w^+_J. */
export const averageLocalIntended = defineClaim({
  id: 'thm-3.4/local@intended',
  reading: 'as-intended',
  source: 'Theorem 3.4, second part',
  statement: 'All iterates in W_J, w^+_J the max-margin direction of J: |E wbar_t/|E wbar_t| - w^+_J|^2 = O(1/ln t).',
  reason: HOLDS_FAR_OUT,
  ...averageInRegion('local', { direction: 'max-margin' }),
});
