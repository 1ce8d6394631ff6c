/** Steps of gradient descent in the midst of a flow, and the clock of the flow that follows them. */

import { exp, log } from '../../numerics/elementary.js';
import { logSubExp } from '../../numerics/log-sum.js';
import { burst } from './burst.js';
import type { Chronicle } from './chronicle.js';
import { localAt, withLocal } from './clock.js';
import type { DescentStep } from './descent-step.js';
import { type Motion, Undecided } from './motion.js';
import type { Piece } from './piece.js';

/** Forces beyond e^5 in the present clock ask for a clock of their own. */
const CLOCK_LIMIT = 5;
/** Most descent steps in one continuation, and more where a step of one neuron on few numbers costs next to nothing. */
const MOST_STEPS = 3_000_000;
const MOST_CHEAP_STEPS = 20_000_000;
const CHEAP_WORK = 3e8;

function mostSteps({ neurons, data, dimension }: Piece): number {
  return neurons > 1 ? MOST_STEPS : Math.max(MOST_STEPS, Math.min(MOST_CHEAP_STEPS, Math.floor(CHEAP_WORK / (data.n * dimension))));
}

/** True when the forces on the trajectory are too strong, or too young, for a flow in the present clock. */
export function needsDescent(motion: Motion): boolean {
  const { piece, w, r } = motion;
  return piece.stepSize(w) > motion.largestStep || piece.largestLogPull(r, w) > CLOCK_LIMIT;
}

/** What steps to take. */
interface DescentOptions {
  /** ln t at which to stop in any case. */
  readonly until: number;
  /** Steps taken so far in this continuation. */
  readonly spent: number;
  /** Number of steps to take before a flow may go on. */
  readonly least: number;
  /** Take the first step with the sides that the units have now, not by sign. */
  readonly forced: boolean;
  /** Takes the steps. */
  readonly step: DescentStep;
  /** Units whose crossing and return is known already. */
  readonly struck: readonly number[];
}

/**
 * Takes steps of gradient descent until a flow can go on, and chooses its clock.
 *
 * @returns the number of steps, and whether a flow can go on.
 * @throws Undecided when a parameter leaves float64 or the steps are used up.
 */
export function descend(
  motion: Motion,
  chronicle: Chronicle,
  { until, spent, least, forced, step, struck }: DescentOptions,
): { steps: number; settled: boolean } {
  const { piece, w } = motion;
  const before = Uint8Array.from(piece.active);
  const known = new Set([...struck, ...piece.sliding]);
  const most = mostSteps(piece);
  const { end, steps } = burst(step, w, {
    largest: motion.largestStep,
    least,
    limit: Math.min(stepsUntil(motion, until), most - spent),
    forced,
  });
  motion.countSteps(steps);
  if (end === 'diverged') throw new Undecided('a parameter left the range of float64');
  if (end === 'limit' && spent + steps >= most) throw new Undecided(`forces stayed too strong for a flow over ${most} steps`);
  piece.active.forEach((side, unit) => {
    if (side !== before[unit] && !known.has(unit)) chronicle.record(motion.s, unit, side === 1 ? 'activated' : 'deactivated');
  });
  const settled = end === 'settled';
  if (settled) chooseClock(motion);
  return { steps, settled };
}

/** Moves the origin so that the strongest pull is of the order of 1 per unit of the clock. */
function chooseClock(motion: Motion): void {
  const { piece, w, r } = motion;
  const strongest = piece.largestLogPull(r, w);
  if (strongest <= CLOCK_LIMIT) return;
  // Whole local times keep whole steps whole.
  const local = log(Math.max(1, Math.round(exp(Math.min(r - strongest, 700)))));
  if (local < r) motion.clock = withLocal(motion.clock, local);
}

/** Steps from now to ln t = s; at least one. */
function stepsUntil(motion: Motion, s: number): number {
  const target = localAt(motion.clock, s);
  const gap = logSubExp(Math.max(target, motion.r), motion.r);
  return gap > 40 ? Number.POSITIVE_INFINITY : Math.max(1, Math.round(exp(gap)));
}
