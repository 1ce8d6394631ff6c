/** Expectations over SGD's sampling, enclosed: every index sequence is followed, those that make the same moves together. */

import { everySample } from '../../data/dataset.js';
import { nth, pairs } from '../../numerics/lists.js';
import { greatestOf, type Interval, isNegative } from '../arithmetic/interval.js';
import { powerStep } from '../arithmetic/log.js';
import { mustHold } from '../undecided.js';
import type { Expectations, Expected } from './expectations.js';
import { firstIterate, type Iterate, sampledStep, sampleLoss } from './path.js';
import { regionOf } from './region.js';
import { samples } from './separator.js';
import type { Setting } from './setting.js';
import { powersOf } from './step-size.js';

/** Iterates that an enumeration may hold. */
const MOST_ITERATES = 2 ** 13;

/** Expectations at step k, with what eq. 9 needs. */
export interface EnumeratedStep extends Expected {
  /** E |grad l(w_k, z)|^2. */
  readonly gradientSquare: Interval;
  /** E grad L(w_k).w_k times n, L of (P). */
  readonly descent: Interval;
}

/** An iterate, the number of index sequences that lead to it, and its losses by active samples. */
interface Weighed {
  readonly iterate: Iterate;
  readonly ways: bigint;
  readonly losses: readonly Interval[];
  /** Their sum. */
  readonly loss: Interval;
}

/** Follows all index sequences; throws Undecided when some iterate may act on other samples than w_0 does, or for too many. */
export function enumerate(at: Setting, startSquare: Interval): Expectations<EnumeratedStep> {
  const { left, followed } = follow(at, startSquare);
  mustHold(left === 0, 'an iterate leaves the region');
  return followed;
}

/** Follows index sequences for as long as they stay: the expectations at step k are given that w_0, ..., w_k do. */
export function enumerateStaying(at: Setting, startSquare: Interval): Expectations<EnumeratedStep> {
  const { left, followed } = follow(at, startSquare);
  mustHold(left > 0, 'no draw leads out of the region');
  return {
    ...followed,
    stays: `${followed.stays} that are followed: those whose iterates stay`,
    given: [{ name: 'some draw may lead out', how: `the iterates after ${left} of the draws that are followed have other active samples` }],
    method: `${followed.method}; one that leaves is left out from then on`,
  };
}

/** Follows index sequences for as long as they act on the samples that w_0 acts on; `left` counts the iterates that do not. */
function follow(at: Setting, startSquare: Interval): { readonly left: number; readonly followed: Expectations<EnumeratedStep> } {
  const { arithmetic, data } = at;
  const { alpha, count } = powersOf(at);
  const { active, separable: begun } = regionOf(at);
  const branches = branchesOf(at, active);
  mustHold(iterates(branches.length, count) <= MOST_ITERATES, 'there are too many index sequences');
  const etas = Array.from({ length: count }, (_, k) => powerStep(arithmetic, k, alpha));
  const first = firstIterate(at);
  let left = 0;
  const weighed = (iterate: Iterate, ways: bigint): Weighed[] => {
    if (!iterate.active.every((acts, i) => acts === first.active[i])) {
      left += 1;
      return [];
    }
    const losses = active.map((i) => sampleLoss(at, iterate, i));
    return [{ iterate, ways, losses, loss: arithmetic.sum(losses) }];
  };
  let level = weighed(first, 1n);
  const levels = [level];
  for (const eta of etas) {
    level = level.flatMap(({ iterate, ways }) =>
      branches.flatMap(({ sample, members }) => weighed(sampledStep(at, iterate, sample, eta), ways * BigInt(members))),
    );
    levels.push(level);
  }
  mustHold(level.length > 0, 'no index sequence stays in the region');
  const isInside = ({ iterate }: Weighed): boolean => data.negatives.every((i) => isNegative(nth(iterate.products, i)));
  const followed = {
    active,
    separable: begun && levels.every((each) => each.every(isInside)),
    at: levels.map((each) => expectedAt(at, active, startSquare, each)),
    etas,
    largestLoss: greatestOf([arithmetic.zero, ...levels.flat().map(({ loss }) => loss)]),
    picked: etas.map((_, k) => k + 1),
    stays: `w.x_i > 0 for ${samples(active)} alone, at each iterate of each of the ${data.n}^${count} index sequences`,
    method: 'every index sequence is followed, those with equal moves together, and each expectation is enclosed',
  };
  return { left, followed };
}

/** The expectations at one step, whose iterates these are. */
function expectedAt(at: Setting, active: readonly number[], startSquare: Interval, level: readonly Weighed[]): EnumeratedStep {
  const { arithmetic, data, products, inner } = at;
  const total = level.reduce((sum, { ways }) => sum + ways, 0n);
  const mean = (of: (each: Weighed) => Interval): Interval => {
    let [low, high] = [0n, 0n];
    for (const each of level) {
      const value = of(each);
      low += each.ways * value.low;
      high += each.ways * value.high;
    }
    return arithmetic.divide({ low, high }, total);
  };
  const overActive = (term: (i: number) => Interval): Interval => arithmetic.sum(active.map(term));
  return {
    loss: mean(({ loss }) => loss),
    losses: everySample(data).map((i) => {
      const place = active.indexOf(i);
      return place < 0 ? arithmetic.zero : mean(({ losses }) => nth(losses, place));
    }),
    coefficients: everySample(data).map((i) => mean(({ iterate }) => nth(iterate.coefficients, i))),
    // |w|^2 = |w_0|^2 + sum c_i (w_0.x_i + w.x_i).
    normSquare: mean(({ iterate }) => {
      const both = (i: number): Interval => arithmetic.add(nth(products, i), nth(iterate.products, i));
      return arithmetic.add(
        startSquare,
        overActive((i) => arithmetic.multiply(nth(iterate.coefficients, i), both(i))),
      );
    }),
    gradientSquare: arithmetic.divide(
      mean(({ losses }) =>
        arithmetic.sum(pairs(active, losses).map(([i, loss]) => arithmetic.multiply(arithmetic.square(loss), inner(i, i)))),
      ),
      BigInt(data.n),
    ),
    descent: mean(({ iterate, losses }) => {
      const acting = active.map((i) => nth(iterate.products, i));
      return arithmetic.negate(arithmetic.inner(losses, acting));
    }),
  };
}

/** Iterates of all steps, as far as they are not too many. */
function iterates(branches: number, steps: number): number {
  let [level, sum] = [1, 1];
  for (let k = 0; k < steps && sum <= MOST_ITERATES; k++) {
    level *= branches;
    sum += level;
  }
  return sum;
}

/** One branch for each active sample up to equality, and one for all silent samples. */
function branchesOf({ rows }: Setting, active: readonly number[]): readonly { readonly sample: number; readonly members: number }[] {
  const counts = new Map<string, { sample: number; members: number }>();
  for (const [i, row] of rows.entries()) {
    const key = active.includes(i) ? row.join() : 'silent';
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { sample: i, members: 1 });
    else known.members += 1;
  }
  return [...counts.values()];
}
