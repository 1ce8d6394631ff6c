/** The problems that tell the published rules apart, and wrong ones from all of them. */

import seedrandom from 'seedrandom';
import type { Subject } from '../check.js';
import { roundedTo } from '../reference/arithmetic.js';
import type { Problem } from './problem.js';
import { sizesWithin } from './ranges.js';
import { standardProblem } from './standard-problem.js';

/** Gradients that fill the significand of the precision: what looks at their last bits shows here. */
function unevenProblem(subject: Subject): Problem {
  const base = standardProblem(subject, { seed: 'uneven', dimension: 3, steps: 12 });
  const random = seedrandom('guard/uneven');
  const fill = (x: number): number => Math.sign(x) * (2 * random() + 2 ** -8);
  const gradients = base.gradients.map((gradient) => gradient.map(fill));
  return { ...base, gradients: gradients.map((gradient) => gradient.map((x) => roundedTo(subject.precision, x))) };
}

/**
 * Ordinary gradients under a constant step size; a quarter of them zero in the second, a decimal step size in the third, no
 * lattice in the fourth.
 */
export function ordinaryProblems(subject: Subject): Problem[] {
  return [
    standardProblem(subject, { seed: 'ordinary', dimension: 3, steps: 12 }),
    standardProblem(subject, { seed: 'zeros', dimension: 4, steps: 40, zeros: 0.25 }),
    { ...standardProblem(subject, { seed: 'decimal', dimension: 2, steps: 12 }), stepSize: 0.1 },
    unevenProblem(subject),
  ];
}

/** Steps that grow to the largest and fall to the least that Rprop takes. */
function limitProblems(subject: Subject): Problem[] {
  const base = standardProblem(subject, { seed: 'limits', dimension: 1, steps: 1 });
  const steady = new Array<number[]>(16).fill([1]);
  return [
    { ...base, stepSize: 8, gradients: steady },
    { ...base, start: [0], stepSize: 2 ** -18, gradients: steady.map((_, k) => [k % 4 < 2 ? 1 : -1]) },
  ];
}

/** Gradients so small that epsilon decides, and so large that it does not. */
export function scaleProblems(subject: Subject): Problem[] {
  const sized = sizesWithin(subject, [2 ** -7, 2 ** -14, 2 ** -20, 2 ** -27, 2 ** -34, 2 ** 4, 2 ** 12, 2 ** 24]).map((unit) => ({
    ...standardProblem(subject, { seed: `scale ${unit}`, dimension: 2, steps: 12, unit, most: 8 }),
    start: [0, 0],
  }));
  return subject.algorithm === 'rprop' ? [...sized, ...limitProblems(subject)] : sized;
}

/** Step sizes that fall and that rise again. */
export function scheduleProblems(subject: Subject): Problem[] {
  const base = standardProblem(subject, { seed: 'schedule', dimension: 2, steps: 16 });
  return [
    { ...base, stepSize: [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16] },
    { ...base, stepSize: [1 / 8, 1 / 2, 1 / 16, 1 / 4, 1 / 1024, 1, 1 / 4, 1 / 32, 1 / 2] },
  ];
}

/** One coordinate, and enough of them for any unrolled loop to have a remainder. */
export function dimensionProblems(subject: Subject): Problem[] {
  return [1, 2, 5, 19, 64].map((dimension) => standardProblem(subject, { seed: `dimension ${dimension}`, dimension, steps: 6 }));
}
