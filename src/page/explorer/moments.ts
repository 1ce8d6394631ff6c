/** What is told of a run: its moments, what the first steps show, and what log time adds. */

import type { Landmark } from '../../claim/claim.js';
import type { Field } from './field.js';
import type { LargestMargin } from './largest-margins.js';
import type { References } from './references.js';
import type { Point } from './scene.js';

/** One moment of a run. */
export interface Moment {
  /** ln t; -Infinity at the start. */
  readonly lnT: number;
  /** Parameters, neuron by neuron. */
  readonly w: readonly number[];
  /** ln L. */
  readonly logLoss: number;
}

/** What the first steps show. */
export interface FirstSteps extends References {
  readonly moments: readonly Moment[];
  /** Indices into the moments at which a negative sample became active for some neuron. */
  readonly strikes: readonly number[];
  readonly field: Field;
  readonly half: number;
  readonly separable: boolean;
  /** The max-margin direction of the y x, where the data are separable through the origin. */
  readonly best?: { readonly at: Point; readonly margin: number };
  /** Of the linear model: the largest margins over the balls of three norms. */
  readonly largest: readonly LargestMargin[];
  /** What an optimizer of the page's own edition has beside its run. */
  readonly landmarks: readonly Landmark[];
  readonly end: string;
}

/** What log time adds: moments from t = 1 to the horizon, what directions are compared with there, and the limit in words. */
export interface Continued {
  readonly moments: readonly Moment[];
  readonly limits: readonly (Point | undefined)[];
  /** Where it can differ from that of the first steps. */
  readonly references?: References;
  readonly text: string;
}

/** Moments of a run, one a step, with its strikes and its end in words. */
export type Run = Pick<FirstSteps, 'moments' | 'strikes' | 'end'>;
