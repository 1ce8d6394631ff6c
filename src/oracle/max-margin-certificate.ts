/**
 * The check of a max-margin answer against its problem, in integers.
 *
 * Shares with the solver only the reading of doubles as dyadic rationals: the vector v is formed anew from the dual
 * weights and the input, and every statement of the answer is derived from it.
 */

import { commonExponent, scaledInteger } from '../numerics/dyadic.js';
import { nth, sameList } from '../numerics/lists.js';
import type { Numbers } from '../numerics/vector.js';
import { certainlyAbove, product, roundingDefect, roundsRoot } from './certificate-rounding.js';
import { enclosureDefect } from './enclosure-certificate.js';
import type { DualCertificate, ExactMargin, MarginProblem, MaxMargin } from './margin-problem.js';

/**
 * What is wrong with an answer; undefined when it is proved right.
 *
 * Proof of the direction: every unit w with c.w <= 0 has min a.w <= sum q_i a_i.w <= v.w <= |v|, and v / |v| attains |v|.
 * Doubles are right when the exact value lies between their neighbours.
 */
export function maxMarginDefect(problem: MarginProblem, answer: MaxMargin): string | undefined {
  const { dimension, atLeastOne, atMostZero = [] } = problem;
  if (answer.exact === undefined) return enclosureDefect(problem, answer);
  const { weights, constraintWeights, denominator } = answer.exact;
  if (weights.length !== atLeastOne.length || constraintWeights.length !== atMostZero.length) return 'weights do not match the rows';
  if (denominator <= 0n) return `the denominator ${denominator} is not positive`;
  if (weights.some((q) => q < 0n) || constraintWeights.some((mu) => mu < 0n)) return 'a weight is negative';
  if (weights.reduce((sum, q) => sum + q, 0n) !== denominator) return 'the weights do not sum to one';
  const misrounded =
    roundingDefect('weight', answer.weights, weights, denominator) ??
    roundingDefect('constraint weight', answer.constraintWeights, constraintWeights, denominator);
  if (misrounded !== undefined) return misrounded;

  // v = 2^exponent vector / denominator.
  const exponent = Math.min(commonExponent(atLeastOne), commonExponent(atMostZero));
  const vector = new Array<bigint>(dimension).fill(0n);
  const accumulate = (row: Numbers, factor: bigint): void => {
    if (factor !== 0n) for (let j = 0; j < dimension; j++) vector[j]! += factor * scaledInteger(nth(row, j), exponent);
  };
  for (const [i, row] of atLeastOne.entries()) accumulate(row, nth(weights, i));
  for (const [j, row] of atMostZero.entries()) accumulate(row, -nth(constraintWeights, j));
  if (!answer.feasible) return vector.some((x) => x !== 0n) ? 'the combination of the rows is not zero' : undefined;
  return feasibleDefect(problem, answer, answer.exact, vector, exponent);
}

function feasibleDefect(
  { atLeastOne, atMostZero = [] }: MarginProblem,
  answer: ExactMargin,
  { weights, denominator }: DualCertificate,
  vector: readonly bigint[],
  exponent: number,
): string | undefined {
  const square = vector.reduce((sum, x) => sum + x * x, 0n);
  if (square === 0n) return 'the combination of the rows is zero';
  if (!roundsRoot(answer.margin, square, denominator * denominator, exponent)) return `the margin is not ${answer.margin}`;
  if (answer.direction.length !== vector.length) return 'the direction has another length';
  if (!sameRay(answer.exactDirection, vector)) return 'the exact direction is not that of the combination';
  for (const [j, x] of vector.entries()) {
    const u = nth(answer.direction, j);
    if (!roundsRoot(x < 0n ? -u : u, x * x, square, 0)) return `entry ${j} of the direction is not ${u}`;
  }
  const opposite = answer.direction.map((u) => -u);
  // The doubles are right by now, and their signs are enough for most rows.
  const support: number[] = [];
  for (const [i, row] of atLeastOne.entries()) {
    if (certainlyAbove(row, answer.direction, answer.margin)) continue;
    const excess = product(row, vector, exponent) * denominator - square;
    if (excess < 0n) return `row ${i} of atLeastOne is closer than the margin`;
    if (excess === 0n) support.push(i);
  }
  for (const [j, row] of atMostZero.entries()) {
    if (certainlyAbove(row, opposite, 0)) continue;
    if (product(row, vector, exponent) > 0n) return `row ${j} of atMostZero is violated`;
  }
  if (!sameList(support, answer.support)) return 'the support is not the set of rows at the margin';
  if (
    !sameList(
      support.filter((i) => weights[i] === 0n),
      answer.degenerate,
    )
  )
    return 'the degenerate rows are not those without weight';
  return undefined;
}

/** Whether two non-zero integer vectors are positive multiples of each other. */
function sameRay(a: readonly bigint[], b: readonly bigint[]): boolean {
  const pivot = b.findIndex((x) => x !== 0n);
  return a.length === b.length && nth(a, pivot) * nth(b, pivot) > 0n && a.every((x, j) => x * nth(b, pivot) === nth(b, j) * nth(a, pivot));
}
