/** Simpler cases near a given one, the boldest first: what shrinking tries. */

import { coarserAll, simplerNumbers, wholeVectors } from './number-reductions.js';
import type { Reduction } from './reduction.js';
import { simplerExtras, simplerSteps } from './run-reductions.js';
import { alikeSamples, fewerFeatures, fewerNeurons, fewerSamples } from './shape-reductions.js';
import { smallIntegers } from './small-integers.js';

/** All kinds of reductions, in the order in which they are to be tried: shapes before numbers. */
export const reductions: readonly Reduction[] = [
  fewerFeatures,
  fewerNeurons,
  alikeSamples,
  fewerSamples,
  simplerSteps,
  simplerExtras,
  wholeVectors,
  coarserAll,
  simplerNumbers,
  smallIntegers,
];
