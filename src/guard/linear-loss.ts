import { dot } from '../numerics/vector.js';
import type { StepContext } from '../optimizer/optimizer.js';

/** Evaluates a loss anywhere. */
export type Evaluate = NonNullable<StepContext['evaluate']>;

/**
 * The loss g.w, whose gradient is g everywhere: what a step that evaluates is told where nothing but a gradient is given. A
 * method that looks at other points then steps as the method that it is built on does.
 */
export function linearLoss(gradient: Float64Array): Evaluate {
  // The optimizer may write over what it is given.
  const slope = gradient.slice();
  return (params, into) => {
    into.set(slope);
    return dot(slope, params);
  };
}
