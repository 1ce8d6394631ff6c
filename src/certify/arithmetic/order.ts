/** Laws of a number in (0, 1) as atoms, kept above or below another law in the increasing concave order. */
import { bitLength, greatest, least } from '../../numerics/rational.js';
import { ceilDivide } from './interval.js';

/**
 * A position, times 2^-BITS, and its weight; the weights of a law always add up to the same total.
 *
 * X <= Y in the increasing concave order means E f(X) <= E f(Y) for every increasing concave f. Moving mass up makes a law larger;
 * so does putting atoms together at their mean (Jensen); spreading atoms over two that enclose them, the mean kept, makes it smaller.
 */
export interface Atom {
  readonly at: bigint;
  readonly weight: bigint;
}

/** The side of another law that a law is on. */
export type Side = 'below' | 'above';

/** Bits after the binary point of a position. */
export const BITS = 64;
/** Atoms that share so many leading bits are put together, or spread over the outermost of them. */
const LEADING = 4;

/** A law of fewer atoms, on its side of the one given. */
export function thinned(law: readonly Atom[], side: Side): Atom[] {
  const cells = new Map<bigint, Atom[]>();
  for (const atom of law) {
    const shift = BigInt(Math.max(0, bitLength(atom.at) - LEADING));
    const key = (atom.at >> shift) << shift;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [atom]);
    else cell.push(atom);
  }
  return [...cells.values()].flatMap((cell) => (cell.length === 1 ? cell : side === 'above' ? [together(cell)] : spread(cell)));
}

/** One atom at the mean, rounded up. */
function together(cell: readonly Atom[]): Atom {
  let [weight, moment] = [0n, 0n];
  for (const atom of cell) {
    weight += atom.weight;
    moment += atom.weight * atom.at;
  }
  return { at: ceilDivide(moment, weight), weight };
}

/** Atoms at the least and the greatest position, with the mean rounded down. */
function spread(cell: readonly Atom[]): Atom[] {
  const places = cell.map(({ at }) => at);
  const [low, high] = [least(places), greatest(places)];
  let [lower, upper] = [0n, 0n];
  for (const { at, weight } of cell) {
    const share = high === low ? 0n : (weight * (at - low)) / (high - low);
    upper += share;
    lower += weight - share;
  }
  const both = [
    { at: low, weight: lower },
    { at: high, weight: upper },
  ];
  return both.filter(({ weight }) => weight > 0n);
}
