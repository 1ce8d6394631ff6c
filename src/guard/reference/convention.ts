/** A published form of an update rule. */

import { binaryExponent } from '../../numerics/dyadic.js';
import type { Arithmetic, Rounded } from './arithmetic.js';

/** Hyperparameters by name, as `create` takes them. */
export type Hyperparameters = Readonly<Record<string, number>>;

/** Hyperparameters by name, as a rule computes with them. */
export type NamedConstants = Readonly<Record<string, Rounded>>;

/** Shapes of the parts that parameters are made of, in order; their sizes add up to the dimension. */
export type Shapes = readonly (readonly number[])[];

/** The rule of one coordinate at work: the parameter after step k = 0, 1, ... from the one before it, its gradient and eta_k. */
export type CoordinateRule = (w: Rounded, gradient: Rounded, eta: Rounded, k: number) => Rounded;

/** The rule of a whole vector at work. */
export type VectorRule = (w: readonly Rounded[], gradient: readonly Rounded[], eta: Rounded, k: number) => Rounded[];

/** One form of an algorithm that a paper or a library has. */
export interface Convention {
  /** The form in words, with who uses it. */
  readonly name: string;
  /** Published values of each hyperparameter: what a subject may use that does not heed what it is given. */
  readonly published: Readonly<Record<string, readonly number[]>>;
  /**
   * Starts the rule afresh.
   *
   * @param shapes - of the parts that the parameters are made of, in order; one vector where nothing is said.
   */
  begin(arithmetic: Arithmetic, hyperparameters: NamedConstants, dimension: number, shapes?: Shapes): VectorRule;
}

/** The vector rule that applies a rule to each coordinate by itself. */
export function coordinatewise(begin: (arithmetic: Arithmetic, hyperparameters: NamedConstants) => CoordinateRule): Convention['begin'] {
  return (arithmetic, hyperparameters, dimension) => {
    const rules = Array.from({ length: dimension }, () => begin(arithmetic, hyperparameters));
    return (w, gradient, eta, k) => rules.map((rule, j) => rule(w[j]!, gradient[j]!, eta, k));
  };
}

/** The number of entries of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** The vector rule that applies a rule to each part by itself, with the shape of the part. */
export function partwise(
  begin: (arithmetic: Arithmetic, hyperparameters: NamedConstants, shape: readonly number[]) => VectorRule,
): Convention['begin'] {
  return (arithmetic, hyperparameters, dimension, shapes = [[dimension]]) => {
    const rules = shapes.map((shape) => begin(arithmetic, hyperparameters, shape));
    return (w, gradient, eta, k) => {
      let from = 0;
      return rules.flatMap((rule, i) => {
        const to = from + sizeOf(shapes[i]!);
        const part = rule(w.slice(from, to), gradient.slice(from, to), eta, k);
        from = to;
        return part;
      });
    };
  };
}

/** The Euclidean norm of a vector, scaled by a power of two so that neither overflow nor underflow enters the bound. */
export function norm({ exact, add, multiply, sqrt }: Arithmetic, vector: readonly Rounded[]): Rounded {
  let largest = 0;
  for (const { value } of vector) largest = Math.max(largest, Math.abs(value));
  if (largest === 0 || !Number.isFinite(largest)) return sqrt(vector.reduce((sum, x) => add(sum, multiply(x, x)), exact(0)));
  const scale = 2 ** binaryExponent(largest);
  let square = exact(0);
  for (const { value, error } of vector) {
    const part = { value: value / scale, error: error / scale };
    square = add(square, multiply(part, part));
  }
  return multiply(exact(scale), sqrt(square));
}

/** decay * average + (1 - decay) * term: one step of an exponential average. */
export function averaged({ exact, add, subtract, multiply }: Arithmetic, decay: Rounded, average: Rounded, term: Rounded): Rounded {
  return add(multiply(decay, average), multiply(subtract(exact(1), decay), term));
}

/** Where the small number that keeps a quotient finite stands. */
export type EpsilonPlace = 'inside' | 'outside';

/** sqrt(square + epsilon) or sqrt(square) + epsilon. */
export function guardedRoot({ add, sqrt }: Arithmetic, square: Rounded, epsilon: Rounded, place: EpsilonPlace): Rounded {
  return place === 'inside' ? sqrt(add(square, epsilon)) : add(sqrt(square), epsilon);
}
