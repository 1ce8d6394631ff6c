/** That the direction of descent and of momentum goes to the Euclidean margin on a separable linear problem. */

import { dataset } from '../../data/dataset.js';
import { linear } from '../../model/neuron.js';
import { exp } from '../../numerics/elementary.js';
import { distance, dot, normalized } from '../../numerics/vector.js';
import { signedRows } from '../../oracle/max-margin.js';
import type { Check, Subject } from '../check.js';
import { isHalf } from '../reference/arithmetic.js';
import { rotationEquivariant } from './applicability.js';
import { directionFound } from './direction-found.js';
import { followModelInOneGo } from './follow-model.js';
import { euclideanMargin, PLANE } from './margins.js';
import { AFTER_LAW } from './prerequisites.js';
import { type Problem, stepsWitness } from './problem.js';

const STEPS = 4096;
const rows = signedRows(dataset(PLANE));

/** Largest distance between the direction of the late moves and that of the margin; the published forms have at most 0.03. */
const ASTRAY = 0.1;
/** Largest relative deviation of the growth of e^m from a straight line; the published forms have at most 0.01. */
const OFF_LINE = 0.05;

/** Methods whose loss falls like 1/t at a constant step size. */
const hasConstantRate = ({ algorithm }: Pick<Subject, 'algorithm'>): boolean =>
  algorithm === 'gradient-descent' || algorithm === 'sgd' || algorithm === 'momentum';

/** Longer steps would carry normalised descent and adaptive methods out of the range of float32. */
const rateFor = (subject: Subject): number => (hasConstantRate(subject) ? 1 / 4 : 1 / 64);

/** The parameters after a quarter, half and all of the steps. */
function runOn(subject: Subject, steps: number): { at: readonly Float64Array[]; problem: Problem } {
  const { run, problem } = followModelInOneGo(subject, { model: linear, data: PLANE, stepSize: rateFor(subject), steps });
  return { at: run.filter((_, k) => 4 * (k + 1) === steps || 2 * (k + 1) === steps || k + 1 === steps), problem };
}

/**
 * Soudry et al. 2018: w_t = w^ ln t / gamma + rho_t with rho_t convergent. rho depends on the path, and with momentum on its
 * overshoot, so it is the late moves that tell. They go along w^; and with m the margin of the one support vector, each step
 * at a constant rate adds the same to e^m, up to terms of 1/t.
 */
const decay: Check = {
  id: 'claim/direction',
  group: 'claim',
  title: 'on separable data the late moves go along the Euclidean max-margin direction, and at a constant step size e^margin grows like t',
  applies: (subject) => rotationEquivariant(subject) && !isHalf(subject),
  after: AFTER_LAW,
  judge(subject) {
    const { direction, support } = euclideanMargin(PLANE);
    const { at, problem } = runOn(subject, STEPS);
    const late = at[2]!;
    const moved = late.map((x, j) => x - at[0]![j]!);
    const astray = distance(normalized(moved), direction);
    const [first, second, third] = at.map((params) => exp(dot(rows[support[0]!]!, params)));
    const bend = hasConstantRate(subject) ? (third! - second!) / (2 * (second! - first!)) - 1 : 0;
    const slack = Math.min(1 - astray / ASTRAY, 1 - Math.abs(bend) / OFF_LINE);
    const note = `from step ${STEPS / 4} to ${STEPS} the moves are ${astray.toPrecision(2)} from the direction (at most ${ASTRAY})${hasConstantRate(subject) ? ` and e^margin is ${bend.toPrecision(2)} off a straight line (at most ${OFF_LINE})` : ''}`;
    if (slack >= 0) return { verdict: 'pass', slack, note };
    return { verdict: 'broken', slack, note, witness: stepsWitness(problem, STEPS, [], late) };
  },
};

/** Checks of directions. */
export const directionChecks: readonly Check[] = [decay, directionFound];
