/** Directions w* with a perturbation, and how the claims about them are judged. */

import fc, { type Arbitrary } from 'fast-check';
import type { CaseContent, Claim, Conclusion, Hypothesis, Label } from '../../claim/claim.js';
import { allMet, isSeparable } from '../../claim/hypotheses.js';
import { labelIf } from '../../claim/label.js';
import type { Parts } from '../../claim/parts.js';
import { vectorOf } from '../../claim/read-case.js';
import { onAnyData } from '../../claim/sources.js';
import { noSteps } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset } from '../../data/dataset.js';
import type { DrawnData } from '../../generator/drawn.js';
import { latticeVector } from '../../generator/lattice.js';
import { separable } from '../../generator/separable.js';
import { type StartKind, withStart } from '../../generator/start.js';
import type { LandscapeRegion } from '../../oracle/landscape.js';

/** Dimension of the raw perturbations that cases are drawn with; data of another dimension use the first entries, or repeat them. */
const MOST_FEATURES = 16;

/** Cases of a direction w* (as the start) in regions of these kinds, by default in any, boundaries and zero included, with a perturbation of it. */
export function directions(kinds?: readonly StartKind[]): ReturnType<typeof onAnyData<CaseContent>> {
  return onAnyData<CaseContent>(separable(), (source: Arbitrary<DrawnData>) =>
    fc.tuple(withStart(source, kinds), latticeVector(MOST_FEATURES), fc.nat({ max: 3 })).map(([{ drawn, start }, raw, towards]) => ({
      data: drawn.data,
      start,
      steps: noSteps,
      vectors: {
        perturbation: towards === 0 ? drawn.separator : drawn.separator.map((_, j) => raw[j % MOST_FEATURES] ?? 0),
        separator: drawn.separator,
      },
    })),
  );
}

/** A direction with the region that it lies in by the exact signs of w.x_i. */
interface Direction {
  readonly data: Dataset;
  readonly w: Float64Array;
  readonly region: LandscapeRegion;
  readonly input: Case;
  readonly parts: Parts;
}

/** What a claim says of a direction on separable data. */
interface Judgement {
  readonly hypotheses: readonly Hypothesis[];
  /** Undefined where rounding leaves it open. */
  readonly conclusion: Conclusion | undefined;
  /** Labels beside those of the region. */
  readonly labels?: readonly Label[];
}

/** The evaluation of a claim on directions, which adds that the data are separable. */
export function onDirections(judge: (at: Direction) => Judgement): Claim['evaluate'] {
  return (input, parts) => {
    const data = dataset(input.data);
    const separable = isSeparable(data, parts);
    if (!allMet([separable])) return { hypotheses: [separable], labels: [] };
    const w = Float64Array.from(input.start);
    const region = parts.landscapeRegion(data, w);
    const { hypotheses: further, conclusion, labels = [] } = judge({ data, w, region, input, parts });
    const hypotheses = [separable, ...further];
    const isJudged = conclusion !== undefined && allMet(hypotheses);
    return { hypotheses, ...(isJudged ? { conclusion } : {}), labels: [...labelsOf(region), ...labels] };
  };
}

function labelsOf({ kind, boundaryPositives, boundaryNegatives }: LandscapeRegion): Label[] {
  return [
    ['region', kind],
    ...labelIf(boundaryPositives.length > 0, 'boundary', 'positive'),
    ...labelIf(boundaryNegatives.length > 0, 'boundary', 'negative'),
  ];
}

/** The vector of d numbers that a case names. @throws NotACase where there is none. */
export function namedVector(input: Case, name: 'perturbation' | 'separator'): Float64Array {
  return Float64Array.from(vectorOf(input, name, input.start.length));
}

/** True when w has y_i w.x_i > 0 for all i. */
export function separatesAll(data: Dataset, w: Float64Array, parts: Parts): boolean {
  return parts.landscapeRegion(data, w).kind === 'separable';
}
