/** Section 4.1: leaky ReLU. */

import type { Claim } from '../../claim/claim.js';
import { leakyGd, leakyGdIntended } from './leaky.gd.js';
import { leakyLandscape } from './leaky.landscape.js';
import { lastKink } from './leaky.last-kink.js';
import { leakySgd, leakySgdIntended } from './leaky.sgd.js';
import { specialCases, specialCasesIntended } from './leaky.special-cases.js';
import { origin, originRepaired } from './section-4-1.origin.js';

/** The claims of the chapter, in the order of the paper. */
export const leakyClaims: readonly Claim[] = [
  specialCases,
  specialCasesIntended,
  leakyLandscape,
  origin,
  originRepaired,
  leakyGd,
  leakyGdIntended,
  lastKink,
  leakySgd,
  leakySgdIntended,
];
