/** All claims, in the paper's order. */

import { beyondClaims } from './beyond.js';
import type { Claim } from './claim.js';
import { combesClaims } from './combes.js';
import { cyclicClaims } from './cyclic-sgd.js';
import { definitionClaims } from './definitions.js';
import { dualityClaims } from './duality.js';
import { exampleLimitClaims } from './example-limits.js';
import { exampleClaims } from './examples.js';
import { expectationClaims } from './expectations.js';
import { gradientDescentClaims } from './gradient-descent.js';
import { gradientDescentLimitClaims } from './gradient-descent-limits.js';
import { landscapeClaims } from './landscape.js';
import { leakyClaims } from './leaky.js';
import { lemmaF1Claims } from './lemma-f1.js';
import { linearClaims } from './linear.js';
import { longRunClaims } from './long-run.js';
import { networkLimitClaims } from './network-limits.js';
import { networkClaims } from './networks.js';
import { residualClaims } from './residual.js';
import { smoothLimitClaims } from './smooth-limits.js';
import { stepSizeSumClaims } from './step-size-sums.js';
import { averageDirectionClaims, leakyAverageClaims } from './theorem-3-4.js';
import { stochasticNetworkClaims } from './theorem-4-2.js';

/** Every registered claim, each id once. */
export const claims: readonly Claim[] = [
  ...definitionClaims,
  ...linearClaims,
  ...beyondClaims,
  ...cyclicClaims,
  ...residualClaims,
  ...landscapeClaims,
  ...gradientDescentClaims,
  ...exampleClaims,
  ...gradientDescentLimitClaims,
  ...exampleLimitClaims,
  ...smoothLimitClaims,
  ...combesClaims,
  ...expectationClaims,
  ...longRunClaims,
  ...lemmaF1Claims,
  ...stepSizeSumClaims,
  ...averageDirectionClaims,
  ...dualityClaims,
  ...leakyClaims,
  ...leakyAverageClaims,
  ...networkClaims,
  ...networkLimitClaims,
  ...stochasticNetworkClaims,
];

/** The claim with this id, if there is one. */
export function findClaim(id: string): Claim | undefined {
  return claims.find((claim) => claim.id === id);
}
