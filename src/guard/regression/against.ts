/** One optimizer by another: a port by its original, one code path by another. */

import type { CheckOutcome, Subject } from '../check.js';
import { agreement, rounding, worstOf } from '../checks/agreement.js';
import { givenHyperparameters } from '../checks/law-identify.js';
import type { Problem } from '../checks/problem.js';
import { standardProblem } from '../checks/standard-problem.js';
import type { SubjectEntry } from '../result.js';

/** How often the rounding of a step may be exceeded: two programs may differ in the order of every operation. */
const ORDERS = 16;

/** The problems that both are given: ordinary gradients, zeros among them, schedules, large and small ones, many steps. */
export function againstProblems(entry: SubjectEntry): Problem[] {
  const subject = plain(entry);
  const problem = (seed: string, dimension: number, steps: number, more: { zeros?: number; unit?: number } = {}): Problem => ({
    ...standardProblem(subject, { seed: `against ${seed}`, dimension, steps, ...more }),
    hyperparameters: givenHyperparameters(subject),
  });
  return [
    problem('ordinary', 4, 24),
    problem('zeros', 3, 40, { zeros: 0.25 }),
    { ...problem('schedule', 3, 16), stepSize: [1 / 8, 1 / 2, 1 / 16, 1 / 4, 1 / 1024, 1, 1 / 4, 1 / 32, 1 / 2] },
    { ...problem('decimal', 2, 12), stepSize: 0.1 },
    problem('small', 2, 12, { unit: 2 ** -8 }),
    problem('wide', 19, 6),
    problem('long', 2, 400),
  ];
}

/** A subject that is asked nothing. */
function plain(entry: SubjectEntry): Subject {
  return {
    ...entry,
    options: entry.options ?? [],
    create: () => {
      throw new RangeError('only the problems are made here');
    },
  };
}

/** Compares the parameters after each step. */
export function againstOutcome(
  entry: SubjectEntry,
  problems: readonly Problem[],
  due: readonly (readonly Float64Array[])[],
  got: readonly (readonly Float64Array[])[],
): CheckOutcome {
  const outcome = worstOf(
    problems.map((problem, i) => {
      const [one, other] = [due[i] ?? [], got[i] ?? []];
      const round = rounding(plain(entry), problem, one, other);
      return agreement(problem, one, other, (k, j) => ORDERS * round(k, j), 'differs from the other optimizer');
    }),
  );
  return outcome.verdict === 'pass' ? { ...outcome, note: `${problems.length} runs agree to rounding` } : outcome;
}
