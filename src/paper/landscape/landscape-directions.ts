/** Directions w* with a perturbation, the limit of the ReLU loss along them, and what the claims about them share. */

import fc, { type Arbitrary } from 'fast-check';
import type { Claim, Conclusion, Evaluation, Label } from '../../claim/claim.js';
import { allMet, isSeparable } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { onAnyData } from '../../claim/sources.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset, radius, sample } from '../../data/dataset.js';
import type { DrawnData } from '../../generator/drawn.js';
import { latticeVector } from '../../generator/lattice.js';
import { separable } from '../../generator/separable.js';
import { type StartKind, withStart } from '../../generator/start.js';
import { workspace } from '../../model/model.js';
import { exp, log } from '../../numerics/elementary.js';
import { signOfDot } from '../../numerics/exact-dot.js';
import { gamma } from '../../numerics/rounding.js';
import { absoluteDot, dot, norm } from '../../numerics/vector.js';
import type { LandscapeRegion } from '../../oracle/landscape.js';

/** Dimension of the raw perturbations that cases are drawn with; data of lower dimension use the first entries. */
const MOST_FEATURES = 16;

/** A direction w* (as the start) in any region, boundaries and zero included, with a perturbation of it. */
function directions(claim: string, kinds?: readonly StartKind[]): (source: Arbitrary<DrawnData>) => Arbitrary<Case> {
  return (source) =>
    fc.tuple(withStart(source, kinds), latticeVector(MOST_FEATURES), fc.nat({ max: 3 })).map(([{ drawn, start }, raw, towards]) => ({
      claim,
      data: drawn.data,
      start,
      steps: { kind: 'none' as const },
      vectors: { perturbation: towards === 0 ? drawn.separator : perturbationFor(raw, drawn.separator.length), separator: drawn.separator },
    }));
}

function perturbationFor(raw: readonly number[], d: number): readonly number[] {
  return Array.from({ length: d }, (_, j) => raw[j % raw.length]!);
}

/** The vector that a case names, or zeros. */
export function named(input: Case, name: string): Float64Array {
  return Float64Array.from(input.vectors?.[name] ?? new Array<number>(input.data.x[0]!.length).fill(0));
}

/** Exponents of this size and more are far out: e^-48 is lost beside 1. */
const FAR = 48;
/** Longest scale, so that scaled points stay finite. */
const LONGEST = 2 ** 900;

/**
 * A power of two a that brings every active sample's w.x_i a to at least 48 + ln(B / |x_i|), so that no active sample's loss or
 * gradient is lost beside B; 1 when none is active. Scaled points may overflow where w is too short against the data for that.
 */
export function farOut(data: Dataset, w: Float64Array): number {
  const bound = radius(data);
  let scale = 1;
  for (let i = 0; i < data.n; i++) {
    const x = sample(data, i);
    const v = dot(w, x);
    if (!(v > 0)) continue;
    const far = FAR + log(bound / norm(x));
    while (v * scale < far && scale < LONGEST) scale *= 2;
  }
  return scale;
}

/** n L(a w) from the model, with a bound on its rounding error; NaN where rounding turns the sign of some w.x_i. */
export function scaledLoss(data: Dataset, w: Float64Array, scale: number, parts: Parts): { value: number; rounding: number } {
  const point = w.map((entry) => entry * scale);
  const into = workspace(parts.relu, data);
  parts.relu.evaluate(data, point, into);
  let rounding = gamma(4 * data.n) * data.n;
  for (let i = 0; i < data.n; i++) {
    const x = sample(data, i);
    if (into.preactivation[i]! > 0 !== signOfDot(x, point) > 0) return { value: Number.NaN, rounding: Number.POSITIVE_INFINITY };
    rounding += gamma(data.d + 4) * absoluteDot(point, x) * into.weight[i]!;
  }
  return { value: data.n * into.loss * exp(into.shift), rounding };
}

/** Judges L(a w*) -> `expected`/n far out along w*, to within half a sample. */
export function limitSlack(data: Dataset, w: Float64Array, expected: number, parts: Parts): Conclusion {
  const { value, rounding } = scaledLoss(data, w, farOut(data, w), parts);
  return {
    slack: 0.5 - Math.abs(value - expected),
    rounding,
    step: 0,
    note: `n L(a w*) tends to ${value}, claimed is ${expected}`,
  };
}

/** Steps are not shortened below this. */
const SHORTEST = 2 ** -1000;

/**
 * A step length at which a perturbation changes the sign of no w.x_i other than those that are exactly 0. It may be too
 * short to move w in float64.
 */
export function shortStep(data: Dataset, w: Float64Array, perturbation: Float64Array, region: LandscapeRegion): number {
  const boundary = new Set([...region.boundaryPositives, ...region.boundaryNegatives]);
  let step = 2 ** -4;
  for (let i = 0; i < data.n; i++) {
    if (boundary.has(i)) continue;
    const x = sample(data, i);
    const room = Math.abs(dot(w, x)) / 2;
    const reach = Math.abs(dot(perturbation, x));
    while (reach * step > room && step > SHORTEST) step /= 2;
  }
  return step;
}

/** w + step * perturbation. */
export function moved(w: Float64Array, perturbation: Float64Array, step: number): Float64Array {
  return w.map((entry, j) => entry + step * perturbation[j]!);
}

/** True where theorem 3.1 puts a direction under case 2. */
export function isCaseTwo(region: LandscapeRegion): boolean {
  return region.activeNegatives.length === 0 && region.activePositives.length > 0;
}

const labelsOf = (region: LandscapeRegion): Label[] => [
  ['region', region.kind],
  ...(region.boundaryPositives.length > 0 ? [['boundary', 'positive'] as const] : []),
  ...(region.boundaryNegatives.length > 0 ? [['boundary', 'negative'] as const] : []),
];

/** What the claims on directions share; `judge` gets data, direction and exact signs, and says what follows. */
export function onDirections(
  fields: Omit<Claim, 'cases' | 'casesOn' | 'evaluate' | 'chapter' | 'kind' | 'method'>,
  kinds: readonly StartKind[] | undefined,
  judge: (at: { data: Dataset; w: Float64Array; region: LandscapeRegion; input: Case; parts: Parts }) => Omit<Evaluation, 'labels'>,
): Claim {
  return {
    chapter: 'landscape',
    kind: 'exact',
    method: 'exact',
    ...fields,
    ...onAnyData(separable(), directions(fields.id, kinds)),
    evaluate(input, parts) {
      const data = dataset(input.data);
      const w = Float64Array.from(input.start);
      const separable = isSeparable(data, parts);
      if (!allMet([separable])) return { hypotheses: [separable], labels: [] };
      const region = parts.landscapeRegion(data, w);
      const { hypotheses, ...rest } = judge({ data, w, region, input, parts });
      const all = [separable, ...hypotheses];
      return allMet(all) ? { hypotheses: all, ...rest, labels: labelsOf(region) } : { hypotheses: all, labels: labelsOf(region) };
    },
  };
}

/** True when w has y_i w.x_i > 0 for all i. */
export function separatesAll(data: Dataset, w: Float64Array, parts: Parts): boolean {
  return parts.landscapeRegion(data, w).kind === 'separable';
}
