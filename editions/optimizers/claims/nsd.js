/** Normalised steepest descent on the exponential loss, in four norms: a lower bound on the margin at every step. */

import * as geometries from '../geometry.js';
import { marginBound } from '../margin-bound.js';
import { matrices } from '../matrices.js';
import { steepestDescent } from '../steepest-descent.js';

/** @typedef {import('../steepest-descent.js').SteepestDescent} SteepestDescent */

/** @param {SteepestDescent} [optimizer] */
export const sign = (optimizer = steepestDescent(geometries.largest)) =>
  marginBound({ id: 'nsd/sign', title: 'sign descent', geometry: geometries.largest, optimizer });

/** @param {SteepestDescent} [optimizer] */
export const euclidean = (optimizer = steepestDescent(geometries.euclidean)) =>
  marginBound({ id: 'nsd/euclidean', title: 'normalised gradient descent', geometry: geometries.euclidean, optimizer });

/** @param {SteepestDescent} [optimizer] */
export const coordinate = (optimizer = steepestDescent(geometries.sum)) =>
  marginBound({ id: 'nsd/coordinate', title: 'greedy coordinate descent', geometry: geometries.sum, optimizer });

/** @param {SteepestDescent} [optimizer] */
export const spectral = (optimizer = steepestDescent(matrices(2, 2))) =>
  marginBound({ id: 'nsd/spectral', title: 'spectral descent (Muon without momentum)', geometry: matrices(2, 2), entries: 4, optimizer });

/** @param {SteepestDescent} [optimizer] */
export const spectralTall = (optimizer = steepestDescent(matrices(3, 2))) =>
  marginBound({
    id: 'nsd/spectral-3x2',
    title: 'spectral descent (Muon without momentum)',
    geometry: matrices(3, 2),
    entries: 6,
    optimizer,
  });

/** @param {SteepestDescent} [optimizer] */
export const spectralSquare = (optimizer = steepestDescent(matrices(3, 3))) =>
  marginBound({
    id: 'nsd/spectral-3x3',
    title: 'spectral descent (Muon without momentum)',
    geometry: matrices(3, 3),
    entries: 9,
    optimizer,
  });
