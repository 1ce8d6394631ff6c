/** A case: everything one evaluation of a claim needs, by value. */

import type { LabelledData } from './dataset.js';

/** How long and with which step sizes an optimizer runs; `count` is the number of steps. */
export type Steps =
  | { readonly kind: 'none' }
  | { readonly kind: 'constant'; readonly eta: number; readonly count: number }
  | { readonly kind: 'power'; readonly alpha: number; readonly count: number };

/** All inputs of one evaluation. Written to a file and read back it is the same to the bit. */
export interface Case {
  /** Id of the claim that the case was made for. */
  readonly claim: string;
  readonly data: LabelledData;
  /** Initial parameters: w_0 (d numbers), or W_0 neuron by neuron (K*d numbers). */
  readonly start: readonly number[];
  readonly steps: Steps;
  /** Seed of SGD's sampling. */
  readonly seed?: number;
  /** Slope a of the leaky ReLU. */
  readonly slope?: number;
  /** Output weights v of a network (K non-zero numbers). */
  readonly outputWeights?: readonly number[];
  /** Further vectors that the claim names, such as a direction or weights on the simplex. */
  readonly vectors?: Readonly<Record<string, readonly number[]>>;
}
