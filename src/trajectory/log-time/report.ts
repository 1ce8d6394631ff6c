/** What the log-time engine is asked and what it answers. */

import type { Dataset } from '../../data/dataset.js';
import type { FlowModel } from './flow-model.js';

/** A continuation to make. */
export interface LogTimeOptions {
  readonly data: Dataset;
  readonly model: FlowModel;
  /** Constant step size of gradient descent. */
  readonly eta: number;
  /** w_T, from a step-by-step run. */
  readonly start: ArrayLike<number>;
  /** T, at least 1. */
  readonly from: number;
  /** Horizon s = ln t. */
  readonly until: number;
  /** Values of s at which to report, beside the horizon; those before ln T are left out. */
  readonly checkpoints?: readonly number[];
  /** Estimated error per step of the integrator in w; default 1e-8, and 3e-6 where samples times parameters exceed 5,000. */
  readonly tolerance?: number;
  /** Impacts on kinks to resolve one by one before their average (sliding) takes over, default 1000; with 0 none is ever resolved instead. */
  readonly impacts?: number;
  /** Told how many steps were tried or taken since it was told last; what it throws ends the continuation. */
  readonly spend?: (steps: number) => void;
  /** Told each checkpoint, as soon as no average that it hangs on can be taken back; also those of a continuation that then ends unknown. */
  readonly onCheckpoint?: (checkpoint: LogTimeCheckpoint) => void;
}

/** The trajectory at one moment. */
export interface LogTimeCheckpoint {
  /** ln t. */
  readonly s: number;
  readonly w: Float64Array;
  /** dw/ds, averaged over the chatter on kinks. */
  readonly velocity: Float64Array;
  /** Part of the loss that is constant in this mode: (1/n) times the number of samples on which no neuron acts. */
  readonly constantLoss: number;
  /** ln of the rest of the loss; -Infinity when nothing acts. */
  readonly logExcess: number;
  /** Units i*K + k on the side of slope 1, ascending. */
  readonly active: readonly number[];
  /** Units whose kink the trajectory slides along or strikes again and again, ascending. */
  readonly sliding: readonly number[];
  /** How far the iterates swing about w along the kinks whose chatter is averaged; 0 while every strike is resolved. */
  readonly blur: number;
}

/** A change of mode. */
export interface ModeChange {
  /** ln t, at the first one when several are counted together. */
  readonly s: number;
  readonly unit: number;
  /**
   * `strikes`: crosses an attracting kink and is thrown back by one or a few steps. `slides`: from here on its chatter
   * is averaged. `leaves`: a sliding unit goes on as inactive.
   */
  readonly change: 'activated' | 'deactivated' | 'strikes' | 'slides' | 'leaves';
  /** Number of such changes in a row. */
  count: number;
}

/** How the continuation went. */
export type LogTimeResult =
  | {
      readonly kind: 'reached';
      readonly checkpoints: readonly LogTimeCheckpoint[];
      readonly modes: readonly ModeChange[];
      /** Steps of the integrator, and steps of gradient descent taken in between. */
      readonly flowSteps: number;
      readonly descentSteps: number;
      /** `terminated`: the gradient is zero for ever; `stationary`: the forces balance to rounding, at a minimiser. */
      readonly end: 'horizon' | 'terminated' | 'stationary';
    }
  | { readonly kind: 'unknown'; readonly reason: string; readonly s: number };
