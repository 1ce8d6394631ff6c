/**
 * Zones of heights between which a run that locks goes to and fro, guessed in floating point. Nothing is proved here: Coq checks what proofs take
 * from it.
 */

import { exp, log } from '../numerics/elementary.js';
import { largest, smallest } from '../numerics/lists.js';

/** Half the widths of zones that are tried: 2 to minus these, and for x_c to minus as many and up to two more. */
const HALF_WIDTHS = [5, 6, 7, 8, 9] as const;
const FINER = [0, 1, 2] as const;
/** Ends of zones are multiples of 2 to minus this. */
const DIGITS = 16;
/** What zones have to spare. */
const SPARE = 2 ** -14;

type Ends = readonly [low: number, high: number];

/** h x_i.x_j of the three samples, h = eta/n. */
export interface Pulls<Entry> {
  readonly rr: Entry;
  readonly rc: Entry;
  readonly cc: Entry;
  readonly br: Entry;
  readonly bb: Entry;
  readonly bc: Entry;
}

/** Heights w.x_r and w.x_c from which a cycle is seen to return, and the least w.x_b on the way. */
export interface GuessedZone {
  readonly r: Ends;
  readonly c: Ends;
  readonly lowest: number;
}

/**
 * The heights about those at which a cycle begins.
 *
 * @param push - what x_a adds to w.x_b in a step at most.
 * @returns undefined where none of those that are tried returns into itself.
 */
export function guessZone(pulls: Pulls<number>, center: { readonly r: number; readonly c: number }, push: number): GuessedZone | undefined {
  const around = (middle: number, half: number): Ends => [onGrid(middle - half), onGrid(middle + half)];
  for (const width of HALF_WIDTHS) {
    for (const finer of FINER) {
      const zone = returning(pulls, around(center.r, 2 ** -width), around(center.c, 2 ** -(width + finer)), push);
      if (zone !== undefined) return zone;
    }
  }
  return undefined;
}

function onGrid(x: number): number {
  return Math.round(x * 2 ** DIGITS) / 2 ** DIGITS;
}

/** A strike on x_b of weight 1 to 1 + 2 push lifts both, and the next step, at which x_r and x_c act, has to carry them back. */
function returning({ rr, rc, cc, br, bb, bc }: Pulls<number>, r: Ends, c: Ends, push: number): GuessedZone | undefined {
  const weights = [1, 1 + 2 * push];
  const struck = ([low, high]: Ends, pull: number): Ends => [
    low + smallest(weights.map((weight) => -weight * pull)),
    high + largest(weights.map((weight) => -weight * pull)),
  ];
  const [x, y] = [struck(r, br), struck(c, bc)];
  const b: Ends = [-(1 + 2 * push) * bb, 2 * push - bb];
  const nextR = sumOf(
    rangeOf((z) => z + rr * exp(-z), x, log(rr)),
    rangeOf((z) => -rc * exp(z), y),
  );
  const nextC = sumOf(
    rangeOf((z) => rc * exp(-z), x),
    rangeOf((z) => z - cc * exp(z), y, -log(cc)),
  );
  const nextB = sumOf(
    sumOf(
      rangeOf((z) => br * exp(-z), x),
      rangeOf((z) => -bc * exp(z), y),
    ),
    b,
  );
  const isWithin = (inner: Ends, outer: Ends): boolean => inner[0] - SPARE > outer[0] && inner[1] + SPARE < outer[1];
  const holds =
    r[1] <= 0 && c[1] <= 0 && x[0] > 0 && y[0] > 0 && b[1] <= 0 && isWithin(nextR, r) && isWithin(nextC, c) && nextB[1] + SPARE < 0;
  return holds ? { r, c, lowest: onGrid(Math.min(b[0], nextB[0]) - SPARE - 2 ** -DIGITS) } : undefined;
}

/** The values of a function that is monotone, or turns at one point at most. */
function rangeOf(f: (z: number) => number, [low, high]: Ends, turn = Number.NaN): Ends {
  const values = [f(low), f(high), ...(turn > low && turn < high ? [f(turn)] : [])];
  return [smallest(values), largest(values)];
}

function sumOf(a: Ends, b: Ends): Ends {
  return [a[0] + b[0], a[1] + b[1]];
}
