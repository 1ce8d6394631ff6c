/** Gradient descent in logarithmic time: see docs/explanation/log-time.md. */

export { continueInLogTime } from './continue.js';
export { type FlowModel, flowModel, longestStrikeOf } from './flow-model.js';
export { type LimitReport, limitReport } from './limit.js';
export type { LogTimeCheckpoint, LogTimeOptions, LogTimeResult, ModeChange } from './report.js';
export { gradientDescentTrajectory, type Trajectory, type TrajectoryCheckpoint, type TrajectoryOptions } from './trajectory.js';
