/**
 * The max-margin direction with an exact certificate.
 *
 * quadprog guesses the active set in float64, an exact dual active-set method finishes in integers, and a separate
 * checker verifies the answer against the input before it is returned.
 */

import { type Dataset, sample } from '../data/dataset.js';
import { nearestQuotient, nearestRoot } from '../numerics/rational.js';
import { remembering, SIX_DOZEN } from '../numerics/remember.js';
import type { Numbers } from '../numerics/vector.js';
import { type ActiveSetSolution, solveActiveSet } from './active-set.js';
import { proposeActiveSet } from './active-set-proposal.js';
import { liftingCost } from './active-system.js';
import { encloseMargin } from './enclosure.js';
import { ExactRows, integerDot } from './exact-rows.js';
import type { ExactMargin, InfeasibleMargin, MarginProblem, MaxMargin } from './margin-problem.js';
import { maxMarginDefect } from './max-margin-certificate.js';

export type { EnclosedMargin, ExactMargin, FeasibleMargin, InfeasibleMargin, MarginProblem, MaxMargin } from './margin-problem.js';

/** Float64 operations from which on an exact solution is not tried before an enclosure: some seconds. */
const MOST_OPERATIONS = 5e9;

/**
 * Solves the max-margin problem exactly. Where the integers of the solution would take too long, and no row is degenerate, the support
 * is proved and the solution enclosed instead: `exact` is undefined then.
 *
 * @throws RangeError when there is no row to separate, a row has another length, or an entry is not finite.
 */
export function maxMargin(problem: MarginProblem): MaxMargin {
  check(problem);
  return solved(problem);
}

/** All claims on one data set ask for its margin, in every case on it. */
const solved = remembering(numbersOf, (problem: MarginProblem) => solveWithin(problem, MOST_OPERATIONS), SIX_DOZEN);

function numbersOf({ dimension, atLeastOne, atMostZero = [] }: MarginProblem): Float64Array {
  const numbers = new Float64Array(2 + (atLeastOne.length + atMostZero.length) * dimension);
  numbers.set([dimension, atLeastOne.length]);
  let at = 2;
  for (const rows of [atLeastOne, atMostZero]) for (const row of rows) for (let j = 0; j < dimension; j++) numbers[at++] = row[j]!;
  return numbers;
}

/**
 * Solves a problem that has been checked, and keeps no answer.
 *
 * @param most - float64 operations from which on an enclosure is tried before an exact solution.
 */
export function solveWithin(problem: MarginProblem, most: number): MaxMargin {
  const { dimension, atLeastOne, atMostZero = [] } = problem;
  const signed = [...atLeastOne, ...atMostZero.map((row) => Float64Array.from(row, (x) => -x))];
  const targets = new Uint8Array(signed.length).fill(1, 0, atLeastOne.length);
  const rows = new ExactRows(signed, dimension);
  const proposal = proposeActiveSet(signed, targets, dimension);
  if (atMostZero.length === 0 && proposal.refuting === undefined && liftingCost(rows, proposal.active) > most) {
    const enclosed = encloseMargin(rows, proposal.active);
    if (enclosed !== undefined && maxMarginDefect(problem, enclosed) === undefined) return enclosed;
  }
  const solution = solveActiveSet(rows, targets, proposal.active, proposal.refuting);
  const answer = solution.feasible ? feasible(problem, rows.exponent, solution) : infeasible(problem, solution);
  const defect = maxMarginDefect(problem, answer);
  if (defect !== undefined) throw new Error(`max margin: the certificate of the solution does not hold: ${defect}`);
  return answer;
}

/**
 * The rows y_i x_i whose max-margin direction is that of the data set.
 *
 * @param options.subset - indices of the samples wanted; all by default.
 * @param options.slope - slope a of a leaky ReLU: negatives enter as -a x_i (each product rounded to float64), the rescaled
 * data of section 4.1.
 */
export function signedRows(data: Dataset, options: { readonly subset?: readonly number[]; readonly slope?: number } = {}): Float64Array[] {
  const indices = options.subset ?? Array.from({ length: data.n }, (_, i) => i);
  const slope = options.slope ?? 1;
  return indices.map((i) => sample(data, i).map((x) => (data.y[i] === 1 ? x : -slope * x)));
}

function check({ dimension, atLeastOne, atMostZero = [] }: MarginProblem): void {
  if (atLeastOne.length === 0) throw new RangeError('max margin: atLeastOne has no rows');
  const groups: [string, readonly Numbers[]][] = [
    ['atLeastOne', atLeastOne],
    ['atMostZero', atMostZero],
  ];
  for (const [name, rows] of groups) {
    rows.forEach((row, i) => {
      if (row.length !== dimension) throw new RangeError(`max margin: ${name}[${i}] has ${row.length} entries, not ${dimension}`);
      for (let j = 0; j < dimension; j++) {
        if (!Number.isFinite(row[j]!)) throw new RangeError(`max margin: ${name}[${i}][${j}] is ${row[j]}, not a finite number`);
      }
    });
  }
}

function feasible(problem: MarginProblem, exponent: number, solution: ActiveSetSolution & { feasible: true }): ExactMargin {
  const { point, denominator, tight } = solution;
  const dual = dualSolution(problem, solution);
  const square = integerDot(point, point);
  const support = tight.filter((k) => k < problem.atLeastOne.length);
  return {
    feasible: true,
    direction: Float64Array.from(point, (x) => (x < 0n ? -1 : 1) * nearestRoot(x * x, square)),
    exactDirection: point,
    // In units of 2^exponent v = point / (sum of weights), and |point|^2 = denominator * (sum of weights).
    margin: nearestRoot(denominator, dual.exact.denominator, exponent),
    ...dual,
    support,
    degenerate: support.filter((i) => dual.exact.weights[i] === 0n),
    certified: true,
  };
}

function infeasible(problem: MarginProblem, solution: ActiveSetSolution): InfeasibleMargin {
  return { feasible: false, ...dualSolution(problem, solution), certified: true };
}

function dualSolution({ atLeastOne, atMostZero = [] }: MarginProblem, { active, multipliers }: ActiveSetSolution) {
  const weights = new Array<bigint>(atLeastOne.length).fill(0n);
  const constraintWeights = new Array<bigint>(atMostZero.length).fill(0n);
  let denominator = 0n;
  active.forEach((k, i) => {
    if (k < weights.length) {
      weights[k] = multipliers[i]!;
      denominator += multipliers[i]!;
    } else constraintWeights[k - weights.length] = multipliers[i]!;
  });
  const round = (x: bigint): number => nearestQuotient(x, denominator);
  return {
    weights: Float64Array.from(weights, round),
    constraintWeights: Float64Array.from(constraintWeights, round),
    exact: { weights, constraintWeights, denominator },
  };
}
