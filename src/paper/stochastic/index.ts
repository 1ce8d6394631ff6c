/** Section 3.3 and appendices D to G: stochastic gradient descent on the ReLU model. */

import type { Claim } from '../../claim/claim.js';
import { boundedWhileWrong } from './appendix-g.bounded.js';
import { averageNorm, averageNormIntended, averageNormRepaired } from './lemma-f1.js';
import { duality } from './lemma-f2.js';
import { logLoss, logLossIntended } from './lemma-f3.js';
import { logLossLong, logLossLongIntended } from './lemma-f3.long.js';
import { logLossGivenStaying, logLossGivenStayingRepaired } from './lemma-f3.staying.js';
import { logLossOfTheorem, logLossOfTheoremIntended } from './lemma-f3.theorem.js';
import { alongMaxMargin } from './lemma-f4.js';
import { alongMaxMarginLong } from './lemma-f4.long.js';
import { constantLevel } from './proposition-1.constant.js';
import { eitherSquares } from './proposition-1.either.js';
import { oneStep, oneStepIntended } from './proposition-1.eq-9.js';
import { oneStepLongIntended } from './proposition-1.eq-9.long.js';
import { oneStepBound } from './proposition-1.eq-10.js';
import { telescopedBound } from './proposition-1.eq-11.js';
import { inExpectation, inExpectationIntended } from './proposition-1.eq-12.js';
import { distanceToAny, distanceToAnyIntended } from './proposition-1.eq-13.js';
import { distanceToAnyLong, distanceToAnyLongIntended } from './proposition-1.eq-13.long.js';
import { distanceToComparison, distanceToComparisonIntended } from './proposition-1.eq-14.js';
import { distanceToComparisonLong, distanceToComparisonLongIntended } from './proposition-1.eq-14.long.js';
import { quadratic, quadraticIntended } from './proposition-1.eq-15.js';
import { quadraticLong, quadraticLongIntended } from './proposition-1.eq-15.long.js';
import { fromSettled, fromStart } from './proposition-1.from-T.js';
import { gradientSquares } from './proposition-1.js';
import { gradientSquaresLong } from './proposition-1.long.js';
import { squaresGivenStaying } from './proposition-1.staying.js';
import { squaresGivenStayingLong } from './proposition-1.staying.long.js';
import { lowerBound, lowerBoundIntended, lowerBoundRepaired } from './proposition-1.step-2.js';
import { variance } from './proposition-1.variance.js';
import { anyReach, anyReachRepaired } from './proposition-1.wlog.js';
import { strictMove, strictMoveRepaired } from './proposition-2.eq-25.js';
import { leastMove, leastMoveRepaired } from './proposition-2.eq-26-27.js';
import { finiteTime, finiteTimeRepaired } from './proposition-2.js';
import { stays } from './proposition-2.stays.js';
import { onCombesData, onCombesDataRepaired } from './proposition-2.thm-3-4.js';
import { doesNotConverge, doesNotStay } from './section-3-3.otherwise.js';
import { scope } from './section-3-3.scope.js';
import { eitherLoss, eitherLossRepaired } from './theorem-3-3.either.js';
import { telescoped, telescopedIntended } from './theorem-3-3.eq-17.js';
import { jensen } from './theorem-3-3.jensen.js';
import { local } from './theorem-3-3.local.js';
import { localLong } from './theorem-3-3.local.long.js';
import { loss } from './theorem-3-3.loss.js';
import { lossLong } from './theorem-3-3.loss.long.js';
import { norm } from './theorem-3-3.norm.js';
import { normLong } from './theorem-3-3.norm.long.js';
import { growth } from './theorem-3-3.omega.js';
import { lossGivenStaying, ratesGivenStaying } from './theorem-3-3.staying.js';
import { ratesGivenStayingLong } from './theorem-3-3.staying.long.js';
import { meanLength, meanLengthIntended } from './theorem-3-4.abstract.js';
import { eitherDirection, eitherDirectionIntended, eitherDirectionRepaired } from './theorem-3-4.either.js';
import { meanUpdate } from './theorem-3-4.eq-19.js';
import { meanUpdateLong } from './theorem-3-4.eq-19.long.js';
import { lastDisplay, lastDisplayIntended } from './theorem-3-4.final.js';
import { averageGlobal, averageGlobalIntended } from './theorem-3-4.global.js';
import { averageLocal, averageLocalIntended } from './theorem-3-4.local.js';
import { directionGivenStaying, directionGivenStayingRepaired } from './theorem-3-4.staying.js';
import { directionGivenStayingLong } from './theorem-3-4.staying.long.js';
import { squaredSteps, squaredStepsRepaired } from './theorem-3-4.step-iii.js';
import { squaredStepsOfTheorem } from './theorem-3-4.step-iii.theorem.js';

/** The claims about SGD, in the order of the paper, each display with the statement whose proof it is of. */
export const stochasticClaims: readonly Claim[] = [
  scope,
  doesNotConverge,
  doesNotStay,
  eitherSquares,
  gradientSquares,
  gradientSquaresLong,
  squaresGivenStaying,
  squaresGivenStayingLong,
  anyReach,
  anyReachRepaired,
  fromStart,
  fromSettled,
  constantLevel,
  oneStep,
  oneStepIntended,
  oneStepLongIntended,
  variance,
  oneStepBound,
  telescopedBound,
  inExpectation,
  inExpectationIntended,
  distanceToAny,
  distanceToAnyIntended,
  distanceToAnyLong,
  distanceToAnyLongIntended,
  distanceToComparison,
  distanceToComparisonIntended,
  distanceToComparisonLong,
  distanceToComparisonLongIntended,
  lowerBound,
  lowerBoundIntended,
  lowerBoundRepaired,
  quadratic,
  quadraticIntended,
  quadraticLong,
  quadraticLongIntended,
  eitherLoss,
  eitherLossRepaired,
  loss,
  lossLong,
  lossGivenStaying,
  ratesGivenStaying,
  ratesGivenStayingLong,
  telescoped,
  telescopedIntended,
  jensen,
  norm,
  normLong,
  growth,
  local,
  localLong,
  eitherDirection,
  eitherDirectionIntended,
  eitherDirectionRepaired,
  meanLength,
  meanLengthIntended,
  averageGlobal,
  averageGlobalIntended,
  averageLocal,
  averageLocalIntended,
  meanUpdate,
  meanUpdateLong,
  squaredSteps,
  squaredStepsRepaired,
  squaredStepsOfTheorem,
  lastDisplay,
  lastDisplayIntended,
  directionGivenStaying,
  directionGivenStayingRepaired,
  directionGivenStayingLong,
  finiteTime,
  finiteTimeRepaired,
  onCombesData,
  onCombesDataRepaired,
  stays,
  strictMove,
  strictMoveRepaired,
  leastMove,
  leastMoveRepaired,
  boundedWhileWrong,
  averageNorm,
  averageNormIntended,
  averageNormRepaired,
  duality,
  logLoss,
  logLossIntended,
  logLossLong,
  logLossLongIntended,
  logLossGivenStaying,
  logLossGivenStayingRepaired,
  logLossOfTheorem,
  logLossOfTheoremIntended,
  alongMaxMargin,
  alongMaxMarginLong,
];
