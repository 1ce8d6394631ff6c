/** Candidates for what a subject does, and how far its steps are from them. */

import type { Subject } from '../check.js';
import { neutralOptions } from '../neutral-options.js';
import { arithmeticOf, isHalf, type Rounded, roundedTo, unitRoundoff } from '../reference/arithmetic.js';
import type { Convention, Hyperparameters, Shapes, VectorRule } from '../reference/convention.js';
import { conventionsFor, type RuledAlgorithm } from '../reference/published.js';
import { type Problem, stepSizeAt } from './problem.js';

/**
 * The running error bound of the published form is allowed this often: another order of the same operations has a bound of
 * the same size, and the float64 reference has an error of its own.
 */
const ORDERS = 4;

/** A convention with the hyperparameters that it is tried with. */
export interface Candidate {
  readonly convention: Convention;
  readonly hyperparameters: Hyperparameters;
}

/** How a run fits a candidate, each step taken from the subject's own parameters. */
export interface Fit {
  readonly candidate: Candidate;
  /** Largest deviation of a parameter over its tolerance; at most 1 fits. */
  readonly ratio: number;
  /** Largest deviation in units in the last place of the larger of the parameters before and after the step. */
  readonly ulps: number;
  /** First step (0, 1, ...) with a ratio beyond 1, or the number of steps. */
  readonly agreed: number;
  /** What the candidate makes of that step; undefined when all agree. */
  readonly expected?: readonly number[];
}

/** All conventions of an algorithm with the hyperparameters given and the published ones, in every combination. */
export function candidatesFor(algorithm: RuledAlgorithm, given: Readonly<Record<string, unknown>>): Candidate[] {
  return conventionsFor(algorithm, given).flatMap((convention) =>
    combinations(convention, given).map((hyperparameters) => ({ convention, hyperparameters })),
  );
}

function combinations({ published }: Convention, given: Readonly<Record<string, unknown>>): Hyperparameters[] {
  let all: Hyperparameters[] = [{}];
  for (const [name, values] of Object.entries(published)) {
    const asked = given[name];
    const tried = new Set([...(typeof asked === 'number' ? [asked] : []), ...values]);
    all = all.flatMap((rest) => [...tried].map((value) => ({ ...rest, [name]: value })));
  }
  return all;
}

/** A number as it enters a computation in the precision. */
function entering(precision: Subject['precision']): (value: number) => Rounded {
  const { exact, rounded } = arithmeticOf(precision);
  return (value) => (roundedTo(precision, value) === value ? exact(value) : rounded(value));
}

/** The rule of a candidate, about to take the steps of a problem. */
export function ruleOf(
  { convention, hyperparameters }: Candidate,
  problem: Problem,
  subject: Pick<Subject, 'algorithm' | 'options' | 'precision'>,
): VectorRule {
  const enter = entering(subject.precision);
  const named = Object.fromEntries(Object.entries(hyperparameters).map(([name, value]) => [name, enter(value)]));
  const dimension = problem.start.length;
  const { shapes = neutralOptions(subject, dimension).shapes } = problem.hyperparameters;
  return convention.begin(arithmeticOf(subject.precision), named, dimension, shapes as Shapes | undefined);
}

/**
 * Compares a run with a candidate step by step.
 *
 * @param run - parameters after each step; entries that are not finite fit nothing.
 * @param throughout - goes on to the end for the largest ratio, where otherwise the first deviation decides.
 */
export function compareRun(
  candidate: Candidate,
  problem: Problem,
  run: readonly Float64Array[],
  subject: Pick<Subject, 'algorithm' | 'options' | 'precision'>,
  throughout = false,
): Fit {
  const { precision } = subject;
  const arithmetic = arithmeticOf(precision);
  const enter = entering(precision);
  const rule = ruleOf(candidate, problem, subject);
  // One ulp is between one and two of these.
  const unit = 2 * unitRoundoff(precision);
  let before: ArrayLike<number> = problem.start;
  let ratio = 0;
  let ulps = 0;
  let agreed = -1;
  let expected: readonly number[] | undefined;
  for (const [k, after] of run.entries()) {
    const gradient = (problem.gradients[k] ?? []).map(arithmetic.exact);
    const due = rule(Array.from(before, arithmetic.exact), gradient, enter(stepSizeAt(problem, k)), k);
    for (const [j, expected] of due.entries()) {
      const [from, to] = [before[j] ?? Number.NaN, after[j] ?? Number.NaN];
      ratio = Math.max(ratio, deviation(expected, to, precision));
      const place = unit * Math.max(Math.abs(from), Math.abs(to));
      if (place > 0) ulps = Math.max(ulps, Math.abs(expected.value - to) / place);
    }
    if (ratio > 1 && agreed < 0) {
      agreed = k;
      expected = due.map(({ value }) => value);
      if (!throughout) break;
    }
    before = after;
  }
  return expected === undefined ? { candidate, ratio, ulps, agreed: run.length } : { candidate, ratio, ulps, agreed, expected };
}

function deviation({ value, error }: Rounded, got: number, precision: Subject['precision']): number {
  const distance = Math.abs(got - value);
  if (distance === 0) return 0;
  if (!Number.isFinite(got)) return Number.POSITIVE_INFINITY;
  // In half precision a divisor can be lost in its own bound, which then tells nothing; otherwise that fits nothing.
  if (!Number.isFinite(error) || !Number.isFinite(distance)) return isHalf({ precision }) ? 0 : Number.POSITIVE_INFINITY;
  return distance / (ORDERS * error);
}

/** A convention in words, with the hyperparameters that are neither those given nor, where none was given, the usual ones. */
export function describe({ convention, hyperparameters }: Candidate, given: Readonly<Record<string, unknown>>): string {
  const own = Object.entries(hyperparameters).filter(([name, value]) => value !== (given[name] ?? convention.published[name]?.[0]));
  return own.length === 0 ? convention.name : `${convention.name}, with ${own.map(([name, value]) => `${name} ${value}`).join(', ')}`;
}
