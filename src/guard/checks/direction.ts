/** Where the direction of the parameters goes on a separable linear problem. */

import { dataset, type LabelledData } from '../../data/dataset.js';
import { linear } from '../../model/neuron.js';
import { exp } from '../../numerics/elementary.js';
import { distance, dot, normalized } from '../../numerics/vector.js';
import { type FeasibleMargin, maxMargin, signedRows } from '../../oracle/max-margin.js';
import type { Check, Subject } from '../check.js';
import { isHalf } from '../reference/arithmetic.js';
import { rotationEquivariant } from './applicability.js';
import { followModelInOneGo } from './follow-model.js';
import { AFTER_LAW } from './prerequisites.js';
import { type Problem, stepsWitness } from './problem.js';
import { takeover } from './takeover.js';

/**
 * Max-margin direction (1, 2) in the Euclidean norm, (1, 1) in the largest-entry norm; both are computed below. The second
 * sample alone is a support vector and the others have at least twice its margin, so that they fall silent like 1/t^2.
 */
const DATA: LabelledData = {
  x: [
    [3, 1],
    [0.5, 1],
    [2, -4],
  ],
  y: [1, 1, -1],
};
const STEPS = 4096;
/** Which direction is near shows sooner than where moves go in the end. */
const FEWER_STEPS = 2048;

/** Largest distance between the direction of the late moves and that of the margin; the published forms have at most 0.03. */
const ASTRAY = 0.1;
/** Largest relative deviation of the growth of e^m from a straight line; the published forms have at most 0.01. */
const OFF_LINE = 0.05;

const rows = signedRows(dataset(DATA));

/** The unit vector of largest least a.w per Euclidean length. */
function euclidean(): FeasibleMargin {
  const answer = maxMargin({ dimension: 2, atLeastOne: rows });
  if (!answer.feasible) throw new Error('the direction data are not separable');
  return answer;
}

/**
 * The direction of largest least a.w over the square |w_1|, |w_2| <= 1. On each side of the square that least value is
 * concave and piecewise linear, so its maximum is at a corner or where two rows tie.
 */
function squareDirection(): Float64Array {
  const sides = [1, -1].flatMap((fixed) => [(free: number) => [fixed, free] as const, (free: number) => [free, fixed] as const]);
  const least = (w: readonly number[]): number => Math.min(...rows.map((row) => dot(row, w)));
  const points = sides.flatMap((side) => {
    const [at0, at1] = [side(0), side(1)];
    const ties = rows.flatMap((a) =>
      rows.map((b) => {
        const gap = (w: readonly number[]): number => dot(a, w) - dot(b, w);
        return gap(at0) / (gap(at0) - gap(at1));
      }),
    );
    return [-1, 1, ...ties.filter((free) => Math.abs(free) <= 1)].map((free) => side(free));
  });
  return normalized(points.reduce((best, w) => (least(w) > least(best) ? w : best)));
}

/** Methods whose loss falls like 1/t at a constant step size. */
const hasConstantRate = ({ algorithm }: Pick<Subject, 'algorithm'>): boolean =>
  algorithm === 'gradient-descent' || algorithm === 'sgd' || algorithm === 'momentum';

/** Longer steps would carry normalised descent and adaptive methods out of the range of float32. */
const rateFor = (subject: Subject): number => (hasConstantRate(subject) ? 1 / 4 : 1 / 64);

/** The parameters after a quarter, half and all of the steps. */
function runOn(subject: Subject, steps: number): { at: readonly Float64Array[]; problem: Problem } {
  const { run, problem } = followModelInOneGo(subject, { model: linear, data: DATA, stepSize: rateFor(subject), steps });
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
    const { direction, support } = euclidean();
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

const whither: Check = {
  id: 'claim/direction-found',
  group: 'claim',
  title: 'which max-margin direction an adaptive method is near, the Euclidean one or that of the largest-entry norm',
  applies: (subject) => !rotationEquivariant(subject),
  after: AFTER_LAW,
  judge(subject) {
    const { at, problem } = runOn(subject, FEWER_STEPS);
    const [early, , late] = at;
    if (late!.some(Number.isNaN)) {
      const note = `after ${FEWER_STEPS} steps on a separable linear problem the parameters are (${late})`;
      return { verdict: 'broken', slack: Number.NEGATIVE_INFINITY, note, witness: stepsWitness(problem, STEPS, [], late!) };
    }
    if (!late!.every(Number.isFinite)) {
      return { verdict: 'undecided', slack: Number.NaN, note: `after ${FEWER_STEPS} steps the parameters are (${late})` };
    }
    const [one, other] = [euclidean().direction, squareDirection()];
    const from = (direction: Float64Array): string =>
      [early!, late!].map((params) => distance(normalized(params), direction).toPrecision(3)).join(' and ');
    const nearer = distance(normalized(late!), one) < distance(normalized(late!), other) ? 'Euclidean' : 'largest-entry';
    return {
      verdict: 'information',
      slack: Number.NaN,
      note: `nearer to the ${nearer} max-margin direction: after ${FEWER_STEPS / 4} and ${FEWER_STEPS} steps of ${rateFor(subject)} the distance is ${from(one)} from the Euclidean one, ${from(other)} from the largest-entry one${takeover(subject, problem)}`,
    };
  },
};

/** Checks of directions. */
export const directionChecks: readonly Check[] = [decay, whither];
