/** All claims, in the paper's order. */

import { certifiedClaims, certify } from '../certify/index.js';
import type { Claim, Edition } from '../claim/claim.js';
import { claimIn, defineEdition } from '../claim/define.js';
import { definitionClaims } from './definitions/index.js';
import { gradientDescentClaims } from './gradient-descent/index.js';
import { landscapeClaims } from './landscape/index.js';
import { leakyClaims } from './leaky-relu/index.js';
import { linearModelClaims } from './linear-model/index.js';
import { networkClaims } from './networks/index.js';
import { combesClaims } from './stochastic/combes.js';
import { dualityClaims } from './stochastic/duality.js';
import { expectationClaims } from './stochastic/expectations.js';
import { lemmaF1Claims } from './stochastic/lemma-f1.js';
import { longRunClaims } from './stochastic/long-run.js';
import { stepSizeSumClaims } from './stochastic/step-size-sums.js';
import { averageDirectionClaims, leakyAverageClaims } from './stochastic/theorem-3-4.js';

const registered: readonly Claim[] = [
  ...definitionClaims,
  ...linearModelClaims,
  ...landscapeClaims,
  ...gradientDescentClaims,
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
];

/** The paper. */
export const edition: Edition = defineEdition({
  name: 'max-margin-relu',
  title: 'When Will Gradient Methods Converge to Max-margin Classifier under ReLU Models?',
  claims: registered.map((claim) => (claim.certify === undefined && certifiedClaims.includes(claim.id) ? { ...claim, certify } : claim)),
});

/** Every claim of the paper, each id once. */
export const { claims } = edition;

/** The claim with this id, if there is one. */
export function findClaim(id: string): Claim | undefined {
  return claimIn(edition, id);
}
