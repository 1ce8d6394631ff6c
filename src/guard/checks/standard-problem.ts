import type { Subject } from '../check.js';
import { givenHyperparameters } from './law-identify.js';
import { type GradientRecipe, latticeGradients, latticeStart, type Problem } from './problem.js';

/** A step size that is the same in every precision and order of evaluation. */
const RATE = 1 / 8;

/** Lattice gradients and start under a constant step size, with the hyperparameters that subjects are created with. */
export function standardProblem(subject: Subject, recipe: Omit<GradientRecipe, 'seed'> & { readonly seed?: string }): Problem {
  const seed = recipe.seed ?? 'standard';
  return {
    stepSize: RATE,
    hyperparameters: givenHyperparameters(subject),
    start: latticeStart(seed, recipe.dimension),
    gradients: latticeGradients({ ...recipe, seed }),
  };
}
