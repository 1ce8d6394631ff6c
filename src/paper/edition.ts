/** All claims, in the paper's order. */

import { certifiedClaims, certify } from '../certify/index.js';
import type { Claim, Edition } from '../claim/claim.js';
import { claimIn, defineEdition } from '../claim/define.js';
import { definitionClaims } from './definitions/index.js';
import { exampleLimitClaims } from './gradient-descent/example-limits.js';
import { exampleClaims } from './gradient-descent/examples.js';
import { gradientDescentLimitClaims } from './gradient-descent/gradient-descent-limits.js';
import { gradientDescentClaims } from './gradient-descent/index.js';
import { landscapeClaims } from './landscape/index.js';
import { leakyClaims } from './leaky-relu/leaky.js';
import { leakySgd, leakySgdIntended } from './leaky-relu/leaky.sgd.js';
import { smoothLimitClaims } from './leaky-relu/smooth-limits.js';
import { linearModelClaims } from './linear-model/index.js';
import { networkLimitClaims } from './networks/network-limits.js';
import { networkClaims } from './networks/networks.js';
import { stochasticNetworkClaims } from './networks/theorem-4-2.js';
import { stochasticClaims } from './stochastic/index.js';

const registered: readonly Claim[] = [
  ...definitionClaims,
  ...linearModelClaims,
  ...landscapeClaims,
  ...gradientDescentClaims,
  ...exampleClaims,
  ...gradientDescentLimitClaims,
  ...exampleLimitClaims,
  ...smoothLimitClaims,
  ...stochasticClaims,
  ...leakyClaims,
  leakySgd,
  leakySgdIntended,
  ...networkClaims,
  ...networkLimitClaims,
  ...stochasticNetworkClaims,
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

export default edition;
