/** A sequence of gradients for an optimizer, and what it makes of them. */

import seedrandom from 'seedrandom';
import type { StepSize } from '../../optimizer/optimizer.js';
import type { StepsWitness, Subject } from '../check.js';

/** Gradients to give, from a start, under a step size. */
export interface Problem {
  /** A constant, or eta_0, eta_1, ... of which the last goes on for ever. */
  readonly stepSize: number | readonly number[];
  readonly hyperparameters: Readonly<Record<string, unknown>>;
  readonly start: readonly number[];
  /** One a step, each as long as `start`. */
  readonly gradients: readonly (readonly number[])[];
  /** Which parts have a gradient, one list a step; absent where all have. */
  readonly present?: readonly (readonly boolean[])[];
}

/** eta_k of a problem. */
export function stepSizeAt({ stepSize }: Pick<Problem, 'stepSize'>, k: number): number {
  return typeof stepSize === 'number' ? stepSize : (stepSize[Math.min(k, stepSize.length - 1)] ?? Number.NaN);
}

/** The step size as `create` takes it. */
function stepSizeOf(problem: Pick<Problem, 'stepSize'>): StepSize {
  return typeof problem.stepSize === 'number' ? problem.stepSize : (k) => stepSizeAt(problem, k);
}

/** An instance of the subject for a problem. */
export function createFor(subject: Subject, problem: Problem): ReturnType<Subject['create']> {
  return subject.create({ ...problem.hyperparameters, dimension: problem.start.length, stepSize: stepSizeOf(problem) });
}

/** Parameters after each step. */
export function trajectory(subject: Subject, problem: Problem): Float64Array[] {
  const state = createFor(subject, problem);
  const params = Float64Array.from(problem.start);
  if (state.run !== undefined && problem.present === undefined) return state.run(params, problem.gradients);
  return problem.gradients.map((gradient, k) => {
    const present = problem.present?.[k];
    state.step(params, new Float64Array(gradient), present === undefined ? undefined : { present });
    return params.slice();
  });
}

/** A witness: the problem up to a step, with what was due then and what came. */
export function stepsWitness(problem: Problem, steps: number, expected: ArrayLike<number>, got: ArrayLike<number>): StepsWitness {
  const { hyperparameters, start } = problem;
  const stepSize =
    typeof problem.stepSize === 'number' ? problem.stepSize : Array.from({ length: steps }, (_, k) => stepSizeAt(problem, k));
  return {
    kind: 'steps',
    options: { dimension: start.length, stepSize, ...hyperparameters },
    start,
    gradients: problem.gradients.slice(0, steps),
    ...(problem.present === undefined ? {} : { present: problem.present.slice(0, steps) }),
    expected: Array.from(expected),
    got: Array.from(got),
  };
}

/** What gradients are drawn like. */
export interface GradientRecipe {
  readonly seed: string;
  readonly dimension: number;
  readonly steps: number;
  /** Unit of the lattice that entries lie on. */
  readonly unit?: number;
  /** Entries are at most this many units. */
  readonly most?: number;
  /** Share of the steps at which a coordinate's gradient is zero. */
  readonly zeros?: number;
}

/** Gradients on a lattice, never zero but for the share asked for. Exact in float32 too, for `most` below 2^24. */
export function latticeGradients({ seed, dimension, steps, unit = 1 / 8, most = 16, zeros = 0 }: GradientRecipe): number[][] {
  const random = seedrandom(`guard/${seed}`);
  const entry = (): number => {
    if (random() < zeros) return 0;
    const size = 1 + Math.floor(random() * most);
    return random() < 0.5 ? -size * unit : size * unit;
  };
  return Array.from({ length: steps }, () => Array.from({ length: dimension }, entry));
}

/** Start values on the same kind of lattice. */
export function latticeStart(seed: string, dimension: number): number[] {
  const [start = []] = latticeGradients({ seed: `${seed}/start`, dimension, steps: 1, unit: 1 / 4, most: 12 });
  return start;
}
