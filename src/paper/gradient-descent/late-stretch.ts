/** A late stretch of a ReLU run in plain steps: which samples act, how large gradients and losses are, and how far kinks are crossed. */

import { runOf } from '../../claim/each-step.js';
import type { Parts } from '../../claim/parts.js';
import type { Case } from '../../data/case.js';
import type { Dataset } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { nth } from '../../numerics/lists.js';
import { dot } from '../../numerics/vector.js';

/** The first step of the stretch; it ends with the steps of the case. */
export const STRETCH_FROM = 2 ** 12;

/** What was seen in the stretch; by sample where it is a list. */
export interface LateStretch {
  /** Positives active at its first step, and whether every positive stays as it is there. */
  readonly J: readonly number[];
  readonly settled: boolean;
  /** Steps at which each sample acts. */
  readonly acts: Uint32Array;
  /** Steps at which two negatives act or more. */
  readonly together: number;
  /** The sum of |grad L|^2. */
  readonly squares: number;
  /** First step at which no negative acts; undefined where there is none. The rest is from there on. */
  readonly quiet: number | undefined;
  /** Largest w.x_i. */
  readonly highest: Float64Array;
  /** Largest exp(-w.x_i) of an active positive. */
  readonly heaviest: number;
  /** Largest n L less exp(-w.x_i) for each active positive and less 1 for each other sample, and its first step. */
  readonly excess: { readonly value: number; readonly step: number };
  /** The last iterate, and its step. */
  readonly w: Float64Array;
  readonly steps: number;
}

/** What only grows on the way. */
type Growing = Pick<LateStretch, 'acts' | 'heaviest'>;

/**
 * Follows the case to the end of the stretch; the reason where that ends before.
 *
 * @param isEnough - whether what has grown so far is all that the caller asks for; asked now and then, and the stretch ends there.
 */
export function lateStretch(
  input: Case,
  data: Dataset,
  parts: Parts,
  isEnough: (grown: Growing) => boolean = () => false,
): LateStretch | string {
  const { n, positives, negatives } = data;
  const acts = new Uint32Array(n);
  let squares = 0;
  let together = 0;
  const highest = new Float64Array(n).fill(Number.NEGATIVE_INFINITY);
  const excess = { value: Number.NEGATIVE_INFINITY, step: -1 };
  const first = new Uint8Array(n);
  let settled = true;
  let quiet: number | undefined;
  let heaviest = 0;
  let nextAsked = 1;
  const { end, steps, w } = runOf(input, { data, model: parts.relu, optimizer: parts.gradientDescent }, ({ k, evaluation }) => {
    if (k < STRETCH_FROM) return;
    const { preactivation, weight, gradient } = evaluation;
    const scale = exp(evaluation.shift);
    squares += dot(gradient, gradient) * scale * scale;
    let active = 0;
    for (const i of positives) {
      const isActive = preactivation[i]! > 0 ? 1 : 0;
      if (k === STRETCH_FROM) first[i] = isActive;
      else if (isActive !== first[i]) settled = false;
      acts[i]! += isActive;
      active += isActive;
    }
    let struck = 0;
    for (const j of negatives) {
      const isStruck = preactivation[j]! > 0 ? 1 : 0;
      acts[j]! += isStruck;
      struck += isStruck;
    }
    if (struck > 1) together++;
    if (struck === 0) quiet ??= k;
    if (quiet === undefined) return;
    let rest = n * evaluation.loss * scale - (n - active - struck);
    for (const i of positives) {
      if (!(preactivation[i]! > 0)) continue;
      const share = weight[i]! * scale;
      if (share > heaviest) heaviest = share;
      rest -= share;
    }
    rest -= struck;
    for (let i = 0; i < n; i++) if (preactivation[i]! > highest[i]!) highest[i] = preactivation[i]!;
    if (rest > excess.value) {
      excess.value = rest;
      excess.step = k;
    }
    if (k - quiet < nextAsked) return;
    nextAsked *= 2;
    return !isEnough({ acts, heaviest });
  });
  if (end === 'diverged') return `the run leaves the range of float64 at step ${steps}`;
  if (end === 'terminated' || steps < STRETCH_FROM) return `the run ends at step ${steps}`;
  const J = positives.filter((i) => nth(first, i) === 1);
  return { J, settled, acts, together, squares, quiet, highest, heaviest, excess, w, steps };
}
