/** Expectations over SGD's sampling, enclosed: every index sequence is followed, those that make the same moves together. */

import { greatest, type Interval } from '../arithmetic/interval.js';
import { powerStep } from '../arithmetic/log.js';
import { mustHold } from '../undecided.js';
import type { Expectations, Expected } from './expectations.js';
import { firstIterate, type Iterate, sampledStep, sampleLoss } from './path.js';
import { regionOf } from './region.js';
import { samples } from './separator.js';
import type { Setting } from './setting.js';

/** Iterates that an enumeration may hold. */
const MOST_ITERATES = 2 ** 13;

/** Expectations at step k, with what eq. 9 needs. */
export interface EnumeratedStep extends Expected {
  /** E |grad l(w_k, z)|^2. */
  readonly gradientSquare: Interval;
  /** E grad L(w_k).w_k times n, L of (P). */
  readonly descent: Interval;
}

/** Follows all index sequences; throws Undecided when some iterate may act on other samples than w_0 does, or for too many. */
export function enumerate(at: Setting, startSquare: Interval): Expectations<EnumeratedStep> {
  const { arithmetic, data, gram, input } = at;
  const { steps } = input;
  mustHold(steps.kind === 'power', 'the step sizes are not powers');
  const first = firstIterate(at);
  const { active, separable: begun } = regionOf(at);
  const branches = branchesOf(at, active);
  mustHold(iterates(branches.length, steps.count) <= MOST_ITERATES, 'there are too many index sequences');
  const etas = Array.from({ length: steps.count }, (_, k) => powerStep(arithmetic, k, steps.alpha));
  let level: { readonly iterate: Iterate; readonly ways: bigint }[] = [{ iterate: first, ways: 1n }];
  let largestLoss = arithmetic.zero;
  let separable = begun;
  const found: EnumeratedStep[] = [];
  for (let k = 0; k <= steps.count; k++) {
    const total = BigInt(data.n) ** BigInt(k);
    const mean = (values: readonly Interval[]): Interval => {
      let [low, high] = [0n, 0n];
      level.forEach(({ ways }, s) => {
        low += ways * values[s]!.low;
        high += ways * values[s]!.high;
      });
      return arithmetic.divide({ low, high }, total);
    };
    for (const { iterate } of level) {
      mustHold(
        iterate.active.every((acts, i) => acts === first.active[i]),
        'an iterate leaves the region',
      );
      separable &&= data.negatives.every((i) => iterate.products[i]!.high < 0n);
    }
    const losses = level.map(({ iterate }) => active.map((i) => sampleLoss(at, iterate, i)));
    const sum = (terms: readonly Interval[]): Interval => terms.reduce((a, b) => arithmetic.add(a, b), arithmetic.zero);
    const sums = losses.map(sum);
    const all = [largestLoss, ...sums];
    largestLoss = { low: greatest(all.map(({ low }) => low)), high: greatest(all.map(({ high }) => high)) };
    found.push({
      loss: mean(sums),
      losses: Array.from({ length: data.n }, (_, i) =>
        active.includes(i) ? mean(losses.map((each) => each[active.indexOf(i)]!)) : arithmetic.zero,
      ),
      coefficients: Array.from({ length: data.n }, (_, i) => mean(level.map(({ iterate }) => iterate.coefficients[i]!))),
      // |w|^2 = |w_0|^2 + sum c_i (w_0.x_i + w.x_i).
      normSquare: mean(
        level.map(({ iterate }) =>
          arithmetic.add(
            startSquare,
            sum(active.map((i) => arithmetic.multiply(iterate.coefficients[i]!, arithmetic.add(at.products[i]!, iterate.products[i]!)))),
          ),
        ),
      ),
      gradientSquare: arithmetic.divide(
        mean(
          losses.map((each) => sum(each.map((loss, a) => arithmetic.multiply(arithmetic.square(loss), gram[active[a]!]![active[a]!]!)))),
        ),
        BigInt(data.n),
      ),
      descent: mean(
        level.map(({ iterate }, s) =>
          arithmetic.negate(sum(active.map((i, a) => arithmetic.multiply(losses[s]![a]!, iterate.products[i]!)))),
        ),
      ),
    });
    if (k === steps.count) break;
    level = level.flatMap(({ iterate, ways }) =>
      branches.map(({ sample, members }) => ({ iterate: sampledStep(at, iterate, sample, etas[k]!), ways: ways * BigInt(members) })),
    );
  }
  return {
    active,
    separable,
    at: found,
    etas,
    largestLoss,
    picked: Array.from({ length: steps.count }, (_, k) => k + 1),
    stays: `w.x_i > 0 for ${samples(active)} alone, at each iterate of each of the ${data.n}^${steps.count} index sequences`,
    method: 'every index sequence is followed, those with equal moves together, and each expectation is enclosed',
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
function branchesOf({ data, rows }: Setting, active: readonly number[]): readonly { readonly sample: number; readonly members: number }[] {
  const counts = new Map<string, { sample: number; members: number }>();
  for (let i = 0; i < data.n; i++) {
    const key = active.includes(i) ? rows[i]!.join() : 'silent';
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { sample: i, members: 1 });
    else known.members += 1;
  }
  return [...counts.values()];
}
