/** The problems that tell the published rules apart, and wrong ones from all of them. */

import type { Subject } from '../check.js';
import { givenHyperparameters } from './law-identify.js';
import { latticeGradients, latticeStart, type Problem } from './problem.js';

/** A step size that is the same in every precision and order of evaluation. */
const RATE = 1 / 8;

function problem(
  subject: Subject,
  seed: string,
  recipe: { dimension: number; steps: number; unit?: number; most?: number; zeros?: number },
): Problem {
  return {
    stepSize: RATE,
    hyperparameters: givenHyperparameters(subject),
    start: latticeStart(seed, recipe.dimension),
    gradients: latticeGradients({ seed, ...recipe }),
  };
}

/** Ordinary gradients under a constant step size; a quarter of them zero in the second, a decimal step size in the third. */
export function ordinaryProblems(subject: Subject): Problem[] {
  return [
    problem(subject, 'ordinary', { dimension: 3, steps: 12 }),
    problem(subject, 'zeros', { dimension: 4, steps: 40, zeros: 0.25 }),
    { ...problem(subject, 'decimal', { dimension: 2, steps: 12 }), stepSize: 0.1 },
  ];
}

/** Gradients so small that epsilon decides, and so large that it does not. */
export function scaleProblems(subject: Subject): Problem[] {
  return [2 ** -7, 2 ** -14, 2 ** -20, 2 ** -27, 2 ** -34, 2 ** 4, 2 ** 12, 2 ** 24].map((unit) => ({
    ...problem(subject, `scale ${unit}`, { dimension: 2, steps: 12, unit, most: 8 }),
    start: [0, 0],
  }));
}

/** Step sizes that fall, rise and vanish. */
export function scheduleProblems(subject: Subject): Problem[] {
  const base = problem(subject, 'schedule', { dimension: 2, steps: 16 });
  return [
    { ...base, stepSize: [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16] },
    { ...base, stepSize: [1 / 8, 1 / 2, 1 / 16, 1 / 4, 0, 1, 1 / 4, 1 / 32, 1 / 2] },
  ];
}

/** One coordinate, and enough of them for any unrolled loop to have a remainder. */
export function dimensionProblems(subject: Subject): Problem[] {
  return [1, 2, 5, 19, 64].map((dimension) => problem(subject, `dimension ${dimension}`, { dimension, steps: 6 }));
}

/** Ten thousand steps. */
export function longProblems(subject: Subject): Problem[] {
  return [problem(subject, 'long', { dimension: 1, steps: 10_000 })];
}
