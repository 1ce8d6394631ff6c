/**
 * How far chatter on several kinks of one neuron comes from its middle, by the argument of the perceptron cycling theorem: the lemma for
 * any number of kinks in docs/explanation/log-time.md, whose letters these are.
 *
 * V is the squared distance of w, within the span of the struck samples, from where every height u_j is -beta_j/2. A strike does not raise
 * it. Drift raises it only while the depths below the kinks, weighted by theta, add up to little.
 */

/** Chatter with what is known of its heights; matrices are row-major, lists by kink. */
export interface Energy {
  /** Inverse of the products x_j.x_l, and |x_j|^2. */
  readonly inverse: Float64Array;
  readonly squares: Float64Array;
  readonly beta: Float64Array;
  /** By how much a strike lowers a height, less the height above 0 from which it sets out, at most. */
  readonly own: Float64Array;
  /** By how much a height may differ from -beta_j/2 when averaging begins. */
  readonly first: Float64Array;
  /** Depth at which drift no longer raises V if all other heights are 0, and height above 0. */
  readonly depth: Float64Array;
  readonly height: Float64Array;
  /** What one step can add to V. */
  readonly step: number;
}

/** So many depths are limited by what is known of V, the largest: of k there are 2^k times as many corners to look at. */
const MOST_LIMITED = 6;
/** Most times that a bound is used to better itself, and by how much it has to. */
const MOST_ROUNDS = 100;
const WORTHWHILE = 1e-3;
/** Times that the depths are cut by one bound. */
const PASSES = 4;
/** So many times the first V stand for no bound at all. */
const BOUNDLESS = 1e12;

/** The largest V for ever; Infinity where none is found. */
export function largestEnergy(energy: Energy): number {
  const { inverse, first, depth, step } = energy;
  const m = first.length;
  let begun = 0;
  for (let j = 0; j < m; j++) for (let l = 0; l < m; l++) begun += Math.abs(inverse[j * m + l]!) * first[j]! * first[l]!;
  const depths = Float64Array.from(depth);
  const limited = deepest(energy);
  const boundless = BOUNDLESS * begun;
  let bound = Math.min(Math.max(begun, atCorners(energy, depths, limited)) + step, boundless);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    cutDepths(energy, bound, depths, limited);
    const next = Math.max(begun, atCorners(energy, depths, limited)) + step;
    // What V reaches grows in proportion to V, but for terms of the order of the first V: half is less for all larger V too.
    if (bound === boundless && !(next < 0.5 * bound)) return Number.POSITIVE_INFINITY;
    if (!(next < (1 - WORTHWHILE) * bound)) break;
    bound = next;
  }
  return bound;
}

/** h' G^-1 h. */
function energyAt(inverse: Float64Array, h: Float64Array): number {
  const m = h.length;
  let sum = 0;
  for (let j = 0; j < m; j++) {
    let row = 0;
    for (let l = 0; l < m; l++) row += inverse[j * m + l]! * h[l]!;
    sum += h[j]! * row;
  }
  return sum;
}

/** The kinks whose depths let V grow most. */
function deepest({ depth, inverse }: Energy): readonly number[] {
  const m = depth.length;
  const share = depth.map((value, j) => value * value * inverse[j * m + j]!);
  const kinks = Array.from(depth.keys()).sort((a, b) => share[b]! - share[a]!);
  return kinks.slice(0, MOST_LIMITED).sort((a, b) => a - b);
}

/**
 * Largest V where it can grow: where depths and heights, as shares of those at which it no longer grows, add up to 1 at most, and the
 * limited depths do not exceed those given. V is convex, so it is largest at a corner, where all depths but one are 0 or at their limit.
 */
function atCorners({ inverse, beta, depth, height }: Energy, depths: Float64Array, limited: readonly number[]): number {
  const m = beta.length;
  const h = new Float64Array(m);
  // Depths are counted from the largest heights, so that the place is a box less a half-space.
  const fullOf = (j: number): number => depths[j]! + height[j]!;
  const all = 1 + height.reduce((sum, value, j) => sum + value / depth[j]!, 0);
  const bitOf = new Int8Array(m).fill(-1);
  for (const [bit, j] of limited.entries()) bitOf[j] = bit;
  let largest = 0;
  for (let full = 0; full < 2 ** limited.length; full++) {
    const isFull = (j: number): boolean => bitOf[j]! >= 0 && ((full >> bitOf[j]!) & 1) === 1;
    let room = all;
    for (let j = 0; j < m; j++) {
      if (isFull(j)) room -= fullOf(j) / depth[j]!;
      h[j] = beta[j]! / 2 + height[j]! - (isFull(j) ? fullOf(j) : 0);
    }
    if (room < 0) continue;
    largest = Math.max(largest, energyAt(inverse, h));
    for (let j = 0; j < m; j++) {
      if (isFull(j)) continue;
      const top = h[j]!;
      const deep = room * depth[j]!;
      h[j] = top - (bitOf[j]! >= 0 ? Math.min(fullOf(j), deep) : deep);
      largest = Math.max(largest, energyAt(inverse, h));
      h[j] = top;
    }
  }
  return largest;
}

/**
 * Lessens the depths that heights can have where V grows, if V never exceeds a bound. The part of w along what x_l has beside the others
 * falls only when x_l is struck, which is at a height above 0, where V limits it; and rises else.
 */
function cutDepths(
  { inverse, squares, beta, own, first, height }: Energy,
  bound: number,
  depths: Float64Array,
  limited: readonly number[],
): void {
  const m = beta.length;
  for (let pass = 0; pass < PASSES; pass++) {
    for (const l of limited) {
      const half = beta[l]! / 2;
      const dual = inverse[l * m + l]!;
      const beside = Math.sqrt(Math.max(0, (bound - (half * half) / squares[l]!) * (dual - 1 / squares[l]!)));
      let begun = 0;
      for (let j = 0; j < m; j++) begun += Math.abs(inverse[l * m + j]!) * first[j]!;
      let lowest = Math.min(-begun, (half - own[l]!) / squares[l]! - beside);
      for (let j = 0; j < m; j++) {
        const along = inverse[l * m + j]!;
        if (j !== l) lowest -= along * (beta[j]! / 2 + (along > 0 ? height[j]! : -depths[j]!));
      }
      depths[l] = Math.min(depths[l]!, Math.max(0, half - lowest / dual));
    }
  }
}
