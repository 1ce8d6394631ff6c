/** The same on an average of the gradients: Signum, Muon and their like on multiclass data. */

import * as geometries from '../geometry.js';
import { matrices } from '../matrices.js';
import { multiclassMargin } from '../multiclass-margin.js';
import { momentumDescent } from '../steepest-descent.js';

/** @typedef {import('../multiclass.js').DescentOf} DescentOf */

/** @type {DescentOf} */
const averaged = (geometry) => momentumDescent(geometry);

/** @param {DescentOf} [descentOf] */
export const signum = (descentOf = averaged) =>
  multiclassMargin({
    id: 'multiclass/signum',
    title: 'Signum',
    norm: 'the largest entry',
    geometryOf: () => geometries.largest,
    descentOf,
    momentum: true,
  });

/** @param {DescentOf} [descentOf] */
export const euclideanMomentum = (descentOf = averaged) =>
  multiclassMargin({
    id: 'multiclass/euclidean-momentum',
    title: 'normalised momentum descent',
    norm: 'the Frobenius norm',
    geometryOf: () => geometries.euclidean,
    descentOf,
    momentum: true,
  });

/** @param {DescentOf} [descentOf] */
export const coordinateMomentum = (descentOf = averaged) =>
  multiclassMargin({
    id: 'multiclass/coordinate-momentum',
    title: 'coordinate descent on momentum',
    norm: 'the sum of the sizes of the entries',
    geometryOf: () => geometries.sum,
    descentOf,
    momentum: true,
  });

/** @param {DescentOf} [descentOf] */
export const muon = (descentOf = averaged) =>
  multiclassMargin({
    id: 'multiclass/muon',
    title: 'Muon with exact polar factors',
    norm: 'the spectral norm',
    geometryOf: matrices,
    descentOf,
    momentum: true,
    onGiven: false,
  });
