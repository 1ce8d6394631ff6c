/** A published form of an update rule. */

import type { Arithmetic, Rounded } from './arithmetic.js';

/** Hyperparameters by name, as `create` takes them. */
export type Hyperparameters = Readonly<Record<string, number>>;

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
  /** Starts the rule afresh. */
  begin(arithmetic: Arithmetic, hyperparameters: Readonly<Record<string, Rounded>>, dimension: number): VectorRule;
}

/** The vector rule that applies a rule to each coordinate by itself. */
export function coordinatewise(
  begin: (arithmetic: Arithmetic, hyperparameters: Readonly<Record<string, Rounded>>) => CoordinateRule,
): Convention['begin'] {
  return (arithmetic, hyperparameters, dimension) => {
    const rules = Array.from({ length: dimension }, () => begin(arithmetic, hyperparameters));
    return (w, gradient, eta, k) => rules.map((rule, j) => rule(w[j]!, gradient[j]!, eta, k));
  };
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
