/** The paper that ships as an edition: all its claims, chapter by chapter. */

import type { Claim, Edition } from '../claim/claim.js';
import { claimIn, defineEdition } from '../claim/define.js';
import { definitionClaims } from './definitions/index.js';
import { gradientDescentClaims } from './gradient-descent/index.js';
import { landscapeClaims } from './landscape/index.js';
import { leakyClaims } from './leaky-relu/index.js';
import { linearModelClaims } from './linear-model/index.js';
import { networkClaims } from './networks/index.js';
import { stochasticClaims } from './stochastic/index.js';

/** The paper. */
export const edition: Edition = defineEdition({
  name: 'max-margin-relu',
  title: 'When Will Gradient Methods Converge to Max-margin Classifier under ReLU Models?',
  claims: [
    ...definitionClaims,
    ...linearModelClaims,
    ...landscapeClaims,
    ...gradientDescentClaims,
    ...stochasticClaims,
    ...leakyClaims,
    ...networkClaims,
  ],
});

/** Every claim of the paper, each id once. */
export const { claims } = edition;

/** The claim with this id, if there is one. */
export function findClaim(id: string): Claim | undefined {
  return claimIn(edition, id);
}
