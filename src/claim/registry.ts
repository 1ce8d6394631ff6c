/** All claims, in the paper's order. */

import { beyondClaims } from './beyond.js';
import type { Claim } from './claim.js';
import { combesClaims } from './combes.js';
import { definitionClaims } from './definitions.js';
import { dualityClaims } from './duality.js';
import { exampleClaims } from './examples.js';
import { gradientDescentClaims } from './gradient-descent.js';
import { landscapeClaims } from './landscape.js';
import { leakyClaims } from './leaky.js';
import { linearClaims } from './linear.js';
import { limitClaims } from './max-margin-limits.js';
import { networkLimitClaims } from './network-limits.js';
import { networkClaims } from './networks.js';

/** Every registered claim, each id once. */
export const claims: readonly Claim[] = [
  ...definitionClaims,
  ...linearClaims,
  ...beyondClaims,
  ...landscapeClaims,
  ...gradientDescentClaims,
  ...exampleClaims,
  ...limitClaims,
  ...combesClaims,
  ...dualityClaims,
  ...leakyClaims,
  ...networkClaims,
  ...networkLimitClaims,
];

/** The claim with this id, if there is one. */
export function findClaim(id: string): Claim | undefined {
  return claims.find((claim) => claim.id === id);
}
