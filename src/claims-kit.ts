/**
 * claimcheck/claims: all that a claim is written with.
 *
 * Definitions, hypotheses and slack; models, optimizers and runs; oracles with certificates; generators; numbers whose
 * last bit is the same on every machine; and exact arithmetic for proofs.
 */

export { exp as enclosedExp } from './certify/arithmetic/exp.js';
export { type Interval, IntervalArithmetic } from './certify/arithmetic/interval.js';
export type { Certificate, CertifiedHypothesis, Finding } from './certify/certificate.js';
export { type Certifier, certifier, networkCertifier } from './certify/certifier.js';
export { squareRoot as enclosedRoot } from './certify/enclosure/margin.js';
export { separatorOf } from './certify/enclosure/separator.js';
export type { Setting } from './certify/enclosure/setting.js';
export { mustHold, Undecided } from './certify/undecided.js';
export type {
  CaseContent,
  Claim,
  ClaimDefinition,
  Conclusion,
  Condition,
  Defect,
  Edition,
  EditionOptimizer,
  Evaluation,
  Hypothesis,
  Kind,
  Label,
  Landmark,
  Method,
  Reading,
} from './claim/claim.js';
export { conclude, concludeIfRecorded } from './claim/conclude.js';
export { DefinitionError, defineClaim, defineEdition } from './claim/define.js';
export { eachStepOf, type RunOfCase } from './claim/each-step.js';
export { allMet, holds, isSeparable, method, paper } from './claim/hypotheses.js';
export { isNotACase, NotACase } from './claim/not-a-case.js';
export type { Parts } from './claim/parts.js';
export type { Measured, Quantities, Quantity } from './claim/quantity.js';
export { slopeOf, vectorOf } from './claim/read-case.js';
export { type SlackRecord, slackRecord } from './claim/slack.js';
export { eachStep, type Snapshot } from './claim/snapshot.js';
export { onAnyData } from './claim/sources.js';
export { alphaOf, constantSteps, eta, stepCount } from './claim/steps.js';
export type { Case, Steps } from './data/case.js';
export { type Dataset, dataset, type LabelledData, radius, sample } from './data/dataset.js';
export { oneOf, together } from './generator/choose.js';
export type { DrawnData } from './generator/drawn.js';
export { latticeVector } from './generator/lattice.js';
export { nonSeparable } from './generator/non-separable.js';
export { separable } from './generator/separable.js';
export { type StartKind, withStart } from './generator/start.js';
export { alpha, slope } from './generator/steps.js';
export { logLoss, type Model, type Workspace, workspace } from './model/model.js';
export { network } from './model/network.js';
export { leakyRelu, linear, relu } from './model/neuron.js';
export { exp, expOver, log, power } from './numerics/elementary.js';
export { signOfDot } from './numerics/exact-dot.js';
export { largest, smallest } from './numerics/lists.js';
export { log1p, logAddExp } from './numerics/log-sum.js';
export { gamma } from './numerics/rounding.js';
export { type SingularValues, singularValues } from './numerics/singular-values.js';
export { distance, dot, norm, normalized } from './numerics/vector.js';
export { gradientDescent, stochasticGradientDescent } from './optimizer/gradient-descent.js';
export type { OptimizerState, OptimizerUnderTest } from './optimizer/optimizer.js';
export { type Sampler, uniformSampler } from './optimizer/sampler.js';
export { powerSchedule } from './optimizer/schedule.js';
export { type Ball, type BallMargin, ballMargin } from './oracle/ball-margin.js';
export { type MarginProblem, type MaxMargin, maxMargin, signedRows } from './oracle/max-margin.js';
export { type PatternPartition, patternPartition } from './oracle/pattern.js';
export { type Separability, separability } from './oracle/separability.js';
export { smoothness } from './oracle/smoothness.js';
export { spectralMargin } from './oracle/spectral-margin.js';
export { type Observer, type RunOptions, type RunResult, run, type StepView } from './trajectory/run.js';
