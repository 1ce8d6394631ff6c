/** The search along a run of gradient descent for an iterate from which on something is shown for ever. */

import { type Descended, descent } from './descent.js';
import type { Position } from './path.js';
import type { Setting } from './setting.js';
import { constantStep } from './step-size.js';

/** Steps after which the search for an invariant region ends. */
export const MOST_SEARCHED = 200;
/** The same where the run is known to head for one. */
const MOST_PURSUED = 3000;
/** What is wrong where an invariant is looked for in vain. */
export const NO_REGION = 'no iterate that is followed lies in an invariant region';

/** What is looked for along a run of gradient descent on one neuron. */
export interface Look<Shown> {
  /** Slope of the activation on its inactive side: 0 for ReLU, 1 for the linear model. */
  readonly slope: number;
  /** What is shown of an iterate and all later ones; undefined where that is nothing. */
  readonly test: (iterate: Position) => Shown | undefined;
  /** Whether to follow a run from an iterate beyond {@link MOST_SEARCHED} steps; never by default. */
  readonly isPromising?: (iterate: Position) => boolean;
}

/** The iterates of gradient descent with the case's step size of which something is shown, each with that. */
export function* found<Shown>(
  at: Setting,
  { slope, test, isPromising = () => false }: Look<Shown>,
): Generator<{ readonly iterate: Descended; readonly shown: Shown }, undefined> {
  const { eta } = constantStep(at);
  for (const iterate of descent(at, eta, slope)) {
    const shown = test(iterate);
    if (shown !== undefined) yield { iterate, shown };
    if (iterate.k >= MOST_PURSUED || (iterate.k >= MOST_SEARCHED && !isPromising(iterate))) return undefined;
  }
  return undefined;
}
