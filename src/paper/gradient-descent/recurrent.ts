/**
 * ReLU runs on which positives are active again and again without an end: followed in plain steps and then from strike to strike, since an average
 * over the chatter does not hold there.
 */

import type { Conclusion } from '../../claim/claim.js';
import type { Parts } from '../../claim/parts.js';
import { type Dataset, sample } from '../../data/dataset.js';
import { log } from '../../numerics/elementary.js';
import { largest, nth, smallest } from '../../numerics/lists.js';
import { distance, dot, norm } from '../../numerics/vector.js';
import { type FeasibleMargin, signedRows } from '../../oracle/max-margin.js';
import type { EventCheckpoint } from '../../trajectory/events/index.js';
import { run } from '../../trajectory/run.js';

/** Plain steps, how many more the engines are compared over, and what they may differ by, relative to 1 + |w|. */
const STEPS = 10_000;
const COMPARED = 100_000;
const AGREEMENT = 1e-7;
/** Values of ln t between which a mean velocity is read, twice. */
const MARKS = [18, 26, 34] as const;
const MOST_EVENTS = 16_000;
const STEPS_EACH = 8;
/** Times that a positive has to become active in each part to count as recurrent. */
const AGAIN = 2;
/** Mean velocities that differ by less, relative to their length, are one. */
const SAME = 1 / 32;
/** A velocity that is off by less is the claimed one, by more is another. */
const NEAR = 1 / 32;
const FAR = 1 / 16;

/** A run with positives that are recurrent: active infinitely often, and inactive infinitely often, as far as it was followed. */
export interface RecurrentRun {
  /** Positives that stay active. */
  readonly J: readonly number[];
  readonly recurrent: readonly number[];
  /** (w(s') - w(s)) / (s' - s) over both parts, s = ln t. */
  readonly velocities: readonly [Float64Array, Float64Array];
}

/** A run followed from strike to strike, without an average. */
interface FollowedStrikes {
  /** Where it is at the last of the values of ln t; absent where it was not followed so far, or the engines disagree. */
  readonly w?: Float64Array;
  /** What it does there, or why that is no run with recurrent positives. */
  readonly recurrent: RecurrentRun | string;
}

/** Follows a run in plain steps and then from strike to strike. */
export function followStrikes(data: Dataset, start: readonly number[], eta: number, parts: Parts): FollowedStrikes {
  const begun = run({ data, model: parts.relu, start, optimizer: parts.gradientDescent, stepSize: eta, steps: STEPS });
  if (begun.end !== 'horizon') return { recurrent: `the run is ${begun.end}` };
  const events = parts.events({
    data,
    slope: 0,
    eta,
    start: begun.w,
    from: STEPS,
    until: MARKS[2],
    checkpoints: [log(COMPARED), MARKS[0], MARKS[1]],
    mostEvents: MOST_EVENTS,
    mostSteps: STEPS_EACH * MOST_EVENTS,
  });
  const at = (place: number): EventCheckpoint => nth(events.checkpoints, place);
  if (events.checkpoints.length < 4) return { recurrent: events.kind === 'unknown' ? events.reason : 'the run ends' };
  const [early, first, middle, last] = [at(0), at(1), at(2), at(3)];
  const further = run({
    data,
    model: parts.relu,
    start: begun.w,
    optimizer: parts.gradientDescent,
    stepSize: eta,
    steps: COMPARED - STEPS,
  });
  if (!(distance(further.w, early.w) <= AGREEMENT * (1 + norm(early.w))))
    return { recurrent: 'plain steps and the way from strike to strike disagree' };
  const { w } = last;
  const again = (i: number, from: EventCheckpoint, to: EventCheckpoint): number => nth(to.activated, i) - nth(from.activated, i);
  const recurrent = data.positives.filter((i) => again(i, first, middle) >= AGAIN && again(i, middle, last) >= AGAIN);
  if (recurrent.length === 0) return { w, recurrent: 'no positive is recurrent' };
  const sides = [first, middle, last].map(({ w: v }) => data.positives.map((i) => dot(v, sample(data, i)) > 0));
  const settled = data.positives.every(
    (i, place) => recurrent.includes(i) || (again(i, first, last) === 0 && sides.every((side) => side[place] === sides[0]?.[place])),
  );
  if (!settled) return { w, recurrent: 'some positive has not settled' };
  const velocity = (from: EventCheckpoint, to: EventCheckpoint): Float64Array =>
    to.w.map((value, j) => (value - nth(from.w, j)) / (to.s - from.s));
  const J = data.positives.filter((i, place) => !recurrent.includes(i) && sides[0]?.[place] === true);
  return { w, recurrent: { J, recurrent, velocities: [velocity(first, middle), velocity(middle, last)] } };
}

/**
 * The widest margin of the positives J among the w with w.x_j <= 0 for all negatives and w.x_r >= 0 for some other positives, whose vector p the
 * run follows.
 */
export function recurrentMargin(
  data: Dataset,
  J: readonly number[],
  recurrent: readonly number[],
  parts: Parts,
): FeasibleMargin | undefined {
  if (J.length === 0) return undefined;
  const answer = parts.maxMargin({
    dimension: data.d,
    atLeastOne: signedRows(data, { subset: J }),
    atMostZero: [...data.negatives, ...recurrent].map((i) => sample(data, i).map((x) => (data.y[i] === 1 ? -x : x))),
  });
  return answer.feasible ? answer : undefined;
}

/** The slack of w_t = p ln t + o(ln t): 1/32 less what the mean velocities are off by, relative to |p|; undefined where they do not tell. */
export function velocitySlack({ velocities }: RecurrentRun, margin: FeasibleMargin | undefined): Conclusion | undefined {
  if (margin === undefined) return undefined;
  const p = margin.direction.map((entry) => entry / margin.margin);
  const [first, second] = velocities;
  if (distance(first, second) > SAME * Math.max(norm(first), norm(second))) return undefined;
  const off = velocities.map((velocity) => distance(velocity, p) / norm(p));
  const [least, most] = [smallest(off), largest(off)];
  if (most > NEAR && least < FAR) return undefined;
  const note = `from ln t = ${MARKS[0]} to ${MARKS[1]} and to ${MARKS[2]} w moves by (${Array.from(first).join(', ')}) and (${Array.from(second).join(', ')}) per unit; (${Array.from(p).join(', ')}) is claimed`;
  return { slack: NEAR - (most <= NEAR ? most : least), rounding: 1e-3, step: 0, note };
}
