/** What `create` is given for options that are not in use, and the shapes that parameters get where nothing else is said. */

import type { OptimizerOption, OptimizerUnderTest } from '../optimizer/optimizer.js';

/** Values that switch an option off; a clip is off where it is not given. */
const NEUTRAL: Partial<Readonly<Record<OptimizerOption, Readonly<Record<string, unknown>>>>> = {
  weightDecay: { weightDecay: 0 },
  decoupledWeightDecay: { weightDecay: 0 },
  dampening: { dampening: 0 },
  momentum: { momentum: 0 },
  learningRateDecay: { learningRateDecay: 0 },
  maximize: { maximize: false },
  sharpness: { radius: 0 },
  noise: { seed: 0 },
};

/** Rows and columns of a matrix with so many entries, as near to a square as they go. */
function matrixShape(entries: number): readonly [number, number] {
  let rows = Math.floor(Math.sqrt(entries));
  while (entries % rows !== 0) rows--;
  return [rows, entries / rows];
}

/** Whether a subject is told the shapes of its parts: where it declares so, and for a method of matrices. */
export function takesShapes({ algorithm, options = [] }: Pick<OptimizerUnderTest, 'algorithm' | 'options'>): boolean {
  return algorithm === 'muon' || options.includes('shapes');
}

/** Options of `create` that leave everything but the plain algorithm out, for parameters of one part. */
export function neutralOptions(subject: Pick<OptimizerUnderTest, 'algorithm' | 'options'>, dimension: number): Record<string, unknown> {
  const neutral: Record<string, unknown> = {};
  for (const option of subject.options ?? []) Object.assign(neutral, NEUTRAL[option]);
  if (takesShapes(subject)) neutral.shapes = [subject.algorithm === 'muon' ? matrixShape(dimension) : [dimension]];
  return neutral;
}
