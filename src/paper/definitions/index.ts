/** The objects that the paper's statements speak of, as claims: each part against its definition. */

import type { Claim } from '../../claim/claim.js';
import { averagedIterate } from './definition.average.js';
import { gradientDescentUpdate } from './definition.gd.js';
import { lossAndGradient } from './definition.gradient.js';
import { uniformSampling } from './definition.sampling.js';
import { separableThroughOrigin } from './definition.separable.js';
import { stochasticUpdate } from './definition.sgd.js';

/** Claims about the paper's objects. */
export const definitionClaims: readonly Claim[] = [
  separableThroughOrigin,
  lossAndGradient,
  gradientDescentUpdate,
  stochasticUpdate,
  averagedIterate,
  uniformSampling,
];
