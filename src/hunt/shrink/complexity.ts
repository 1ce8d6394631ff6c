/** How hard a case is to check by hand. */

import type { Case } from '../../data/case.js';
import { featuresOf, neuronsOf } from '../moves/draft.js';

/** What each further sample, feature and neuron costs beside its numbers. */
const SHAPE = 8;

/**
 * The complexity of a case: 8 for each sample, feature and neuron; for each number of data, start, output weights and
 * named vectors 0 if it is 0, 1 if it is 1 or -1, else 2 and the binary digits of its numerator and denominator; the same
 * for the step size, exponent and slope; the binary digits of the number of steps and of the seed.
 */
export function complexity(input: Case): number {
  const { data, start, steps, seed, slope, outputWeights, vectors } = input;
  const numbers = [
    ...data.x.flat(),
    ...start,
    ...(steps.kind === 'constant' ? [steps.eta] : steps.kind === 'power' ? [steps.alpha] : []),
    ...(slope === undefined ? [] : [slope]),
    ...(outputWeights ?? []),
    ...Object.values(vectors ?? {}).flat(),
  ];
  const shape = SHAPE * (data.x.length + featuresOf(input) + neuronsOf(input));
  const whole = [...(steps.kind === 'none' ? [] : [steps.count]), ...(seed === undefined ? [] : [Math.abs(seed)])];
  return shape + numbers.reduce((sum, value) => sum + numberCost(value), 0) + whole.reduce((sum, value) => sum + digits(value), 0);
}

/** Cost of writing one double. */
function numberCost(value: number): number {
  const size = Math.abs(value);
  if (size === 0) return 0;
  if (size === 1) return 1;
  if (!Number.isFinite(size)) return 4000;
  let numerator = size;
  let halvings = 0;
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    halvings++;
  }
  return 2 + digits(numerator) + halvings;
}

function digits(value: number): number {
  let count = 0;
  for (let rest = value; rest >= 1; rest /= 2) count++;
  return count;
}
