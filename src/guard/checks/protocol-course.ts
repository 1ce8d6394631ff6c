/** Checks along a course of steps: independent coordinates, schedules, and thousands of steps. */

import type { Check, CheckOutcome, Subject } from '../check.js';
import { isHalf, unitRoundoff } from '../reference/arithmetic.js';
import { agreement, rounding, worstOf } from './agreement.js';
import { beatsSteadily, coordinatewise, named, obeysEachStepSize } from './applicability.js';
import { beatingRun } from './long-run.js';
import { type Problem, stepsWitness, trajectory } from './problem.js';
import { standardProblem } from './standard-problem.js';

const coordinates: Check = {
  id: 'protocol/coordinates',
  group: 'protocol',
  title: 'what a coordinate does depends on its own gradients alone',
  applies: coordinatewise,
  after: ['protocol/finite'],
  judge(subject) {
    const problem = standardProblem(subject, { dimension: 4, steps: 12 });
    const run = trajectory(subject, problem);
    return worstOf(
      problem.start.map((x, j) => {
        const alone = { ...problem, start: [x], gradients: problem.gradients.map((gradient) => gradient.slice(j, j + 1)) };
        const single = trajectory(subject, alone);
        const due = run.map((params, k) => params.map((y, i) => (i === j ? (single[k]?.[0] ?? Number.NaN) : y)));
        return agreement(problem, due, run, rounding(subject, problem, due, run), `coordinate ${j + 1} alone moves otherwise`);
      }),
    );
  },
};

const constantSchedule: Check = {
  id: 'protocol/schedule',
  group: 'protocol',
  title: 'a constant schedule is the same as the number, and steps with a vanishing eta_k at the start move nothing',
  applies: () => true,
  after: ['protocol/finite'],
  judge(subject) {
    const problem = standardProblem(subject, { dimension: 2, steps: 12 });
    const due = trajectory(subject, problem);
    const constant = { ...problem, stepSize: [1 / 8] };
    const got = trajectory(subject, constant);
    const same = agreement(
      constant,
      due,
      got,
      rounding(subject, problem, due, got),
      'a schedule of constant 1/8 differs from the number 1/8',
    );
    if (same.verdict === 'broken' || !named(subject)) return same;
    const double = trajectory(subject, { ...problem, stepSize: 1 / 4 });
    if (double.every((params, k) => params.every((x, j) => x === due[k]?.[j]))) {
      if (subject.algorithm === 'adadelta') return { ...same, conventions: ['has no step size (Zeiler 2012)'] };
      return { verdict: 'broken', slack: -1, note: 'the step size has no effect', witness: stepsWitness(problem, 1, [], due[0] ?? []) };
    }
    if (!obeysEachStepSize(subject)) return same;
    return worstOf([same, ...[1, 2, 5].map((rest) => delayed(subject, problem, rest))]);
  },
};

/** A step size too small to move any parameter by; zero itself is one that an optimizer may refuse. */
const VANISHING = 2 ** -80;

/** eta_k vanishing for k < rest: no move before step `rest`, and a move there. */
function delayed(subject: Subject, base: Problem, rest: number): CheckOutcome {
  // A weight that decays by a share of its own rests at zero only.
  const decays = subject.algorithm === 'adamw' || subject.algorithm === 'lion';
  const start = decays ? base.start.map(() => 0) : base.start;
  const problem = { ...base, start, stepSize: [...new Array<number>(rest).fill(VANISHING), 1] };
  const run = trajectory(subject, problem);
  const due = run.map((params, k) => (k < rest ? Float64Array.from(problem.start) : params));
  // Beside zero even a vanishing step shows.
  const least = decays ? 2 ** -60 : 0;
  const resting = agreement(problem, due, run, () => least, `eta_k = 2^-80 for k < ${rest}, and it moved`);
  if (resting.verdict === 'broken') return resting;
  const first = run[rest] ?? new Float64Array();
  const still = problem.start.every((x, j) => Math.abs((first[j] ?? Number.NaN) - x) <= least);
  if (!still) return resting;
  const note = `eta_${rest} = 1 is the first step size above 2^-80, and step k = ${rest} moves nothing`;
  return { verdict: 'broken', slack: -1, note, witness: stepsWitness(problem, rest + 1, [], first) };
}

/** The first step at which moves two steps apart are compared: by then every average has settled. */
const SETTLED = 1000;
/** Relative change of a move within two steps that is none: 1/k for the slowest, of Adagrad, Adadelta and accelerated methods. */
const STEADY = 0.02;

/** A problem in its first coordinate alone. */
function inFirst(problem: Problem): Problem {
  const first = (vector: readonly number[]): readonly number[] => vector.slice(0, 1);
  return { ...problem, start: first(problem.start), gradients: problem.gradients.map(first) };
}

const long: Check = {
  id: 'protocol/long',
  group: 'protocol',
  title: 'under gradients 1, -1/2, 1, -1/2, ... moves settle to a steady beat for 10,000 steps',
  applies: beatsSteadily,
  after: ['protocol/finite'],
  judge(subject) {
    const { problem, run } = beatingRun(subject);
    const place = Float64Array.from(run, ([x = Number.NaN]) => x);
    const at = (k: number): number => place[k] ?? Number.NaN;
    const move = (k: number): number => at(k) - at(k - 1);
    // Half a precision moves a parameter by few of its own grains, of which one more or less says nothing.
    const grain = isHalf(subject) ? 8 * unitRoundoff(subject.precision) : 0;
    let worst = 0;
    for (let k = SETTLED; k < run.length; k++) {
      // Two equal moves are no change, zero ones included.
      const by = Math.abs(move(k) - move(k - 2));
      const change = by <= grain * Math.abs(at(k)) ? 0 : by / Math.abs(move(k - 2));
      worst = Math.max(worst, Number.isNaN(change) ? Number.POSITIVE_INFINITY : change);
      if (worst <= STEADY) continue;
      return {
        verdict: 'broken',
        slack: 1 - worst / STEADY,
        note: `step ${k + 1} moves by ${move(k)} where step ${k - 1}, with the same gradient, moved by ${move(k - 2)}`,
        witness: stepsWitness(inFirst(problem), k + 1, [at(k - 1) + move(k - 2)], [at(k)]),
      };
    }
    return { verdict: 'pass', slack: 1 - worst / STEADY };
  },
};

/** Checks of courses. */
export const courseChecks: readonly Check[] = [coordinates, constantSchedule, long];
