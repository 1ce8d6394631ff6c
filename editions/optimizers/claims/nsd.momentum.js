/** The same on an average of the gradients: Signum, Muon and their like. */

import * as geometries from '../geometry.js';
import { marginBound } from '../margin-bound.js';
import { matrices } from '../matrices.js';
import { momentumDescent } from '../steepest-descent.js';

/** @typedef {import('../steepest-descent.js').SteepestDescent} SteepestDescent */

/** @param {SteepestDescent} [optimizer] */
export const signum = (optimizer = momentumDescent(geometries.largest)) =>
  marginBound({ id: 'nsd/signum', title: 'Signum', geometry: geometries.largest, momentum: true, optimizer });

/** @param {SteepestDescent} [optimizer] */
export const euclideanMomentum = (optimizer = momentumDescent(geometries.euclidean)) =>
  marginBound({
    id: 'nsd/euclidean-momentum',
    title: 'normalised momentum descent',
    geometry: geometries.euclidean,
    momentum: true,
    optimizer,
  });

/** @param {SteepestDescent} [optimizer] */
export const coordinateMomentum = (optimizer = momentumDescent(geometries.sum)) =>
  marginBound({
    id: 'nsd/coordinate-momentum',
    title: 'coordinate descent on momentum',
    geometry: geometries.sum,
    momentum: true,
    optimizer,
  });

/** @param {SteepestDescent} [optimizer] */
export const muon = (optimizer = momentumDescent(matrices(2, 2))) =>
  marginBound({ id: 'nsd/muon', title: 'Muon with exact polar factors', geometry: matrices(2, 2), entries: 4, momentum: true, optimizer });

/** @param {SteepestDescent} [optimizer] */
export const muonTall = (optimizer = momentumDescent(matrices(3, 2))) =>
  marginBound({
    id: 'nsd/muon-3x2',
    title: 'Muon with exact polar factors',
    geometry: matrices(3, 2),
    entries: 6,
    momentum: true,
    optimizer,
  });

/** @param {SteepestDescent} [optimizer] */
export const muonSquare = (optimizer = momentumDescent(matrices(3, 3))) =>
  marginBound({
    id: 'nsd/muon-3x3',
    title: 'Muon with exact polar factors',
    geometry: matrices(3, 3),
    entries: 9,
    momentum: true,
    optimizer,
  });
