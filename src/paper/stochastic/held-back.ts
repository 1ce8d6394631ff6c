/** Data on which staying in the region for t steps takes that one sample is never drawn. */

import fc, { type Arbitrary } from 'fast-check';
import type { CaseContent } from '../../claim/claim.js';
import { signOfProduct } from '../../claim/hypotheses.js';
import { powerSteps } from '../../claim/steps.js';
import { everySample, sample } from '../../data/dataset.js';
import { exp, power } from '../../numerics/elementary.js';
import { dot } from '../../numerics/vector.js';
import type { StableCase } from './stable-case.js';

/** How far from its edge a draw has to lead out to count, relatively: far more than rounding. */
const CLEAR = 1e-9;

/** A sample that no staying run has drawn, and what is known of those runs. */
export interface HeldBack {
  /** The sample, and its copies. */
  readonly of: readonly number[];
  /** The other active samples. */
  readonly rest: readonly number[];
  /** w.x of the sample, the same for ever. */
  readonly product: number;
}

/**
 * The active sample whose every draw before step t leads out, while no draw of another one does or changes w.x of it; undefined where
 * there is none such.
 *
 * For some j outside, x_e.x_i = x_j.x_i = 0 for the other active i, and eta_{t-1} exp(-w_0.x_e) x_e.x_j > -w_0.x_j. The others have
 * the signs that keep inside.
 */
export function heldBack(at: StableCase, t: number): HeldBack | undefined {
  const { data, active, start } = at;
  const isActive = new Set(active);
  const others = everySample(data).filter((i) => !isActive.has(i));
  for (const e of active) {
    const x = sample(data, e);
    const product = dot(start, x);
    const copies = active.filter((i) => sample(data, i).every((entry, place) => entry === x[place]));
    const rest = active.filter((i) => !copies.includes(i));
    if (rest.length === 0 || !rest.every((i) => signOfProduct(data, e, i) === 0)) continue;
    if (!rest.every((i) => rest.every((l) => signOfProduct(data, i, l) >= 0) && others.every((l) => signOfProduct(data, i, l) <= 0)))
      continue;
    const move = at.eta(t - 1) * exp(-product);
    const leaves = others.some((j) => {
      const far = -dot(start, sample(data, j));
      return rest.every((i) => signOfProduct(data, i, j) === 0) && move * dot(x, sample(data, j)) > far * (1 + CLEAR) + CLEAR * CLEAR;
    });
    if (leaves) return { of: copies, rest, product };
  }
  return undefined;
}

/** sum_{k<t} (k+1)^(-alpha) is at most this. */
export function mostRates({ alpha }: StableCase, t: number): number {
  return power(t, 1 - alpha) / (1 - alpha);
}

/** Which cases are drawn. */
interface HeldBackAim {
  /** Lengths of the positives, in 64ths. */
  readonly lengths: readonly [number, number];
  /** -log2 of the distance to the kink, and numbers of steps. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/**
 * Two positives at a right angle, and a negative that the first one's draws carry over its kink for a million steps and more; a start near the
 * kinks of all three.
 */
export function heldBackCases({ lengths: [min, max], edges, counts }: HeldBackAim): Arbitrary<CaseContent> {
  return fc
    .record({
      lengths: fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })),
      near: fc.tuple(fc.integer({ min: 6, max: 12 }), fc.integer({ min: 6, max: 12 })),
      edge: fc.constantFrom(...edges),
      pull: fc.constantFrom(1, 0.5),
      alpha: fc.constantFrom(33 / 64, 34 / 64, 35 / 64),
      count: fc.constantFrom(...counts),
    })
    .map(({ lengths: [first, second], near: [s, r], edge, pull, alpha, count }) => ({
      data: {
        x: [
          [first / 64, 0, 0],
          [0, second / 64, 0],
          [pull, 0, -1],
        ],
        y: [1, 1, -1],
      },
      start: [2 ** -s, 2 ** -r, pull * 2 ** -s + 2 ** -edge],
      steps: powerSteps(alpha, count),
    }));
}
