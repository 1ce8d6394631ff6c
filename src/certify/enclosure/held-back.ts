/** Staying in a region that one sample's draws lead out of: the runs that stay have never drawn it. */

import { nth } from '../../numerics/lists.js';
import { exp } from '../arithmetic/exp.js';
import type { Interval } from '../arithmetic/interval.js';
import { Undecided } from '../undecided.js';
import type { Setting } from './setting.js';

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
  const zero = (i: number, j: number): boolean => inner(i, j).low === 0n && inner(i, j).high === 0n;
  const others = Array.from({ length: data.n }, (_, i) => i).filter((i) => !active.includes(i));
  for (const e of active) {
    const held = active.filter((i) => nth(rows, i).join() === nth(rows, e).join());
    const rest = active.filter((i) => !held.includes(i));
    const apart = rest.length > 0 && rest.every((i) => zero(e, i));
    const inside = rest.every((i) => rest.every((l) => inner(i, l).low >= 0n) && others.every((l) => inner(i, l).high <= 0n));
    if (!apart || !inside) continue;
    const move = arithmetic.multiply(lastRate, exp(arithmetic, arithmetic.negate(nth(products, e))));
    const carried = others.find(
      (j) => rest.every((i) => zero(i, j)) && arithmetic.add(arithmetic.multiply(move, inner(e, j)), nth(products, j)).low > 0n,
    );
    if (carried !== undefined) return { held, rest, carried };
  }
  throw new Undecided('no sample is kept from being drawn');
}
