/** The objects that the paper's statements speak of, as claims: each part against its definition. */

import type { Claim } from '../../claim/claim.js';
import { gradientClaim } from './definition-gradient.js';
import { samplingClaim } from './definition-sampling.js';
import { separabilityClaim } from './definition-separability.js';
import { updateClaims } from './definition-updates.js';

/** Claims about the paper's objects. */
export const definitionClaims: readonly Claim[] = [separabilityClaim, gradientClaim, ...updateClaims, samplingClaim];
