/** Proposition 2: SGD on data whose samples have positive inner products within a class and negative ones across. */

import type { Claim } from '../../claim/claim.js';
import { finiteClaims } from './combes-finite.js';
import { moveClaims } from './combes-moves.js';
import { stays } from './combes-stays.js';

/** Claims of proposition 2. */
export const combesClaims: readonly Claim[] = [...finiteClaims, stays, ...moveClaims];
