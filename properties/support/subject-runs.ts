/** Runs of an optimizer on given gradients. */

import seedrandom from 'seedrandom';
import type { OptimizerUnderTest, StepSize } from '../../src/optimizer/optimizer.js';

/** Options of `create` but the dimension. */
interface Options {
  readonly stepSize: StepSize;
  readonly [hyperparameter: string]: unknown;
}

/** Gradients on the lattice k/64 between -2 and 2, from a seed. */
export function gradientsOf(seed: string, dimension: number, steps: number): Float64Array[] {
  const random = seedrandom(seed);
  return Array.from({ length: steps }, () => Float64Array.from({ length: dimension }, () => Math.round(random() * 256 - 128) / 64));
}

/** The parameters after each step. */
export function stepsOf(
  optimizer: OptimizerUnderTest,
  options: Options,
  start: readonly number[],
  gradients: readonly Float64Array[],
): number[][] {
  const params = Float64Array.from(start);
  const state = optimizer.create({ dimension: start.length, ...options });
  return gradients.map((gradient) => {
    state.step(params, gradient);
    return Array.from(params);
  });
}

/** Two instances with gradients of their own: stepped in turn, and one after the other. */
export function interleavedRuns(
  optimizer: OptimizerUnderTest,
  options: Options,
  start: readonly number[],
  steps: number,
): { together: number[][][]; apart: number[][][] } {
  const given = ['first', 'second'].map((seed) => gradientsOf(seed, start.length, steps));
  const states = given.map(() => optimizer.create({ dimension: start.length, ...options }));
  const params = given.map(() => Float64Array.from(start));
  const together: number[][][] = [[], []];
  for (let k = 0; k < steps; k++) {
    for (const i of [0, 1]) {
      states[i]!.step(params[i]!, given[i]![k]!);
      together[i]!.push(Array.from(params[i]!));
    }
  }
  return { together, apart: given.map((gradients) => stepsOf(optimizer, options, start, gradients)) };
}
