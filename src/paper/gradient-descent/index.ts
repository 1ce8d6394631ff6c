/** Section 3.2 with appendices B and C: gradient descent on the ReLU model. */

import type { Claim } from '../../claim/claim.js';
import { activeMaxMargin, activeMaxMarginRepaired } from './appendix-b.active-max-margin.js';
import { cannotStay, cannotStayRepaired } from './appendix-b.cannot-stay.js';
import { enters as entersRegion, entersRepaired } from './appendix-b.enters.js';
import { smooth, smoothRepaired } from './appendix-b.smooth.js';
import { exampleOneDirection } from './example-1.direction.js';
import { addedAtEachStep, addedAtEachStepIntended } from './example-1.eq-5.js';
import { exampleOne } from './example-1.js';
import { between, betweenIntended } from './example-2.between.js';
import { enters } from './example-2.enters.js';
import { leaves } from './example-2.leaves.js';
import { noLimit, noLimitRepaired } from './example-2.no-limit.js';
import { stops, stopsRepaired } from './section-1-1.stops.js';
import { onlyWhen, onlyWhenRepaired } from './section-3-2.only-when.js';
import { caseOne, caseOneIntended } from './theorem-3-2.1.js';
import { caseOneLoss } from './theorem-3-2.1-loss.js';
import { caseTwo, caseTwoRepaired } from './theorem-3-2.2.js';
import { slidingOfSome } from './theorem-3-2.2-local.js';
import { visits, visitsRepaired } from './theorem-3-2.2-visits.js';
import { caseThree, caseThreeIntended } from './theorem-3-2.3.js';
import { termination } from './theorem-3-2.4.js';
import { lastIterate, lastIterateIntended } from './theorem-3-2.4-limit.js';
import { fourCases, fourCasesRepaired } from './theorem-3-2.cases.js';
import { chatterLoss } from './theorem-3-2.chatter-loss.js';
import { classification } from './theorem-3-2.classification.js';
import { descent, descentRepaired } from './theorem-3-2.descent.js';
import { gradient, gradientRepaired } from './theorem-3-2.gradient.js';
import { gradientSum } from './theorem-3-2.gradient-sum.js';
import { gradientZero, gradientZeroIntended } from './theorem-3-2.gradient-zero.js';
import { strikes } from './theorem-3-2.strikes.js';

/** The claims of the chapter, in the order of the paper. */
export const gradientDescentClaims: readonly Claim[] = [
  stops,
  stopsRepaired,
  onlyWhen,
  onlyWhenRepaired,
  fourCases,
  fourCasesRepaired,
  classification,
  caseOne,
  caseOneIntended,
  caseOneLoss,
  caseTwo,
  caseTwoRepaired,
  visits,
  visitsRepaired,
  slidingOfSome,
  strikes,
  chatterLoss,
  caseThree,
  caseThreeIntended,
  termination,
  lastIterate,
  lastIterateIntended,
  smooth,
  smoothRepaired,
  descent,
  descentRepaired,
  gradient,
  gradientRepaired,
  gradientSum,
  gradientZero,
  gradientZeroIntended,
  entersRegion,
  entersRepaired,
  activeMaxMargin,
  activeMaxMarginRepaired,
  cannotStay,
  cannotStayRepaired,
  exampleOne,
  exampleOneDirection,
  addedAtEachStep,
  addedAtEachStepIntended,
  between,
  betweenIntended,
  enters,
  leaves,
  noLimit,
  noLimitRepaired,
];
