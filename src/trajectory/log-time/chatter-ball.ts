/** Where the iterates are that chatter on several kinks of one neuron: within a ball of the struck samples' span. */

import { exp } from '../../numerics/elementary.js';
import { largest } from '../../numerics/lists.js';
import { factorLu, solveLu } from '../../numerics/lu.js';
import { largestEnergy } from './chatter-energy.js';
import { highestOf } from './chatter-lifts.js';

/** Chatter on m kinks at one moment; lists by kink, matrices row-major. */
export interface Chatter {
  /** Products of the struck samples. */
  readonly gram: Float64Array;
  /** c: by how many normals one strike from the kink throws. */
  readonly pulls: Float64Array;
  /**
   * A pull grows with the height u above 0 at least like e^(slowest u) and at most like e^(fastest u): both are 1, but where multiples of a
   * sample share its kink.
   */
  readonly slowest: Float64Array;
  readonly fastest: Float64Array;
  /** theta, as multiples of `perStep`: what holds the free drift of one step, in normals. */
  readonly theta: Float64Array;
  readonly perStep: number;
}

/** All iterates lie within a distance of a point of the span, and below some heights. */
export interface ChatterBall {
  /** Heights u_j of the centre above the kinks. */
  readonly centre: Float64Array;
  readonly radius: number;
  /** Largest height above each kink. */
  readonly highest: Float64Array;
  /** The products of the struck samples, and their inverse. */
  readonly gram: Float64Array;
  readonly inverse: Float64Array;
}

/** theta may change by so much while chatter forgets what it was. */
const SPARE = 1.25;
/** Least theta as a share of the largest: a unit about to leave. */
const LEAST_SHARE = 1e-12;
/** Most trials of how high the ball lets samples rise, by how much the next one is higher than needed, and the highest. */
const MOST_TRIES = 30;
const HIGHER = 1.02;
const HIGHEST = 1;
/** Squared length of a sample over that of what it has beside the others: beyond this they are dependent to rounding. */
const DEPENDENT = 1e10;

/** The ball that the iterates never leave; undefined where none is found. */
export function chatterBall({ gram, pulls, slowest, fastest, ...held }: Chatter): ChatterBall | undefined {
  const m = pulls.length;
  const inverse = inverseOf(gram, m);
  const most = largest(held.theta);
  if (inverse === undefined || !(most > 0)) return undefined;
  const each = (of: (j: number) => number): Float64Array => Float64Array.from(pulls, (_, j) => of(j));
  /** sum_l factor_l max(0, sign G_jl). */
  const signed = (j: number, sign: 1 | -1, factor: Float64Array): number =>
    factor.reduce((sum, value, l) => sum + value * Math.max(0, sign * gram[j * m + l]!), 0);
  const squares = each((j) => gram[j * m + j]!);
  const theta = each((j) => Math.max(held.theta[j]!, LEAST_SHARE * most));
  const step = theta.map((value) => SPARE * held.perStep * value);
  const rise = each((j) => signed(j, 1, step));
  const fall = each((j) => signed(j, -1, step));
  const spare = each((j) => pulls[j]! - 2 * step[j]!);
  if (!spare.every((value) => value > 0)) return undefined;
  const pullAt = (heights: Float64Array): Float64Array => each((j) => pulls[j]! * exp(fastest[j]! * heights[j]!));
  const highest = highestOf(
    pulls.map((pull, j) => pull * squares[j]!),
    slowest,
    (heights) => {
      const pull = pullAt(heights);
      return each((j) => rise[j]! + signed(j, -1, pull));
    },
  );
  /** The ball of chatter that no height of which exceeds those given. */
  const ballBelow = (highest: Float64Array): ChatterBall => {
    const pull = pullAt(highest);
    const own = each((j) => Math.max(pulls[j]! * squares[j]!, pull[j]! * squares[j]! - highest[j]!));
    const beta = each((j) => own[j]! + signed(j, 1, pull) - pull[j]! * squares[j]! + 2 * fall[j]!);
    const balance = theta.reduce((sum, value, j) => sum + (value * (beta[j]! + rise[j]!)) / 2, 0);
    const inOneStep = 2 * SPARE * held.perStep * balance;
    const square = largestEnergy({
      inverse,
      squares,
      beta,
      own,
      first: each((j) => beta[j]! / 2 + signed(j, -1, pull)),
      depth: theta.map((value) => (SPARE * balance) / value),
      height: spare.map((value) => inOneStep / value),
      step: inOneStep,
    });
    return { centre: beta.map((value) => -value / 2), radius: Math.sqrt(square), highest, gram, inverse };
  };
  return highest === undefined ? ballWithin(ballBelow, squares) : ballBelow(highest);
}

/** A ball that limits the heights on which it hangs: strikes from higher up throw farther. */
function ballWithin(ballBelow: (highest: Float64Array) => ChatterBall, squares: Float64Array): ChatterBall | undefined {
  let highest = new Float64Array(squares.length);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const ball = ballBelow(highest);
    const top = ball.centre.map((value, j) => value + ball.radius * Math.sqrt(squares[j]!));
    if (top.every((value, j) => value <= highest[j]!)) return ball;
    highest = top.map((value, j) => Math.max(highest[j]!, HIGHER * value));
    if (!highest.every((value) => value < HIGHEST)) return undefined;
  }
  return undefined;
}

/**
 * How far w.x can rise, or for -1 fall, by chatter within a ball; at least 0.
 *
 * @param heights - of w above the kinks.
 * @param along - products of x with the struck samples.
 */
export function farthestInBall(ball: ChatterBall, heights: Float64Array, along: Float64Array, direction: 1 | -1): number {
  const { highest, inverse } = ball;
  const m = heights.length;
  const shares = heights.map((_, j) => {
    let share = 0;
    for (let l = 0; l < m; l++) share += direction * inverse[j * m + l]! * along[l]!;
    return share;
  });
  const within = farthestOfShares(ball, heights, shares);
  // What rises with a height rises no further than that height does.
  const falling = shares.map((share) => Math.min(0, share));
  let below = farthestOfShares(ball, heights, falling);
  for (let j = 0; j < m; j++) below += Math.max(0, shares[j]!) * Math.max(0, highest[j]! - heights[j]!);
  return Math.max(0, Math.min(within, below));
}

/** Most that a sum of multiples of the heights can grow within the ball. */
function farthestOfShares({ centre, radius, gram }: ChatterBall, heights: Float64Array, shares: Float64Array): number {
  const m = heights.length;
  let sum = 0;
  let square = 0;
  for (let j = 0; j < m; j++) {
    sum += shares[j]! * (centre[j]! - heights[j]!);
    for (let l = 0; l < m; l++) square += shares[j]! * gram[j * m + l]! * shares[l]!;
  }
  return sum + radius * Math.sqrt(Math.max(0, square));
}

/** Undefined where the samples are linearly dependent to working precision. */
function inverseOf(gram: Float64Array, m: number): Float64Array | undefined {
  const lu = Float64Array.from(gram);
  const pivots = new Int32Array(m);
  if (!factorLu(lu, m, pivots)) return undefined;
  const inverse = new Float64Array(m * m);
  const column = new Float64Array(m);
  for (let l = 0; l < m; l++) {
    column.fill(0);
    column[l] = 1;
    solveLu(lu, m, pivots, column);
    for (let j = 0; j < m; j++) inverse[j * m + l] = column[j]!;
  }
  for (let j = 0; j < m; j++) {
    const stretched = inverse[j * m + j]! * gram[j * m + j]!;
    if (!(stretched > 0.5 && stretched < DEPENDENT)) return undefined;
  }
  return inverse;
}
