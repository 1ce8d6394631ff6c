/** Staying in a region that one sample's draws lead out of: the runs that stay have never drawn it. */

import { nth } from '../../numerics/lists.js';
import { exp } from '../arithmetic/exp.js';
import { type Interval, isNotNegative, isNotPositive, isPositive, signOf } from '../arithmetic/interval.js';
import type { CertifiedHypothesis } from '../certificate.js';
import { Undecided } from '../undecided.js';
import { paperExponent } from './exponent.js';
import { samples, separatorOf, vector } from './separator.js';
import type { Setting } from './setting.js';

/** Which samples are held back, in which region, and B^2. */
export interface HeldBack {
  readonly active: readonly number[];
  readonly held: readonly number[];
  readonly carried: number;
  readonly reachSquare: Interval;
}

/** What every refutation given that SGD stays says first: the hypotheses, and why the runs that stay have never drawn the held sample. */
export function heldBackAccount(
  at: Setting,
  { active, held, carried, reachSquare }: HeldBack,
): { readonly hypotheses: readonly CertifiedHypothesis[]; readonly argument: readonly string[] } {
  const { arithmetic, input } = at;
  const { alpha, count: t, exponent } = paperExponent(at);
  return {
    hypotheses: [
      separatorOf(at).hypothesis,
      exponent,
      { name: '|x_i|^2 < 2 for active i', how: `B^2 = ${arithmetic.bounds(reachSquare).high} at most` },
      { name: 'w_0 in the region', how: `exact signs of w_0.x_i: ${samples(active)} and no other are active` },
      { name: 'some draw may lead out', how: `that of ${samples(held)}` },
    ],
    argument: [
      `SGD from w_0 = ${vector(input.start)} with eta_k = (k+1)^(-${alpha}), up to t = ${t}. The other active samples are at right angles to ${samples(held)} and to ${samples([carried])}, exactly.`,
      `So while ${samples(held)} is not drawn w.x of both stays as it is at w_0, and no other draw leads out, by the signs of x_i.x_j.`,
      `A draw of ${samples(held)} at any step before t adds more to w.x of ${samples([carried])} than keeps it below 0: it leads out. So the runs that stay have never drawn it, and they have positive probability.`,
    ],
  };
}

/**
 * A sample that no run which stays in the region has drawn, with its copies; the other active samples; and the sample that its draws
 * carry over its kink. Throws Undecided where there is none.
 *
 * @param lastRate - the size of the last step that is looked at, which is the smallest.
 */
export function heldOf(
  { arithmetic, data, inner, products, rows }: Setting,
  active: readonly number[],
  lastRate: Interval,
): { readonly held: readonly number[]; readonly rest: readonly number[]; readonly carried: number } {
  const zero = (i: number, j: number): boolean => signOf(inner(i, j)) === 0;
  const others = Array.from({ length: data.n }, (_, i) => i).filter((i) => !active.includes(i));
  for (const e of active) {
    const held = active.filter((i) => nth(rows, i).join() === nth(rows, e).join());
    const rest = active.filter((i) => !held.includes(i));
    const apart = rest.length > 0 && rest.every((i) => zero(e, i));
    const inside = rest.every((i) => rest.every((l) => isNotNegative(inner(i, l))) && others.every((l) => isNotPositive(inner(i, l))));
    if (!apart || !inside) continue;
    const move = arithmetic.multiply(lastRate, exp(arithmetic, arithmetic.negate(nth(products, e))));
    const carried = others.find(
      (j) => rest.every((i) => zero(i, j)) && isPositive(arithmetic.add(arithmetic.multiply(move, inner(e, j)), nth(products, j))),
    );
    if (carried !== undefined) return { held, rest, carried };
  }
  throw new Undecided('no sample is kept from being drawn');
}
