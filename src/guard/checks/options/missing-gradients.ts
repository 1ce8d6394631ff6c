/** Parts that have no gradient in a step. */

import type { Check, CheckOutcome, Subject } from '../../check.js';
import { agreement, rounding } from '../agreement.js';
import { judgedInTurn } from '../in-turn.js';
import { type Problem, stepSizeAt, trajectory } from '../problem.js';
import { entriesOf, partsAlone, partsProblem, shapesOf, takesWeightDecay } from './parts.js';
import { AFTER_PROTOCOL } from './prerequisites.js';

const STEPS = 14;

/** Whether a part has a gradient in step k: always, not at first, not in every other step, not in between. None has in step 9. */
const HAS: readonly ((k: number) => boolean)[] = [() => true, (k) => k >= 3, (k) => k % 2 === 0, (k) => k < 4 || k > 6];

/** The steps in which each part has a gradient. */
function presentIn(steps: number): boolean[][] {
  return Array.from({ length: steps }, (_, k) => HAS.map((has) => has(k) && k !== 9));
}

/** What a step without a gradient comes to for a part. */
interface Meaning {
  readonly name: string;
  /** The parameters due after each step. */
  due(subject: Subject, problem: Problem, present: readonly (readonly boolean[])[]): Float64Array[];
}

/** `torch.optim` leaves parameters out whose `grad` is None, their counters and averages too; eta_k goes by the steps of all. */
const LEFT_OUT: Meaning = {
  name: 'a part without a gradient is left out of the step, its counter and averages too (PyTorch)',
  due(subject, problem, present) {
    const due = problem.gradients.map(() => Float64Array.from(problem.start));
    shapesOf(problem).forEach((_, part) => {
      const steps = present.flatMap((parts, k) => (parts[part] ? [k] : []));
      const entries = entriesOf(problem, [part]);
      const taken = partsAlone(subject, { ...problem, gradients: steps.map((k) => problem.gradients[k]!) }, [part], {
        stepSize: steps.map((k) => stepSizeAt(problem, k)),
      });
      let taking = 0;
      due.forEach((params, k) => {
        if (steps[taking] === k) taking++;
        const after = taken[taking - 1];
        if (after !== undefined) {
          entries.forEach((j, i) => {
            params[j] = after[i]!;
          });
        }
      });
    });
    return due;
  },
};

/** In optax every leaf has a gradient, and what a loss does not depend on has zeros. */
const COUNTS_AS_ZERO: Meaning = {
  name: 'a part without a gradient takes the step with zeros (optax)',
  due: (subject, { present: _, ...problem }) => trajectory(subject, problem),
};

function problemsOf(subject: Subject): Problem[] {
  const base = partsProblem(subject, 'missing', STEPS);
  const present = presentIn(STEPS);
  const gradients = base.gradients.map((gradient, k) => {
    const absent = new Set(present[k]!.flatMap((has, part) => (has ? [] : entriesOf(base, [part]))));
    return gradient.map((x, j) => (absent.has(j) ? 0 : x));
  });
  const constant = { ...base, gradients, present };
  return [
    constant,
    { ...constant, stepSize: [1 / 4, 1 / 8, 1 / 16, 1 / 2, 1 / 8, 1 / 32, 1 / 8] },
    ...(takesWeightDecay(subject) ? [{ ...constant, hyperparameters: { ...constant.hyperparameters, weightDecay: 1 / 8 } }] : []),
  ];
}

function judgeMeaning(subject: Subject, meaning: Meaning): CheckOutcome {
  return judgedInTurn(problemsOf(subject), (problem) => {
    const got = trajectory(subject, problem);
    const due = meaning.due(subject, problem, problem.present!);
    const said = 'a part that had no gradient in some steps moves otherwise than if these steps had not been for it';
    return agreement(problem, due, got, rounding(subject, problem, due, got), said);
  });
}

/** Both meanings are in use; whichever it is must hold for every part and step. */
export const missingGradientsCheck: Check = {
  id: 'options/missingGradients',
  group: 'options',
  title: 'a part without a gradient in a step is left out of it with its counter and averages, or takes it with zeros; never in between',
  applies: ({ algorithm, options }) => options.includes('missingGradients') && algorithm !== 'normalized-gradient-descent',
  after: AFTER_PROTOCOL,
  judge(subject) {
    const first = judgeMeaning(subject, LEFT_OUT);
    if (first.verdict === 'pass') return { ...first, conventions: [LEFT_OUT.name] };
    const second = judgeMeaning(subject, COUNTS_AS_ZERO);
    return second.verdict === 'pass' ? { ...second, conventions: [COUNTS_AS_ZERO.name] } : first;
  },
};
