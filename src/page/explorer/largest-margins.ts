/** The margins that a direction is measured by: in three norms, with the largest over each unit ball. */

import type { Dataset } from '../../data/dataset.js';
import { ballMargin } from '../../oracle/ball-margin.js';
import { maxMargin, signedRows } from '../../oracle/max-margin.js';
import type { Point } from './scene.js';

/** The norms by which w is divided. */
export type NormName = 'l1' | 'l2' | 'l-infinity';

/** The largest margin min_i y_i w.x_i over |w| <= 1. */
export interface LargestMargin {
  readonly norm: NormName;
  readonly margin: number;
  /** A direction with that margin, of Euclidean length 1. */
  readonly at: Point;
}

/** The largest margins of separable data in the plane; empty where no direction has a positive margin. */
export function largestMargins(data: Dataset): LargestMargin[] {
  const rows = signedRows(data);
  const euclidean = maxMargin({ dimension: data.d, atLeastOne: rows });
  if (!euclidean.feasible) return [];
  const over = (norm: Exclude<NormName, 'l2'>): LargestMargin[] => {
    const found = ballMargin(rows, norm);
    return found === undefined ? [] : [{ norm, margin: found.low, at: unit(found.direction) }];
  };
  return [...over('l1'), { norm: 'l2', margin: euclidean.margin, at: unit(euclidean.direction) }, ...over('l-infinity')];
}

function unit([a = 0, b = 0]: Float64Array): Point {
  const length = Math.hypot(a, b);
  return [a / length, b / length];
}
