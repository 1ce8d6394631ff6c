/** Section 3.1: where the ReLU loss has its infimum, its asymptotically critical directions and its local minima. */

import type { Claim } from '../../claim/claim.js';
import { caseOneClaims } from './landscape-case-1.js';
import { caseTwoClaims } from './landscape-case-2.js';
import { caseThreeClaims } from './landscape-case-3.js';
import { infimumClaims } from './landscape-infimum.js';

/** Claims of section 3.1. */
export const landscapeClaims: readonly Claim[] = [...infimumClaims, ...caseOneClaims, ...caseTwoClaims, ...caseThreeClaims];
