/** Separable data on which the max-margin directions of several norms are far apart, and which of them algorithms go to. */

import { dataset, type LabelledData } from '../../data/dataset.js';
import { normalized } from '../../numerics/vector.js';
import type { Algorithm } from '../../optimizer/optimizer.js';
import { ballMargin } from '../../oracle/ball-margin.js';
import { type FeasibleMargin, maxMargin, signedRows } from '../../oracle/max-margin.js';

/** Norms of the parameters: the spectral one is of a 2 x 2 matrix. */
export type Norm = 'Euclidean' | 'largest-entry' | 'spectral';

/**
 * Max-margin direction (1, 2) in the Euclidean norm, (1, 1) in the largest-entry norm. The second sample alone is a support
 * vector and the others have at least twice its margin, so that they fall silent like 1/t^2.
 */
export const PLANE: LabelledData = {
  x: [
    [3, 1],
    [0.5, 1],
    [2, -4],
  ],
  y: [1, 1, -1],
};

/**
 * 2 x 2 matrices, row by row. The first is J P with J = [[0, 1], [-1, 0]] and P = [[2, 1], [1, 3/4]] positive definite, so that J
 * is its direction in the spectral norm: W.(J P) is at most the sum of the singular values of P over the ball, and is that at J.
 * The second has more than twice its margin at each of the three directions.
 */
export const MATRICES: LabelledData = {
  x: [
    [1, 0.75, -2, -1],
    [4, 3, -5, -4],
  ],
  y: [1, 1],
};

/** J of the matrices. */
const ROTATION = [0, 1, -1, 0];

/** The Euclidean max margin of some data. @throws Error where they are not separable, which these are */
export function euclideanMargin(data: LabelledData): FeasibleMargin {
  const rows = signedRows(dataset(data));
  const answer = maxMargin({ dimension: rows[0]?.length ?? 0, atLeastOne: rows });
  if (!answer.feasible) throw new Error('the data of the guard are not separable');
  return answer;
}

/** The max-margin directions of some data, each of Euclidean length 1. */
export function directionsOf(data: LabelledData): ReadonlyMap<Norm, Float64Array> {
  const largest = ballMargin(signedRows(dataset(data)), 'l-infinity');
  if (largest === undefined) throw new Error('the data of the guard have no margin in the largest-entry norm');
  const found = new Map<Norm, Float64Array>([
    ['Euclidean', euclideanMargin(data).direction],
    ['largest-entry', normalized(largest.direction)],
  ]);
  return data === MATRICES ? found.set('spectral', normalized(ROTATION)) : found;
}

/** Where an algorithm goes, and who has shown it. */
export interface Limit {
  readonly norm: Norm;
  /** A condition that is part of it, with a space in front. */
  readonly until?: string;
  readonly source: string;
}

/** Normalised steepest descent and its momentum forms. */
const STEEPEST = 'Fan, Schmidt, Thrampoulidis 2025';
/** With epsilon = 0 the one (Zhang et al.), with epsilon > 0 the Euclidean one in the end (Wang et al.). */
const ADAM = { norm: 'largest-entry', until: ' until epsilon takes over', source: 'Zhang, Zou, Cao 2024; Wang et al. 2021' } as const;

/** What is known. AdaGrad's direction depends on the data (Qian and Qian 2019), and of the others nothing is published. */
export const LIMITS: Partial<Readonly<Record<Algorithm, Limit>>> = {
  signsgd: { norm: 'largest-entry', source: STEEPEST },
  signum: { norm: 'largest-entry', source: STEEPEST },
  muon: { norm: 'spectral', source: STEEPEST },
  adam: ADAM,
  rmsprop: ADAM,
  adamw: { ...ADAM, until: ' within the box of half-width 1 / weightDecay, until epsilon takes over', source: 'Xie and Li 2024' },
  lion: { norm: 'largest-entry', until: ' within the box of half-width 1 / weightDecay', source: 'Chen, Liu, Liang, Liu 2024' },
};
