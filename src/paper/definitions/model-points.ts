/** Cases for claims about the definitions: a point for each model. */

import fc, { type Arbitrary } from 'fast-check';
import type { CaseContent } from '../../claim/claim.js';
import type { Parts } from '../../claim/parts.js';
import type { Case, Steps } from '../../data/case.js';
import type { DrawnData } from '../../generator/drawn.js';
import { withStart } from '../../generator/start.js';
import { outputWeights, samplingSeed, slope } from '../../generator/steps.js';
import type { Model } from '../../model/model.js';

type ModelKind = 'linear' | 'relu' | 'leaky' | 'network';

const KINDS: readonly ModelKind[] = ['linear', 'relu', 'leaky', 'network'];
const MOST_NEURONS = 3;

/** A point for each model: one neuron at a start in any region, networks with copies and mirror images of it. */
export const modelPoints =
  (steps: Arbitrary<Steps>) =>
  (source: Arbitrary<DrawnData>): Arbitrary<CaseContent> =>
    fc
      .tuple(withStart(source), fc.constantFrom(...KINDS), slope(), outputWeights(2, MOST_NEURONS), steps, samplingSeed())
      .map(([{ drawn, start }, kind, a, v, chosen, seed]) => ({
        data: drawn.data,
        start:
          kind === 'network' ? v.flatMap((_, k) => start.map((entry) => (k === 0 ? entry : k === 1 ? -entry : entry / 2 - 1 / 4))) : start,
        steps: chosen,
        seed,
        ...(kind === 'leaky' ? { slope: a } : kind === 'linear' ? { slope: 1 } : {}),
        ...(kind === 'network' ? { outputWeights: v } : {}),
      }));

/** A model with the slope of its activation on the inactive side and its output weights. */
interface ModelOfCase {
  readonly kind: ModelKind;
  readonly model: Model;
  readonly slope: number;
  readonly v: readonly number[];
}

/** The model that a case is about: a network, linear (slope 1), leaky, or ReLU where neither slope nor weights are given. */
export function modelOf({ outputWeights: v, slope: a }: Case, parts: Parts): ModelOfCase {
  if (v !== undefined) return { kind: 'network', model: parts.network(v), slope: 0, v };
  if (a === undefined) return { kind: 'relu', model: parts.relu, slope: 0, v: [1] };
  if (a === 1) return { kind: 'linear', model: parts.linear, slope: 1, v: [1] };
  return { kind: 'leaky', model: parts.leakyRelu(a), slope: a, v: [1] };
}
