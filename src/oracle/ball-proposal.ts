/** A direction of large margin on a ball, and weights that show how large, as linear programs propose them. Nothing rests on their being right. */

import type { Numbers } from '../numerics/vector.js';
import { type LinearVariable, linearProgram, unlessGivenUp } from './linear-program.js';

/** Whose unit ball the margin is maximised over. */
export type Ball = 'l1' | 'l-infinity';

/**
 * A vector w in the ball with a large least a.w, and weights q for which the dual norm of sum_i q_i a_i is small beside sum_i q_i; undefined
 * where the solver gives up.
 */
export function proposeOnBall(
  rows: readonly Numbers[],
  dimension: number,
  ball: Ball,
): { readonly direction: Float64Array; readonly weights: Float64Array } | undefined {
  return unlessGivenUp(() => ({ direction: largestMargin(rows, dimension, ball), weights: leastCombination(rows, dimension, ball) }));
}

/** Maximises t with a.w >= t for all rows, where w = p - q is in the ball. */
function largestMargin(rows: readonly Numbers[], dimension: number, ball: Ball): Float64Array {
  const program = linearProgram(pivotsFor(rows, dimension));
  program.maximize();
  const t = program.addVariable(1, 't');
  const positive = variables(dimension, (j) => program.addVariable(0, `p${j}`));
  const negative = variables(dimension, (j) => program.addVariable(0, `q${j}`));
  const whole = program.smallerThan(1);
  for (let j = 0; j < dimension; j++) {
    const within = ball === 'l1' ? whole : program.smallerThan(1);
    for (const variable of [positive[j], negative[j]]) if (variable !== undefined) within.addTerm(1, variable);
  }
  const unit = largestOf(rows);
  for (const row of rows) {
    const constraint = program.greaterThan(0);
    positive.forEach((variable, j) => {
      constraint.addTerm((row[j] ?? 0) / unit, variable);
    });
    negative.forEach((variable, j) => {
      constraint.addTerm(-(row[j] ?? 0) / unit, variable);
    });
    constraint.addTerm(-1, t);
  }
  program.solve();
  return Float64Array.from(positive, (variable, j) => variable.value - (negative[j]?.value ?? 0));
}

/** Minimises the dual norm of sum_i q_i a_i over weights that add up to at least 1. */
function leastCombination(rows: readonly Numbers[], dimension: number, ball: Ball): Float64Array {
  const program = linearProgram(pivotsFor(rows, dimension));
  program.minimize();
  const bounds = variables(ball === 'l1' ? 1 : dimension, (j) => program.addVariable(1, `s${j}`));
  const weights = variables(rows.length, (i) => program.addVariable(0, `q${i}`));
  const total = program.greaterThan(1);
  for (const weight of weights) total.addTerm(1, weight);
  const unit = largestOf(rows);
  for (let j = 0; j < dimension; j++) {
    for (const sign of [1, -1]) {
      const constraint = program.greaterThan(0);
      const bound = bounds[ball === 'l1' ? 0 : j];
      if (bound !== undefined) constraint.addTerm(1, bound);
      weights.forEach((weight, i) => {
        constraint.addTerm((sign * (rows[i]?.[j] ?? 0)) / unit, weight);
      });
    }
  }
  program.solve();
  return Float64Array.from(weights, ({ value }) => Math.max(0, value));
}

function variables(count: number, add: (index: number) => LinearVariable): LinearVariable[] {
  return Array.from({ length: count }, (_, index) => add(index));
}

function pivotsFor(rows: readonly Numbers[], dimension: number): number {
  return 50 + 20 * (rows.length + dimension);
}

function largestOf(rows: readonly Numbers[]): number {
  let largest: number = Number.MIN_VALUE;
  for (const row of rows) for (let j = 0; j < row.length; j++) largest = Math.max(largest, Math.abs(row[j] ?? 0));
  return largest;
}
