/** Zones of heights between which a run that locks goes to and fro, exactly as a file for Coq states them. */

import { guessZone, type Pulls } from '../../oracle/lock-zones.js';
import { mustHold } from '../undecided.js';
import { type Fraction, fraction, minus, ofDouble, plus, times, toDouble } from './fraction.js';

const MOST_PUSH = 2 ** -12;
/** More than x_a adds to the height of x_b in a step. */
export const PUSH = ofDouble(MOST_PUSH);
/** More than exp(PUSH). */
export const MOST_WEIGHT = ofDouble(1 + 2 * MOST_PUSH);

/** From the lower end to the upper one. */
export type Ends = readonly [low: Fraction, high: Fraction];

/** Bounds on w.x_r, w.x_c and w.x_b. */
export interface Zone {
  readonly r: Ends;
  readonly c: Ends;
  readonly b: Ends;
}

/** The zone at rest and the zone after a strike on x_b, in which x_r and x_c are active. */
export interface Zones {
  readonly rest: Zone;
  readonly struck: Zone;
}

/** Zones about the heights w.x_r and w.x_c at which a cycle begins. @throws Undecided where none is seen to return into itself. */
export function zonesAround(pulls: Pulls<Fraction>, center: { readonly r: number; readonly c: number }): Zones {
  const { rr, rc, cc, br, bb, bc } = pulls;
  const doubles = { rr: toDouble(rr), rc: toDouble(rc), cc: toDouble(cc), br: toDouble(br), bb: toDouble(bb), bc: toDouble(bc) };
  const guess = guessZone(doubles, center, MOST_PUSH);
  mustHold(guess !== undefined, 'no zone of heights is seen to return into itself');
  const exactly = ([low, high]: readonly [number, number]): Ends => [ofDouble(low), ofDouble(high)];
  const [r, c] = [exactly(guess.r), exactly(guess.c)];
  return {
    rest: { r, c, b: [ofDouble(guess.lowest), PUSH] },
    struck: {
      r: struckFrom(r, br),
      c: struckFrom(c, bc),
      b: [minus(times(MOST_WEIGHT, bb)), plus(times(fraction(2n), PUSH), minus(bb))],
    },
  };
}

/** Heights less a pull of x_b with a weight from 1 to {@link MOST_WEIGHT}. */
function struckFrom([low, high]: Ends, pull: Fraction): Ends {
  const [one, most] = [minus(pull), minus(times(MOST_WEIGHT, pull))];
  const isLifted = pull.numerator < 0n;
  return [plus(low, isLifted ? one : most), plus(high, isLifted ? most : one)];
}
