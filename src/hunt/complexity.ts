/** How much a person has to read and compute to check a case by hand. */

import type { Case } from '../data/case.js';
import { features, neurons } from './shape.js';

const PER_SAMPLE = 40;
const PER_FEATURE = 40;
const PER_NEURON = 40;
/** Numbers that are no short dyadic count as this many digits. */
const LONGEST = 60;

/** Binary digits of the numerator and the denominator of a number, less one for 1: 0 costs 0, +-1 costs 1, 3/4 costs 4. */
export function digits(v: number): number {
  if (v === 0) return 0;
  let numerator = Math.abs(v);
  let cost = v < 0 ? 0.5 : 0;
  while (!Number.isInteger(numerator) && cost < LONGEST) {
    numerator *= 2;
    cost++;
  }
  for (; numerator >= 1 && cost < LONGEST; numerator /= 2) cost++;
  return Math.min(cost, LONGEST);
}

/**
 * Complexity of a case: 40 for each sample, feature and neuron, the binary digits of every number, those of the number
 * of steps and half of those of the seed. Smaller is easier to check by hand.
 */
export function complexity(input: Case): number {
  const { steps } = input;
  const all = (values: readonly number[]): number => values.reduce((sum, v) => sum + digits(v), 0);
  return (
    PER_SAMPLE * input.data.x.length +
    PER_FEATURE * features(input) +
    PER_NEURON * neurons(input) +
    all(input.data.x.flat()) +
    all(input.start) +
    all(input.outputWeights ?? []) +
    all(Object.values(input.vectors ?? {}).flat()) +
    digits(input.slope ?? 0) +
    (steps.kind === 'none' ? 0 : digits(steps.count)) +
    (steps.kind === 'constant' ? digits(steps.eta) : steps.kind === 'power' ? digits(steps.alpha) : 0) +
    digits(input.seed ?? 0) / 2
  );
}
