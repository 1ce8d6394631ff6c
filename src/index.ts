/**
 * claimcheck as a library: the claims of the paper as objects, what they are judged with, and the parts they are made of.
 */

export type { Budget, Config, ConfiguredData } from './api/config.js';
export { extremalHunt } from './api/extremal-hunt.js';
export { type HuntRequest, hunt } from './api/hunt.js';
export { replay } from './api/replay.js';
export { type VerifyRequest, verify } from './api/verify.js';
export type { Claim, Conclusion, Edition, Evaluation, Hypothesis, Kind, Method, Reading } from './claim/claim.js';
export { judgeCase, type Outcome, type OutcomeKind } from './claim/outcome.js';
export { type Parts, standardParts } from './claim/parts.js';
export type { Verdict } from './claim/verdict.js';
export type { Case, Steps } from './data/case.js';
export { caseFile, parseCaseFile, type StoredCase, type StoredOutcome } from './data/case-file.js';
export { type Dataset, dataset, type LabelledData } from './data/dataset.js';
export { InputError } from './data/input-error.js';
export { type LoadedData, loadData } from './data/load.js';
export { shippedData } from './data/shipped.js';
export { logLoss, type Model, type Workspace, workspace } from './model/model.js';
export { network } from './model/network.js';
export { leakyRelu, linear, relu } from './model/neuron.js';
export { iterateAverage } from './optimizer/average.js';
export { gradientDescent, stochasticGradientDescent } from './optimizer/gradient-descent.js';
export type {
  Algorithm,
  OptimizerState,
  OptimizerUnderTest,
  ParameterGroup,
  Schedule,
  StepContext,
  StepSize,
} from './optimizer/optimizer.js';
export { uniformSampler } from './optimizer/sampler.js';
export { powerSchedule } from './optimizer/schedule.js';
export { type LandscapeRegion, landscapeRegion } from './oracle/landscape.js';
export { type MarginProblem, type MaxMargin, maxMargin, signedRows } from './oracle/max-margin.js';
export { maxMarginDefect } from './oracle/max-margin-certificate.js';
export { type PatternPartition, patternPartition } from './oracle/pattern.js';
export { nonEmptyRegions, regionPoint } from './oracle/regions.js';
export { type Separability, separability } from './oracle/separability.js';
export { smoothness } from './oracle/smoothness.js';
export { claims, edition, findClaim } from './paper/edition.js';
export { readCaseFile } from './record/case-files.js';
export {
  continueInLogTime,
  gradientDescentTrajectory,
  type LimitReport,
  type LogTimeCheckpoint,
  type LogTimeOptions,
  type LogTimeResult,
  limitReport,
  type ModeChange,
  type Trajectory,
  type TrajectoryOptions,
} from './trajectory/log-time/index.js';
export { type Observer, type RunOptions, type RunResult, run, type StepView } from './trajectory/run.js';
