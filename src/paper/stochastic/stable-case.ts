/** A run of SGD that keeps to one region: its hypotheses, and the constants that the printed inequalities speak of. */

import type { Hypothesis, Label } from '../../claim/claim.js';
import { allMet, holds, isPaperExponent, isSeparable, method, paper, signOfProduct } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { vectorOf } from '../../claim/read-case.js';
import { alphaOf } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset, everySample, sample } from '../../data/dataset.js';
import { power } from '../../numerics/elementary.js';
import { largest } from '../../numerics/lists.js';
import { dot, norm } from '../../numerics/vector.js';
import { type StableRegion, VECTOR } from '../generators/stable-case.js';

/** One case with the constants that the printed inequalities speak of. */
export interface StableCase {
  readonly data: Dataset;
  readonly region: StableRegion;
  /** I+, or J. */
  readonly active: readonly number[];
  /** B: the largest |x_i| over active i. */
  readonly reach: number;
  /** gamma, and w^+ (or w^+_J). */
  readonly gamma: number;
  readonly direction: Float64Array;
  readonly alpha: number;
  readonly start: Float64Array;
  /** A vector drawn with the case. @throws NotACase where the case has none. */
  vector(): Float64Array;
  /** (k+1)^(-alpha), from the definition. */
  eta(k: number): number;
}

/** Which cases a claim speaks of. */
export interface StableScope {
  readonly regions: readonly StableRegion[];
  /** Data of any length B; B < sqrt 2 by default, which appendix D assumes. */
  readonly anyReach?: boolean;
  /** The hypothesis on alpha; 0.5 < alpha < 1 by default. */
  readonly exponent?: (alpha: number) => Hypothesis;
}

/** The hypotheses that need no run, and the constants of the case where they are met. */
export function stableCase(
  input: Case,
  parts: Parts,
  { regions, anyReach = false, exponent: hasExponent = isPaperExponent }: StableScope,
): { hypotheses: readonly Hypothesis[]; at?: StableCase } {
  const data = dataset(input.data);
  const exponent = alphaOf(input);
  const begun = parts.landscapeRegion(data, input.start);
  const active = begun.activePositives;
  const reach = largest(active.map((i) => norm(sample(data, i))));
  const hypotheses = [
    isSeparable(data, parts),
    hasExponent(exponent),
    holds(
      method(
        'start-inside',
        `w_0 is in ${regions.includes('separable') ? 'the linearly separable region' : 'W_J'}${regions.length > 1 ? ' or in W_J' : ''}, J not empty`,
      ),
      (begun.kind === 'separable' && regions.includes('separable')) || (begun.kind === 'partial' && regions.includes('local')),
    ),
    ...(anyReach ? [] : [isShort(data, active)]),
  ];
  if (!allMet(hypotheses) || !(anyReach || reach ** 2 < 2)) return { hypotheses };
  const best = parts.maxMargin({ dimension: data.d, atLeastOne: active.map((i) => sample(data, i)) });
  if (!best.feasible) return { hypotheses };
  return {
    hypotheses,
    at: {
      data,
      region: begun.kind === 'separable' ? 'separable' : 'local',
      active,
      reach,
      gamma: best.margin,
      direction: best.direction,
      alpha: exponent,
      start: Float64Array.from(input.start),
      vector: () => {
        const u = vectorOf(input, 'u');
        return Float64Array.from({ length: data.d }, (_, j) => u[j % VECTOR] ?? 0);
      },
      eta: (k) => power(k + 1, -exponent),
    },
  };
}

/** What appendix D assumes "without loss of generality". */
export function isShort(data: Dataset, active: readonly number[]): Hypothesis {
  return {
    ...paper('B', '|x_i|^2 < 2 for active i'),
    slack: active.length > 0 ? 2 - largest(active.map((i) => dot(sample(data, i), sample(data, i)))) : -1,
  };
}

/** Why a run that computed iterates lead out of a region which no draw leads out of tells nothing. */
export const ROUNDED_OUT = 'rounding carries a sample over its kink: no draw leads out of the region';

/** How far iterates keep from leaving; strict for active samples, others may touch their kink. */
export function staySlack({ leastActive, mostSilent }: { readonly leastActive: number; readonly mostSilent: number }): number {
  if (!(leastActive > 0)) return Math.min(leastActive, -Number.MIN_VALUE);
  return mostSilent > 0 ? -mostSilent : leastActive;
}

/** The hypothesis that no step can lead out of the region, by exact signs of inner products. */
export function isClosed(at: Pick<StableCase, 'data' | 'active'> | undefined): Hypothesis {
  return holds(
    method('closed', 'x_i.x_j >= 0 for active i and j, <= 0 for active i and other j: no step leaves the region'),
    at !== undefined && keepsInside(at),
  );
}

/** True where no draw leads out: x_i.x_j >= 0 for active i and j, <= 0 for active i and other j, exactly. */
export function keepsInside({ data, active }: Pick<StableCase, 'data' | 'active'>): boolean {
  const others = everySample(data).filter((i) => !active.includes(i));
  return active.every(
    (i) =>
      sample(data, i).some((entry) => entry !== 0) &&
      active.every((j) => signOfProduct(data, i, j) >= 0) &&
      others.every((j) => signOfProduct(data, i, j) <= 0),
  );
}

/** What kind of case it is, counted by every claim about expectations. */
export function stableLabels({ region, active, data }: StableCase): readonly Label[] {
  return [
    ['region', region],
    ['active', active.length > 1 ? 'several' : 'one'],
    ['share', active.length / data.n < 0.25 ? 'small' : 'large'],
  ];
}
