/** The abstract's form of theorem 3.4: E wbar_t divided by E|wbar_t|. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import { ARGMIN } from '../setting/defects.js';
import { definitionSlip } from '../setting/definition-slip.js';
import { averageInRegion } from './average-in-region.js';
import { prove } from './theorem-3-4.abstract.certificate.js';
import { meanInRegionForCoq } from './theorem-3-4.global.coq.js';

const source = 'Abstract and section 1.1';

/** With the printed definition of w^+. */
export const meanLength = defineClaim({
  id: 'thm-3.4/abstract',
  defect: ARGMIN,
  source: `${source}, with the definition of w^+ before theorem 3.2`,
  statement:
    'With argmin_{|w|=1} max_{i in I+} w.x_i as w^+, all iterates in the separable region: |E wbar_t/E|wbar_t| - w^+|^2 = O(1/ln t).',
  reason: definitionSlip,
  ...averageInRegion('separable', { direction: 'printed', dividedBy: 'mean-length', anyReach: true }),
  certify: certifier(prove),
  coq: meanInRegionForCoq,
});

/** With the max-margin direction for w^+. */
export const meanLengthIntended = defineClaim({
  id: 'thm-3.4/abstract@intended',
  reading: 'as-intended',
  source,
  statement:
    'All iterates in the separable region, w^+ the max-margin direction of the positives: |E wbar_t/E|wbar_t| - w^+|^2 = O(1/ln t).',
  reason:
    'SGD stays within a fixed distance of its mean flow in the mean square, so E|wbar_t| and |E wbar_t| differ by a bounded number, while both grow like ln t. The rest is thm-3.4/global@intended.',
  ...averageInRegion('separable', { direction: 'max-margin', dividedBy: 'mean-length', anyReach: true }),
});
