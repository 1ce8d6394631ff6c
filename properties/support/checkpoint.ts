import type { TrajectoryCheckpoint } from '../../src/trajectory/log-time/index.js';

/** A moment of a course that log time could tell: w at ln t = s, where the first sample is active and no kink is struck. */
export function checkpoint(s: number, w: readonly number[], more: Partial<TrajectoryCheckpoint> = {}): TrajectoryCheckpoint {
  return {
    s,
    w: Float64Array.from(w),
    velocity: Float64Array.of(1, 0),
    constantLoss: 0,
    logExcess: -s,
    active: [0],
    sliding: [],
    blur: 0,
    engine: 'log-time',
    ...more,
  };
}
