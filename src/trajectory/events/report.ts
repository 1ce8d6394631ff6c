/** What the event engine is asked and what it answers. */

import type { Dataset } from '../../data/dataset.js';

/** A run of gradient descent to continue. */
export interface EventOptions {
  readonly data: Dataset;
  /** v of a network; one neuron with weight 1 where left out. */
  readonly outputWeights?: readonly number[];
  /** Slope of the inactive side: 0 for ReLU, 1 for the linear model. */
  readonly slope: number;
  readonly eta: number;
  /** w_T. */
  readonly start: ArrayLike<number>;
  /** T, at least 1. */
  readonly from: number;
  /** Horizon ln t. */
  readonly until: number;
  /** Values of ln t at which to report, beside the horizon; those before ln T are left out. */
  readonly checkpoints?: readonly number[];
  /** Plain steps, and kinks met between them, before it gives up. */
  readonly mostSteps?: number;
  readonly mostEvents?: number;
  /** Jumps from one kink to the next, default without limit: forces of very different sizes keep jumps short. */
  readonly mostJumps?: number;
}

/** The iterate at one moment. */
export interface EventCheckpoint {
  /** ln t. */
  readonly s: number;
  readonly w: Float64Array;
  /** By unit i*K + k, the pair of sample i and neuron k: how often it has become active so far. */
  readonly activated: readonly number[];
}

/** How a continuation went. */
export type EventResult =
  | {
      readonly kind: 'reached';
      readonly end: 'horizon' | 'terminated';
      readonly checkpoints: readonly EventCheckpoint[];
      readonly plainSteps: number;
      /** Kinks met between plain steps, and jumps between them. */
      readonly crossings: number;
      readonly jumps: number;
    }
  | {
      readonly kind: 'unknown';
      readonly reason: string;
      readonly s: number;
      /** Those that were reached before. */
      readonly checkpoints: readonly EventCheckpoint[];
    };
