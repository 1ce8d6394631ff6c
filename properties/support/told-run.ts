/** Parts by which log time tells of a run what it is told to, whatever the run. */

import { type Parts, standardParts } from '../../src/claim/parts.js';
import type { Trajectory } from '../../src/trajectory/log-time/index.js';
import { checkpoint } from './checkpoint.js';

/** What is told of the run at one moment. */
export interface ToldMoment {
  readonly s: number;
  readonly w: readonly number[];
  readonly active: readonly number[];
  readonly constantLoss?: number;
}

/** A run that ends its plain steps at w, and slides along no kink; the moments up to the horizon that is asked for are told. */
export function toldRun(w: readonly number[], moments: readonly ToldMoment[]): Parts {
  const checkpoints = moments.map(({ s, w: at, ...more }) => checkpoint(s, at, more));
  return {
    ...standardParts,
    trajectory: ({ until }) =>
      ({
        w: Float64Array.from(w),
        checkpoints: checkpoints.filter(({ s }) => s <= until),
        logTime: { kind: 'reached', end: 'horizon' },
      }) as unknown as Trajectory,
  };
}
