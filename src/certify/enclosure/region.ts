/** The region that a start lies in, and whether any draw can lead out of it. */

import { everySample } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { greatestOf, type Interval, isBelow, isNotNegative, isNotPositive } from '../arithmetic/interval.js';
import { mustHold } from '../undecided.js';
import type { Setting } from './setting.js';

/** Samples that are active at the start, and whether it lies in the linearly separable region. */
export interface Region {
  /** I+, or J. */
  readonly active: readonly number[];
  /** w.x_j < 0 for every negative sample, and all positives are active. */
  readonly separable: boolean;
}

/** The region of w_0, by exact signs; throws Undecided where it is not a W_J with J non-empty. */
export function regionOf({ data, signs }: Setting): Region {
  const active = data.positives.filter((i) => signs[i] === 1);
  mustHold(active.length > 0 && data.negatives.every((i) => signs[i] !== 1), 'the start is in no region W_J with J not empty');
  return { active, separable: active.length === data.positives.length && data.negatives.every((i) => signs[i] === -1) };
}

/** Whether x_i.x_j >= 0 for active i and j and <= 0 for active i and other j: then no draw leads out of the region. */
export function isClosed({ data, inner }: Setting, { active }: Region): boolean {
  return active.every((i) =>
    everySample(data).every((j) => (active.includes(j) ? isNotNegative(inner(i, j)) : isNotPositive(inner(i, j)))),
  );
}

/** Whether all active samples are one vector. */
export function isOneVector({ rows }: Setting, { active }: Region): boolean {
  return new Set(active.map((i) => nth(rows, i).join())).size === 1;
}

/** B^2, B the greatest length of some samples. */
export function squaredReach({ inner }: Pick<Setting, 'inner'>, active: readonly number[]): Interval {
  return greatestOf(active.map((i) => inner(i, i)));
}

/** B^2 where the paper's B < sqrt 2 is asked for. @throws Undecided */
export function shortReach(at: Pick<Setting, 'arithmetic' | 'inner'>, active: readonly number[]): Interval {
  const square = squaredReach(at, active);
  mustHold(isBelow(square, at.arithmetic.integer(2n)), 'B^2 is not below 2');
  return square;
}
