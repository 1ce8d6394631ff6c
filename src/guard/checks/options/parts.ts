/** Parameters in parts, and what each part, or several, would do by themselves. */

import type { Subject } from '../../check.js';
import { sizeOf } from '../../reference/convention.js';
import { matrixMethod } from '../applicability.js';
import { type Problem, trajectory } from '../problem.js';
import { standardProblem } from '../standard-problem.js';

/** Four parts: a tall matrix, a wide one and, for methods that take them, vectors. */
function shapesFor(subject: Subject): number[][] {
  return matrixMethod(subject)
    ? [
        [3, 2],
        [2, 4],
        [2, 2],
        [1, 3],
      ]
    : [[3, 2], [2], [2, 2], [3]];
}

/** Whether weight decay is an option of a subject, coupled or decoupled. */
export function takesWeightDecay({ options }: Subject): boolean {
  return options.includes('weightDecay') || options.includes('decoupledWeightDecay');
}

/** Shapes of a problem's parts. */
export function shapesOf({ hyperparameters }: Problem): readonly (readonly number[])[] {
  return hyperparameters.shapes as number[][];
}

/** Ordinary gradients, a quarter of them zero, for parameters in four parts. */
export function partsProblem(subject: Subject, seed: string, steps: number): Problem {
  const shapes = shapesFor(subject);
  const dimension = shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
  const base = standardProblem(subject, { seed, dimension, steps, zeros: 0.25 });
  return { ...base, hyperparameters: { ...base.hyperparameters, shapes } };
}

/** Where the entries of some parts are among the parameters. */
export function entriesOf(problem: Problem, parts: readonly number[]): number[] {
  const entries: number[] = [];
  let from = 0;
  shapesOf(problem).forEach((shape, part) => {
    const size = sizeOf(shape);
    if (parts.includes(part)) for (let j = from; j < from + size; j++) entries.push(j);
    from += size;
  });
  return entries;
}

/** What an instance of its own makes of some parts alone, with other hyperparameters. */
export function partsAlone(subject: Subject, problem: Problem, parts: readonly number[], more: Partial<Problem> = {}): Float64Array[] {
  const entries = entriesOf(problem, parts);
  const take = (vector: readonly number[]): number[] => entries.map((j) => vector[j]!);
  const { hyperparameters, present: _, ...rest } = problem;
  const shapes = shapesOf(problem).filter((_, part) => parts.includes(part));
  return trajectory(subject, {
    ...rest,
    start: take(problem.start),
    gradients: problem.gradients.map(take),
    ...more,
    hyperparameters: { ...hyperparameters, ...more.hyperparameters, shapes },
  });
}
