/** Comparing what an optimizer made of a problem with what was due. */

import { largest } from '../../numerics/lists.js';
import type { CheckOutcome, Subject } from '../check.js';
import { unitRoundoff } from '../reference/arithmetic.js';
import { type Problem, stepsWitness } from './problem.js';

type Run = readonly ArrayLike<number>[];

/** How much parameter j may differ after step k = 0, 1, ... */
export type Allowance = (k: number, j: number) => number;

/** Only the same bits will do. */
export const sameBits: Allowance = () => 0;

/** Roundings per step that two evaluations of one rule may differ by, each of the size of the largest parameter. */
const PER_STEP = 16;

/** An allowance for runs that differ by rounding: 16 unit roundoffs a step of the largest parameter up to there. */
export function rounding(subject: Subject, problem: Problem, ...runs: readonly Run[]): Allowance {
  const sizes: number[] = [];
  let size = largest(problem.start.map(Math.abs));
  for (let k = 0; k < problem.gradients.length; k++) {
    for (const run of runs) for (const x of Array.from(run[k] ?? [])) size = Math.max(size, Math.abs(x));
    sizes.push(size);
  }
  const unit = PER_STEP * unitRoundoff(subject.precision);
  return (k) => unit * (k + 1) * (sizes[k] ?? Number.NaN);
}

/**
 * Passes when two runs agree; otherwise broken at the first step that does not.
 *
 * @param said - what the difference means, to stand before the two values.
 */
export function agreement(problem: Problem, due: Run, got: Run, allowed: Allowance, said: string): CheckOutcome {
  let ratio = 0;
  for (const [k, expected] of due.entries()) {
    const came = got[k] ?? [];
    for (const [j, a] of Array.from(expected).entries()) {
      const b = came[j] ?? Number.NaN;
      if (Object.is(a, b) || a === b) continue;
      const here = Math.abs(a - b) / allowed(k, j);
      ratio = Math.max(ratio, Number.isNaN(here) ? Number.POSITIVE_INFINITY : here);
      if (ratio <= 1) continue;
      return {
        verdict: 'broken',
        slack: 1 - ratio,
        note: `${said}: after step ${k + 1} coordinate ${j + 1} is ${b} where ${a} was due`,
        witness: stepsWitness(problem, k + 1, expected, came),
      };
    }
  }
  return { verdict: 'pass', slack: 1 - ratio };
}

/** The first outcome that is broken, or the one with the least slack. */
export function worstOf(outcomes: readonly CheckOutcome[]): CheckOutcome {
  return outcomes.find(({ verdict }) => verdict === 'broken') ?? outcomes.reduce((worst, one) => (one.slack < worst.slack ? one : worst));
}
