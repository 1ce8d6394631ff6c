/** Theorem 3.1, case 1: directions that classify every sample correctly. */

import { defineClaim } from '../../claim/define.js';
import { holds, paper } from '../../claim/hypotheses.js';
import { directions, onDirections } from './directions.js';
import { limitSlack } from './far-out.js';

/** Case 1 as the theorem states it. */
export const caseOne = defineClaim({
  id: 'thm-3.1/1',
  chapter: 'landscape',
  kind: 'exact',
  source: 'Theorem 3.1, item 1',
  statement: 'If y_i w*.x_i > 0 for all i, then L(a w*) -> L* = n-/n.',
  slack: '1/2 - n |L(a w*) - L*| far out along w*',
  ...directions(['separable']),
  required: { 'region:separable': 0.8 },
  evaluate: onDirections(({ data, w, region, parts }) => ({
    hypotheses: [holds(paper('separating', 'y_i w*.x_i > 0 for all i'), region.kind === 'separable')],
    conclusion: limitSlack(data, w, data.negatives.length, parts),
  })),
});
