/** Theorem 3.4 in the separable region. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import { HOLDS_FAR_OUT } from '../setting/average-claim.js';
import { ARGMIN } from '../setting/defects.js';
import { definitionSlip } from '../setting/definition-slip.js';
import { averageInRegion } from './average-in-region.js';
import { prove } from './theorem-3-4.global.certificate.js';
import { meanInRegionForCoq } from './theorem-3-4.global.coq.js';

/** With the printed definition of w^+. */
export const averageGlobal = defineClaim({
  id: 'thm-3.4/global',
  defect: ARGMIN,
  source: 'Theorem 3.4, with the definition of w^+ before theorem 3.2',
  statement:
    'With argmin_{|w|=1} max_{i in I+} w.x_i as w^+, all iterates in the separable region: |E wbar_t/|E wbar_t| - w^+|^2 = O(1/ln t).',
  reason: definitionSlip,
  ...averageInRegion('separable', { direction: 'printed' }),
  certify: certifier(prove),
  coq: meanInRegionForCoq,
});

/** With the max-margin direction for w^+. */
export const averageGlobalIntended = defineClaim({
  id: 'thm-3.4/global@intended',
  reading: 'as-intended',
  source: 'Theorem 3.4',
  statement:
    'All iterates in the separable region, w^+ the max-margin direction of the positives: |E wbar_t/|E wbar_t| - w^+|^2 = O(1/ln t).',
  reason: HOLDS_FAR_OUT,
  ...averageInRegion('separable', { direction: 'max-margin' }),
});
