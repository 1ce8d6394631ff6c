/** Section 4.2 and appendix H: K hidden neurons with fixed output weights, under gradient descent and SGD. */

import type { Claim } from '../../claim/claim.js';
import { direction, directionIntended } from './theorem-4-1.direction.js';
import { proportional } from './theorem-4-1.eq-29.js';
import { purity } from './theorem-4-1.purity.js';
import { reduction, reductionIntended } from './theorem-4-1.reduction.js';
import { signs } from './theorem-4-1.signs.js';
import { averagedDirection, averagedDirectionIntended } from './theorem-4-2.direction.js';
import { stochasticPurity } from './theorem-4-2.purity.js';

/** Claims of section 4.2. */
export const networkClaims: readonly Claim[] = [
  signs,
  purity,
  proportional,
  reduction,
  reductionIntended,
  direction,
  directionIntended,
  stochasticPurity,
  averagedDirection,
  averagedDirectionIntended,
];
