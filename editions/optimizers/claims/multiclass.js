/** Normalised steepest descent on multiclass data, in four norms: a lower bound on the margin at every step. */

import * as geometries from '../geometry.js';
import { matrices } from '../matrices.js';
import { multiclassMargin } from '../multiclass-margin.js';
import { steepestDescent } from '../steepest-descent.js';

/** @typedef {import('../multiclass.js').DescentOf} DescentOf */

/** @type {DescentOf} */
const steepest = (geometry) => steepestDescent(geometry);

/** @param {DescentOf} [descentOf] */
export const sign = (descentOf = steepest) =>
  multiclassMargin({
    id: 'multiclass/sign',
    title: 'sign descent',
    norm: 'the largest entry',
    geometryOf: () => geometries.largest,
    descentOf,
  });

/** @param {DescentOf} [descentOf] */
export const euclidean = (descentOf = steepest) =>
  multiclassMargin({
    id: 'multiclass/euclidean',
    title: 'normalised gradient descent',
    norm: 'the Frobenius norm',
    geometryOf: () => geometries.euclidean,
    descentOf,
  });

/** @param {DescentOf} [descentOf] */
export const coordinate = (descentOf = steepest) =>
  multiclassMargin({
    id: 'multiclass/coordinate',
    title: 'greedy coordinate descent',
    norm: 'the sum of the sizes of the entries',
    geometryOf: () => geometries.sum,
    descentOf,
  });

/** @param {DescentOf} [descentOf] */
export const spectral = (descentOf = steepest) =>
  multiclassMargin({
    id: 'multiclass/spectral',
    title: 'spectral descent (Muon without momentum)',
    norm: 'the spectral norm',
    geometryOf: matrices,
    descentOf,
    onGiven: false,
  });
