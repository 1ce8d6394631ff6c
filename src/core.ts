/**
 * claimcheck/core: what judges a single case, for browsers and other places without Node.
 *
 * The claims of the paper with their certificates, models, optimizers, engines and oracles. Nothing in it, nor in what it imports,
 * asks for a module of Node.
 */

export type { Certificate, CertifiedHypothesis } from './certify/certificate.js';
export type { Claim, Conclusion, Edition, Evaluation, Hypothesis, Kind, Method, Reading } from './claim/claim.js';
export { judgeCase, type Outcome, type OutcomeKind } from './claim/outcome.js';
export { type Parts, standardParts } from './claim/parts.js';
export type { Case, Steps } from './data/case.js';
export { caseFile, parseCaseFile, type StoredCase, type StoredOutcome } from './data/case-file.js';
export { type Dataset, dataset, type LabelledData } from './data/dataset.js';
export { InputError } from './data/input-error.js';
export { logLoss, type Model, type Workspace, workspace } from './model/model.js';
export { network } from './model/network.js';
export { leakyRelu, linear, relu } from './model/neuron.js';
export { gradientDescent, stochasticGradientDescent } from './optimizer/gradient-descent.js';
export { uniformSampler } from './optimizer/sampler.js';
export { powerSchedule } from './optimizer/schedule.js';
export { type LandscapeRegion, landscapeRegion } from './oracle/landscape.js';
export { type MarginProblem, type MaxMargin, maxMargin, signedRows } from './oracle/max-margin.js';
export { type PatternPartition, patternPartition } from './oracle/pattern.js';
export { type Separability, separability } from './oracle/separability.js';
export { smoothness } from './oracle/smoothness.js';
export { claims, edition, findClaim } from './paper/edition.js';
export { type NetworkTrace, traceNetwork } from './trace/network.js';
export { type Trace, type TraceCheckpoint, traced } from './trace/trace.js';
export { gradientDescentTrajectory, type LimitReport, limitReport, type Trajectory } from './trajectory/log-time/index.js';
export { type RunOptions, type RunResult, run } from './trajectory/run.js';
