/** Section 4.2 and appendices H and I: K hidden neurons with fixed output weights, under gradient descent and SGD. */

import type { Claim } from '../../claim/claim.js';
import { growth, growthRepaired } from './appendix-i.growth.js';
import { scope, scopeRepaired } from './section-4-2.scope.js';
import { direction, directionIntended } from './theorem-4-1.direction.js';
import { divergence } from './theorem-4-1.divergence.js';
import { proportional } from './theorem-4-1.eq-29.js';
import { purity } from './theorem-4-1.purity.js';
import { reduction, reductionIntended } from './theorem-4-1.reduction.js';
import { signs } from './theorem-4-1.signs.js';
import { stepFactor, stepFactorIntended } from './theorem-4-1.step-factor.js';
import { averagedDirection, averagedDirectionIntended } from './theorem-4-2.direction.js';
import { stochasticProportional } from './theorem-4-2.eq-36.js';
import { stochasticReduction, stochasticReductionIntended } from './theorem-4-2.eq-41.js';
import { stochasticPurity } from './theorem-4-2.purity.js';
import { stochasticStepFactor, stochasticStepFactorIntended } from './theorem-4-2.step-factor.js';

/** Claims of section 4.2. */
export const networkClaims: readonly Claim[] = [
  signs,
  purity,
  proportional,
  divergence,
  reduction,
  reductionIntended,
  stepFactor,
  stepFactorIntended,
  direction,
  directionIntended,
  stochasticPurity,
  growth,
  growthRepaired,
  stochasticProportional,
  stochasticReduction,
  stochasticReductionIntended,
  stochasticStepFactor,
  stochasticStepFactorIntended,
  averagedDirection,
  averagedDirectionIntended,
  scope,
  scopeRepaired,
];
