/** Steps that evaluate the loss themselves, such as those of SAM and of L-BFGS. */

import type { Check, CheckOutcome, Subject } from '../../check.js';
import type { Evaluate } from '../../linear-loss.js';
import { createFor } from '../problem.js';
import { standardProblem } from '../standard-problem.js';
import { AFTER_PROTOCOL } from './prerequisites.js';

const STEPS = 64;
const MINIMUM = [1, -0.5, 0.25, 2];
/** Parameters of the quadratic. */
export const DIMENSION: number = MINIMUM.length;

/** (w - c).A (w - c) / 2 with 3/2 on the diagonal of A and 1/4 beside it, so that curvatures are between 1 and 2. */
export const quadratic: Evaluate = (params, gradient) => {
  const away = (j: number): number => (params[j] ?? 0) - (MINIMUM[j] ?? 0);
  let loss = 0;
  for (let j = 0; j < MINIMUM.length; j++) {
    const beside = (j > 0 ? away(j - 1) : 0) + (j + 1 < MINIMUM.length ? away(j + 1) : 0);
    gradient[j] = 1.5 * away(j) + 0.25 * beside;
    loss += 0.5 * gradient[j]! * away(j);
  }
  return loss;
};

/** The losses before the first step and after each, with how often the steps evaluated. */
function descend(subject: Subject, start: readonly number[], steps: number): { losses: number[]; calls: number } {
  const state = createFor(subject, { ...standardProblem(subject, { dimension: start.length, steps: 1 }), start });
  const params = Float64Array.from(start);
  const gradient = new Float64Array(start.length);
  let calls = 0;
  const losses = [quadratic(params, gradient)];
  for (let k = 0; k < steps; k++) {
    state.step(params, gradient.slice(), {
      evaluate(at, into) {
        calls++;
        return quadratic(at, into);
      },
    });
    losses.push(quadratic(params, gradient));
  }
  return { losses, calls };
}

/** The rule of a method that evaluates is not judged here: on linear losses it is held to the algorithm that it declares, and SAM to its own by `sharpness`. */
export const closureCheck: Check = {
  id: 'options/closure',
  group: 'options',
  title: 'on a quadratic that steps may evaluate anywhere the loss falls, and from its minimum it stays finite',
  applies: ({ options }) => options.includes('closure'),
  after: AFTER_PROTOCOL,
  judge(subject): CheckOutcome {
    const { losses, calls } = descend(subject, [-2, 3, 1.5, -1], STEPS);
    const bad = losses.findIndex((loss) => !Number.isFinite(loss));
    if (bad >= 0) return { verdict: 'broken', slack: Number.NEGATIVE_INFINITY, note: `after step ${bad} the loss is ${losses[bad]}` };
    const [first, last] = [losses[0] ?? 0, losses[STEPS] ?? 0];
    const slack = 1 - last / first;
    if (slack <= 0) return { verdict: 'broken', slack, note: `${STEPS} steps raise the loss from ${first} to ${last}` };
    const rest = descend(subject, MINIMUM, 4).losses.findIndex((loss) => !Number.isFinite(loss));
    if (rest >= 0) {
      const note = `from the minimum, where the gradient is zero, step ${rest} leaves parameters that are not finite`;
      return { verdict: 'broken', slack: Number.NEGATIVE_INFINITY, note };
    }
    const evaluated = calls === 0 ? 'never evaluates' : `evaluates ${(calls / STEPS).toPrecision(2)} times a step`;
    return { verdict: 'pass', slack, note: `${evaluated}; ${STEPS} steps take the loss from ${first} to ${last.toPrecision(3)}` };
  },
};
