/** When the average of chatter on kinks takes over from its strikes. */

import { exp } from '../../numerics/elementary.js';
import { factorLu, solveLu } from '../../numerics/lu.js';
import { logKinkPull, multipliers, settleKinks } from './kinks.js';
import { type Motion, UndecidedAtKinks } from './motion.js';
import { chatterReach, unitInReach } from './reach.js';
import { meanHeights } from './sawtooth.js';

/** At this ln t a step's drift is far below every strike, and far above what float64 loses. */
const LATE = 500;

/** Moves by less of a strike are left: so much of the mean height hangs on which strikes are followed, and would shake the flow for ever. */
const SHAKEN = 1 / 16;

/**
 * Puts the motion on average into the mode in which it goes on from attracting kinks. Other attracting kinks that the chatter reaches
 * are struck in turn with them, and belong to the average.
 *
 * @param carried - attracting kinks among them that only the chatter has reached so far.
 * @param patience - number of strikes that may be resolved instead: kinks that the average would reach within so many count too.
 * @returns undefined, or the unit on whose account the average does not hold; the mode is then of no use.
 * @throws Undecided when it cannot be told how the motion goes on.
 */
export function average(motion: Motion, kinks: readonly number[], carried: readonly number[], patience: number): number | undefined {
  const { piece, w, r } = motion;
  const units = [...kinks];
  for (let near: number | undefined = carried[0]; ; near = unitInReach(piece, w)) {
    if (near !== undefined) {
      if (units.includes(near) || !(piece.pull(near) < 0)) return near;
      units.push(near);
    }
    if (!settleKinks(piece, units, r, w)) throw new UndecidedAtKinks(`no way to go on from ${units.length} kinks reached at once`);
    if (near === undefined || unitInReach(piece, w) === undefined) break;
  }
  return patience > 0 ? unitSoonInReach(motion, patience) : undefined;
}

/** Strikes of the chatter that is averaged, per unit of r; NaN where it cannot be told. */
export function strikeRate({ piece, w, r }: Motion): number {
  const theta = multipliers(piece, piece.sliding, piece.freeVelocity(r, w));
  if (theta === undefined) return Number.NaN;
  return piece.sliding.reduce((sum, unit, at) => sum + theta[at]! / exp(logKinkPull(piece, unit, 0, w)), 0);
}

/** A unit that cannot slide and that the average takes within reach of its chatter in fewer strikes than given, at its present velocity. */
function unitSoonInReach(motion: Motion, most: number): number | undefined {
  const { piece, w, r } = motion;
  const rate = strikeRate(motion);
  if (Number.isNaN(rate)) return undefined;
  const reach = new Float64Array(piece.units);
  chatterReach(piece, w, reach);
  const velocity = new Float64Array(piece.dimension);
  piece.velocity(r, w, velocity);
  for (let unit = 0; unit < piece.units; unit++) {
    if (reach[unit] === 0 || !(piece.pull(unit) > 0)) continue;
    const along = piece.alongNormal(unit, w);
    const closing = -Math.sign(along) * piece.alongNormal(unit, velocity);
    if (closing > 0 && ((Math.abs(along) - reach[unit]!) / closing) * rate < most) return unit;
  }
  return undefined;
}

/** Moves along the normals of the sliding kinks to where their chatter lies on average, less one step's drift. */
export function moveToMiddle({ piece, w, r }: Motion): void {
  const { sliding } = piece;
  const m = sliding.length;
  if (m === 0) return;
  const gram = new Float64Array(m * m);
  const throws = new Float64Array(m * m);
  const drift = new Float64Array(m);
  // So late only the ratios of the drifts matter to where the chatter lies.
  const perStep = exp(-Math.min(r, LATE));
  const free = piece.freeVelocity(r, w);
  const normal = new Float64Array(piece.dimension);
  sliding.forEach((unit, l) => {
    normal.fill(0);
    piece.addNormal(unit, 1, normal);
    const pull = exp(logKinkPull(piece, unit, 0, w));
    sliding.forEach((other, j) => {
      const along = piece.alongNormal(other, normal);
      gram[j * m + l] = along;
      throws[j * m + l] = along * pull;
    });
    drift[l] = perStep * piece.alongNormal(unit, free);
  });
  const shift = meanHeights(throws, drift);
  sliding.forEach((unit, j) => {
    shift[j]! -= piece.alongNormal(unit, w);
  });
  if (shift.every((move, j) => Math.abs(move) <= SHAKEN * throws[j * m + j]!)) return;
  const pivots = new Int32Array(m);
  if (!factorLu(gram, m, pivots)) throw new UndecidedAtKinks('the normals of the sliding kinks became linearly dependent');
  solveLu(gram, m, pivots, shift);
  sliding.forEach((unit, l) => {
    piece.addNormal(unit, shift[l]!, w);
  });
}
