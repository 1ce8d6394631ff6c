/** Sections 2 and 3.1: where the ReLU loss is neither convex nor smooth, where it has its infimum, its asymptotically critical directions and its local minima. */

import type { Claim } from '../../claim/claim.js';
import { infimum } from './landscape.infimum.js';
import { nonconvex, nonconvexRepaired } from './section-2.nonconvex.js';
import { caseOne } from './theorem-3-1.1.js';
import { caseOneProof, caseOneProofRepaired } from './theorem-3-1.1-proof.js';
import { caseTwo, caseTwoRepaired } from './theorem-3-1.2.js';
import { caseThree, caseThreeRepaired } from './theorem-3-1.3.js';
import { complete } from './theorem-3-1.complete.js';
import { spurious, spuriousRepaired } from './theorem-3-1.spurious.js';

/** The claims of the chapter, in the order of the paper. */
export const landscapeClaims: readonly Claim[] = [
  nonconvex,
  nonconvexRepaired,
  infimum,
  complete,
  caseOne,
  caseOneProof,
  caseOneProofRepaired,
  caseTwo,
  caseTwoRepaired,
  caseThree,
  caseThreeRepaired,
  spurious,
  spuriousRepaired,
];
