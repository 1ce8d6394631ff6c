/** Runs of gradient descent on the ReLU model that chatter on kinks of negatives for ever: a box that no step leaves. */

import { everySample } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { greatest, least } from '../../numerics/rational.js';
import { exp } from '../arithmetic/exp.js';
import { type Interval, isAtLeast, isNotNegative, isNotPositive, isPositive, point, signOf } from '../arithmetic/interval.js';
import type { Position } from '../enclosure/path.js';
import { samples } from '../enclosure/separator.js';
import type { Setting } from '../enclosure/setting.js';
import { rateOf } from '../enclosure/step-size.js';
import type { Kept } from './kept.js';

/** Tries at a box that contains its own image. */
const MOST_TRIES = 12;

/**
 * A box for some negative, or for two at right angles, where there is one. Negatives that are positive multiples of x_b are struck with it.
 *
 * For struck x_b with x_b.x_c = 0, beta_ib = x_i.x_b and u_i = x_i - sum_b (beta_ib / |x_b|^2) x_b: w.x_i = w.u_i + sum_b (beta_ib /
 * |x_b|^2) q_b with q_b = w.x_b, and the forces along the x_b do not change w.u_i. Let all u_i.u_j >= 0 on J: no w.u_i falls. Let all beta_ib >= 0 on J.
 * While every q_b >= low_b, w.x_i >= w_T.u_i + sum_b (beta_ib / |x_b|^2) low_b =: p_i. Put G_b = sum_J beta_ib exp(-p_i). A step from q_b <= 0
 * raises q_b by between 0 and h G_b. One from q_b > 0 changes it by at most h (G_b - |x_b|^2), and by more than -h sum of x_b.x_c exp(|x_c| / |x_b| high_b)
 * over x_b and its multiples x_c. So the box maps into itself if p_i > 0, G_b <= |x_b|^2, h G_b <= high_b and that is at least low_b. All others stay
 * inactive if u_j.u_i <= 0 for all i in J, so that w.u_j never rises, and w.u_j + sum_b (beta_jb / |x_b|^2) q_b <= 0 at all corners of the box.
 * For a smaller h the same box will do.
 */
export function kinkBox(at: Setting, iterate: Position): Kept | undefined {
  const { data, inner } = at;
  const J = data.positives.filter((i) => iterate.active[i]);
  const struck = data.negatives.filter((b) => J.every((i) => isNotNegative(inner(i, b))) && J.some((i) => isPositive(inner(i, b))));
  if (J.length === 0) return undefined;
  const upright = struck.flatMap((b, place) => struck.slice(0, place).flatMap((c) => (signOf(inner(b, c)) === 0 ? [[c, b]] : [])));
  for (const kinks of [...struck.map((b) => [b]), ...upright]) {
    const found = boxAround(at, iterate, J, kinks);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The product of all |x_b|^2 times u_i.u_j: its sign is exact. */
function projected({ units: product }: Setting, kinks: readonly number[], i: number, j: number): bigint {
  const scale = kinks.reduce((all, b) => all * product(b, b), 1n);
  return kinks.reduce((rest, b) => rest - (scale / product(b, b)) * product(i, b) * product(j, b), scale * product(i, j));
}

/** The negatives that are struck with x_b: its positive multiples, x_b among them. */
export function struckWith(at: Setting, b: number): readonly number[] {
  return at.data.negatives.filter((c) => projected(at, [b], c, c) === 0n && isPositive(at.inner(b, c)));
}

/** Whether the signs of the u_i.u_j are those that the box asks for. */
function signsHold(at: Setting, J: readonly number[], kinks: readonly number[], others: readonly number[]): boolean {
  return (
    J.every((i) => projected(at, kinks, i, i) > 0n && J.every((j) => projected(at, kinks, i, j) >= 0n)) &&
    others.every((j) => J.every((i) => projected(at, kinks, i, j) <= 0n))
  );
}

/** A struck negative x_b, with 1 / |x_b|^2 and the w.x_b of now. */
interface Struck {
  readonly b: number;
  readonly inverse: Interval;
  readonly product: Interval;
  /** The negatives that are struck with it. */
  readonly multiples: readonly number[];
}

/** A struck negative and a value for its q_b. */
type Placed = readonly [kink: Struck, q: Interval];

function boxAround(at: Setting, { products }: Position, J: readonly number[], chosen: readonly number[]): Kept | undefined {
  const { arithmetic, data, inner } = at;
  const kinks = chosen.map(
    (b): Struck => ({ b, inverse: arithmetic.reciprocal(inner(b, b)), product: nth(products, b), multiples: struckWith(at, b) }),
  );
  const struck = kinks.flatMap(({ multiples }) => multiples);
  const others = everySample(data).filter((j) => !J.includes(j) && !struck.includes(j));
  if (!signsHold(at, J, chosen, others)) return undefined;

  const rate = rateOf(at);
  const share = (i: number, [{ b, inverse }, q]: Placed): Interval => arithmetic.multiply(arithmetic.multiply(inner(i, b), inverse), q);
  const withShares = (i: number, from: Interval, placed: readonly Placed[]): Interval =>
    arithmetic.add(from, arithmetic.sum(placed.map((each) => share(i, each))));
  const beside = (i: number): Interval =>
    withShares(
      i,
      nth(products, i),
      kinks.map((kink) => [kink, arithmetic.negate(kink.product)]),
    );
  const lowEnd = (kink: Struck, high: bigint): bigint => {
    const thrown = kink.multiples.map((c) => arithmetic.multiply(inner(c, kink.b), exp(arithmetic, share(c, [kink, point(high)]))));
    return least([kink.product.low, -arithmetic.multiply(rate, arithmetic.sum(thrown)).high]);
  };
  let highs = kinks.map((kink) => ({ kink, high: greatest([kink.product.high, 0n]) }));
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const boxes = highs.map(({ kink, high }) => ({ kink, box: { low: lowEnd(kink, high), high } }));
    const lowest = boxes.map(({ kink, box }): Placed => [kink, point(box.low)]);
    const floors = J.map((i) => withShares(i, beside(i), lowest));
    if (floors.some((floor) => !isPositive(floor))) return undefined;
    const losses = floors.map(({ low }) => exp(arithmetic, point(-low)));
    const pulled = boxes.map(({ kink, box }) => {
      const along = J.map((i) => inner(i, kink.b));
      return { kink, box, pull: arithmetic.inner(along, losses) };
    });
    if (pulled.some(({ kink: { b }, pull }) => !isAtLeast(inner(b, b), pull))) return undefined;
    const reached = pulled.map(({ kink, box, pull }) => ({ kink, box, end: arithmetic.multiply(rate, pull).high }));
    if (reached.every(({ box, end }) => end <= box.high)) {
      const corners = boxes.map(({ kink, box }): Placed => [kink, box]);
      // The iterate lies in the box: they sleep now as well.
      const asleep = others.every((j) => isNotPositive(withShares(j, beside(j), corners)));
      return asleep ? { J, kinks: boxes.map(({ kink: { b }, box }) => ({ b, box })), floors, how: howKept(J, chosen) } : undefined;
    }
    // A little above, so that the next try is not just short of it.
    highs = reached.map(({ kink, box, end }) => ({ kink, high: greatest([box.high, end + (end >> 4n) + 1n]) }));
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
