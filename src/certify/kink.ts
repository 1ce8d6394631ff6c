/** Runs of gradient descent on the ReLU model that chatter on the kink of one negative for ever: a box that no step leaves. */
import { exp } from './exp.js';
import { greatest, type Interval, least } from './interval.js';
import type { Iterate } from './path.js';
import type { Setting } from './setting.js';
import { rateOf } from './sign-slip.js';

/** Tries at a box that contains its own image. */
const MOST_TRIES = 12;

/** What is shown of w from an iterate on; x_b is the negative. */
export interface KinkBox {
  /** The active positives, constant. */
  readonly J: readonly number[];
  readonly b: number;
  /** w.x_b stays within. */
  readonly box: Interval;
  /** w.x_i never falls below, by members of J. */
  readonly floors: readonly Interval[];
}

/** B^2 u_i.u_j for the parts u_i = x_i - (x_i.x_b / B) x_b beside x_b, B = |x_b|^2: its sign is exact. */
function projected({ gram }: Setting, b: number, i: number, j: number): bigint {
  return gram[b]![b]!.low * gram[i]![j]!.low - gram[i]![b]!.low * gram[j]![b]!.low;
}

/**
 * A box for some negative, where there is one.
 *
 * With q = w.x_b, beta_i = x_i.x_b and r_i = w.u_i, w.x_i = r_i + (beta_i / B) q; the forces along x_b do not change r_i. Let all u_i.u_j
 * >= 0 on J: no r_i falls. Let beta_i >= 0 on J. While q stays in [low, high], w.x_i >= r_i + (beta_i / B) low =: p_i at all times. Put
 * G = sum_J beta_i exp(-p_i). A step from q <= 0 raises q by between 0 and h G. One from q > 0 changes q by at most h (G - B exp(q)) <= h (G - B), and
 * by more than -h B exp(high). So [low, high] maps into itself if p_i > 0, G <= B, h G <= high and -h B exp(high) >= low. All others stay
 * inactive if u_j.u_i <= 0 for all i in J, so that r_j never rises, and r_j + (beta_j / B) q <= 0 at both ends of the box.
 * For a smaller h the same box will do.
 */
export function kinkBox(at: Setting, iterate: Iterate): KinkBox | undefined {
  const { data } = at;
  const J = data.positives.filter((i) => iterate.active[i]);
  if (J.length === 0) return undefined;
  for (const b of data.negatives) {
    const box = boxAround(at, iterate, J, b);
    if (box !== undefined) return box;
  }
  return undefined;
}

function boxAround(at: Setting, iterate: Iterate, J: readonly number[], b: number): KinkBox | undefined {
  const { arithmetic, data, gram } = at;
  const others = Array.from({ length: data.n }, (_, j) => j).filter((j) => j !== b && !J.includes(j));
  if (others.some((j) => iterate.active[j])) return undefined;
  const beta = (i: number): Interval => gram[i]![b]!;
  if (!J.every((i) => beta(i).low >= 0n) || !J.some((i) => beta(i).low > 0n)) return undefined;
  const signsHold =
    J.every((i) => projected(at, b, i, i) > 0n && J.every((j) => projected(at, b, i, j) >= 0n)) &&
    others.every((j) => J.every((i) => projected(at, b, i, j) <= 0n));
  if (!signsHold) return undefined;

  const square = gram[b]![b]!;
  const inverse = arithmetic.reciprocal(square);
  const q = iterate.products[b]!;
  const share = (i: number, value: Interval): Interval => arithmetic.multiply(arithmetic.multiply(beta(i), inverse), value);
  const beside = (i: number): Interval => arithmetic.subtract(iterate.products[i]!, share(i, q));
  const rate = rateOf(at);
  let high = greatest([q.high, 0n]);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const thrown = arithmetic.multiply(arithmetic.multiply(rate, square), exp(arithmetic, point(high))).high;
    const low = least([q.low, -thrown]);
    const floors = J.map((i) => arithmetic.add(beside(i), share(i, point(low))));
    if (floors.some((floor) => floor.low <= 0n)) return undefined;
    const pull = J.reduce(
      (sum, i, k) => arithmetic.add(sum, arithmetic.multiply(beta(i), exp(arithmetic, point(-floors[k]!.low)))),
      arithmetic.zero,
    );
    if (pull.high > square.low) return undefined;
    const reached = arithmetic.multiply(rate, pull).high;
    if (reached <= high) {
      const asleep = others.every((j) => [low, high].every((end) => arithmetic.add(beside(j), share(j, point(end))).high <= 0n));
      return asleep ? { J, b, box: { low, high }, floors } : undefined;
    }
    // A little above, so that the next try is not just short of it.
    high = reached + (reached >> 4n) + 1n;
  }
  return undefined;
}

function point(end: bigint): Interval {
  return { low: end, high: end };
}
