/** Runs of gradient descent on the ReLU model that chatter on kinks of negatives for ever: a box that no step leaves. */

import { rateOf } from '../argument.js';
import { exp } from '../arithmetic/exp.js';
import { greatest, type Interval, least, point } from '../arithmetic/interval.js';
import type { Position } from '../enclosure/path.js';
import { samples } from '../enclosure/separator.js';
import type { Setting } from '../enclosure/setting.js';
import type { Kept } from './kept.js';

/** Tries at a box that contains its own image. */
const MOST_TRIES = 12;

/**
 * A box for some negative, or for two at right angles, where there is one. Negatives that are positive multiples of x_b are struck with it.
 *
 * For struck x_b with x_b.x_c = 0, B_b = |x_b|^2, beta_ib = x_i.x_b and u_i = x_i - sum_b (beta_ib / B_b) x_b: w.x_i = w.u_i + sum_b (beta_ib /
 * B_b) q_b with q_b = w.x_b, and the forces along the x_b do not change w.u_i. Let all u_i.u_j >= 0 on J: no w.u_i falls. Let all beta_ib >= 0 on J.
 * While every q_b >= low_b, w.x_i >= w_T.u_i + sum_b (beta_ib / B_b) low_b =: p_i. Put G_b = sum_J beta_ib exp(-p_i). A step from q_b <= 0
 * raises q_b by between 0 and h G_b. One from q_b > 0 changes it by at most h (G_b - B_b), and by more than -h sum of x_b.x_c exp(|x_c| / |x_b| high_b)
 * over x_b and its multiples x_c. So the box maps into itself if p_i > 0, G_b <= B_b, h G_b <= high_b and that is at least low_b. All others stay
 * inactive if u_j.u_i <= 0 for all i in J, so that w.u_j never rises, and w.u_j + sum_b (beta_jb / B_b) q_b <= 0 at all corners of the box.
 * For a smaller h the same box will do.
 */
export function kinkBox(at: Setting, iterate: Position): Kept | undefined {
  const { data, gram } = at;
  const J = data.positives.filter((i) => iterate.active[i]);
  const struck = data.negatives.filter((b) => J.every((i) => gram[i]![b]!.low >= 0n) && J.some((i) => gram[i]![b]!.low > 0n));
  if (J.length === 0) return undefined;
  const pairs = struck.flatMap((b, place) => struck.slice(place + 1).flatMap((c) => (gram[b]![c]!.low === 0n ? [[b, c]] : [])));
  for (const kinks of [...struck.map((b) => [b]), ...pairs]) {
    const found = boxAround(at, iterate, J, kinks);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The product of all |x_b|^2 times u_i.u_j: its sign is exact. */
function projected({ gram }: Setting, kinks: readonly number[], i: number, j: number): bigint {
  const scale = kinks.reduce((product, b) => product * gram[b]![b]!.low, 1n);
  return kinks.reduce((rest, b) => rest - (scale / gram[b]![b]!.low) * gram[i]![b]!.low * gram[j]![b]!.low, scale * gram[i]![j]!.low);
}

/** The negatives that are struck with x_b: its positive multiples, x_b among them. */
export function struckWith(at: Setting, b: number): readonly number[] {
  return at.data.negatives.filter((c) => projected(at, [b], c, c) === 0n && at.gram[b]![c]!.low > 0n);
}

function boxAround(at: Setting, iterate: Position, J: readonly number[], kinks: readonly number[]): Kept | undefined {
  const { arithmetic, data, gram } = at;
  const beta = (i: number, b: number): Interval => gram[i]![b]!;
  const struck = kinks.map((b) => struckWith(at, b));
  const others = Array.from({ length: data.n }, (_, j) => j).filter((j) => !J.includes(j) && !struck.flat().includes(j));
  const signsHold =
    !others.some((j) => iterate.active[j]) &&
    J.every((i) => projected(at, kinks, i, i) > 0n && J.every((j) => projected(at, kinks, i, j) >= 0n)) &&
    others.every((j) => J.every((i) => projected(at, kinks, i, j) <= 0n));
  if (!signsHold) return undefined;

  const rate = rateOf(at);
  const inverses = kinks.map((b) => arithmetic.reciprocal(beta(b, b)));
  const share = (i: number, k: number, q: Interval): Interval =>
    arithmetic.multiply(arithmetic.multiply(beta(i, kinks[k]!), inverses[k]!), q);
  const withShares = (i: number, from: Interval, qs: readonly Interval[]): Interval =>
    qs.reduce((sum, q, k) => arithmetic.add(sum, share(i, k, q)), from);
  const q = kinks.map((b) => iterate.products[b]!);
  const beside = (i: number): Interval =>
    withShares(
      i,
      iterate.products[i]!,
      q.map((value) => arithmetic.negate(value)),
    );
  let highs = q.map(({ high }) => greatest([high, 0n]));
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const lows = kinks.map((b, k) => {
      const thrown = struck[k]!.reduce(
        (sum, c) => arithmetic.add(sum, arithmetic.multiply(beta(c, b), exp(arithmetic, share(c, k, point(highs[k]!))))),
        arithmetic.zero,
      );
      return least([q[k]!.low, -arithmetic.multiply(rate, thrown).high]);
    });
    const floors = J.map((i) => withShares(i, beside(i), lows.map(point)));
    if (floors.some((floor) => floor.low <= 0n)) return undefined;
    const losses = floors.map(({ low }) => exp(arithmetic, point(-low)));
    const pulls = kinks.map((b) =>
      J.reduce((sum, i, place) => arithmetic.add(sum, arithmetic.multiply(beta(i, b), losses[place]!)), arithmetic.zero),
    );
    if (pulls.some(({ high }, k) => high > beta(kinks[k]!, kinks[k]!).low)) return undefined;
    const reached = pulls.map((pull) => arithmetic.multiply(rate, pull).high);
    if (reached.every((end, k) => end <= highs[k]!)) {
      const boxes = kinks.map((_, k) => ({ low: lows[k]!, high: highs[k]! }));
      const asleep = others.every((j) => withShares(j, beside(j), boxes).high <= 0n);
      return asleep ? { J, kinks: kinks.map((b, k) => ({ b, box: boxes[k]! })), floors, how: howKept(J, kinks) } : undefined;
    }
    // A little above, so that the next try is not just short of it.
    highs = reached.map((end, k) => greatest([highs[k]!, end + (end >> 4n) + 1n]));
  }
  return undefined;
}

function howKept(J: readonly number[], kinks: readonly number[]): readonly string[] {
  const struck = samples(kinks);
  return [
    `Let u_i be x_i less its projection on ${struck}. On ${samples(J)} all x_i.x_b >= 0, x_b from ${struck}, and u_i.u_j >= 0 exactly, so no w.u_i falls;`,
    'from w.x_b <= 0 a step raises it by no more than the upper end, from w.x_b > 0 it lowers it or leaves it and ends above the lower end (exponentials enclosed).',
    'All other samples, but for multiples of these negatives, have u_j.u_i <= 0 exactly for these i, and w.x_j <= 0 at all corners of the box: they stay inactive.',
    'Each w.u_i grows by at least a constant times exp(-w.u_i) a step.',
  ];
}
