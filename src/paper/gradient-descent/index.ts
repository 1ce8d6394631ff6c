/** Section 3.2 and appendix B: gradient descent on the ReLU model, the claims about every step and about finite times. */

import type { Claim } from '../../claim/claim.js';
import { gradientSumClaims } from './gradient-sum.js';
import { gradientZeroClaims } from './gradient-zero.js';
import { reluDescentClaims } from './relu-descent.js';
import { termination } from './termination.js';

/** Claims of theorem 3.2 and its proof that speak of single steps or finite times. */
export const gradientDescentClaims: readonly Claim[] = [termination, ...reluDescentClaims, ...gradientSumClaims, ...gradientZeroClaims];
