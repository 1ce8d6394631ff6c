/** Section 3.2 with appendices B and C: gradient descent on the ReLU model. */

import type { Claim } from '../../claim/claim.js';
import { exampleOneDirection } from './example-1.direction.js';
import { exampleOne } from './example-1.js';
import { enters } from './example-2.enters.js';
import { leaves } from './example-2.leaves.js';
import { noLimit, noLimitRepaired } from './example-2.no-limit.js';
import { caseOne, caseOneIntended } from './theorem-3-2.1.js';
import { caseTwo, caseTwoRepaired } from './theorem-3-2.2.js';
import { caseThree, caseThreeIntended } from './theorem-3-2.3.js';
import { termination } from './theorem-3-2.4.js';
import { fourCases, fourCasesRepaired } from './theorem-3-2.cases.js';
import { descent, descentRepaired } from './theorem-3-2.descent.js';
import { gradient, gradientRepaired } from './theorem-3-2.gradient.js';
import { gradientZero, gradientZeroIntended } from './theorem-3-2.gradient-zero.js';

/** The claims of the chapter, in the order of the paper. */
export const gradientDescentClaims: readonly Claim[] = [
  fourCases,
  fourCasesRepaired,
  caseOne,
  caseOneIntended,
  caseTwo,
  caseTwoRepaired,
  caseThree,
  caseThreeIntended,
  termination,
  descent,
  descentRepaired,
  gradient,
  gradientRepaired,
  gradientZero,
  gradientZeroIntended,
  exampleOne,
  exampleOneDirection,
  enters,
  leaves,
  noLimit,
  noLimitRepaired,
];
