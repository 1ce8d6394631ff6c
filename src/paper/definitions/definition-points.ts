/** Cases for claims about the definitions: a point for each model. */

import fc, { type Arbitrary } from 'fast-check';
import type { Parts } from '../../claim/parts.js';
import type { Case } from '../../data/case.js';
import type { DrawnData } from '../../generator/drawn.js';
import { withStart } from '../../generator/start.js';
import { outputWeights, samplingSeed, slope } from '../../generator/steps.js';
import type { Model } from '../../model/model.js';

type ModelKind = 'linear' | 'relu' | 'leaky' | 'network';

const KINDS: readonly ModelKind[] = ['linear', 'relu', 'leaky', 'network'];
const MOST_NEURONS = 3;

/** A point for each model: one neuron at a start in any region, networks with copies and mirror images of it. */
export const points =
  (claim: string, steps: Arbitrary<Case['steps']>): ((source: Arbitrary<DrawnData>) => Arbitrary<Case>) =>
  (source) =>
    fc
      .tuple(withStart(source), fc.constantFrom(...KINDS), slope(), outputWeights(2, MOST_NEURONS), steps, samplingSeed())
      .map(([{ drawn, start }, kind, a, v, chosen, seed]) => ({
        claim,
        data: drawn.data,
        start:
          kind === 'network' ? v.flatMap((_, k) => start.map((entry) => (k === 0 ? entry : k === 1 ? -entry : entry / 2 - 1 / 4))) : start,
        steps: chosen,
        seed,
        ...(kind === 'leaky' ? { slope: a } : kind === 'linear' ? { slope: 1 } : {}),
        ...(kind === 'network' ? { outputWeights: v } : {}),
      }));

/** The model that a case is about: a network, linear (slope 1), leaky, or ReLU where neither slope nor weights are given. */
export function modelOf(input: Case, parts: Parts): { kind: ModelKind; model: Model; slope: number; v: readonly number[] } {
  if (input.outputWeights !== undefined)
    return { kind: 'network', model: parts.network(input.outputWeights), slope: 0, v: input.outputWeights };
  if (input.slope === undefined) return { kind: 'relu', model: parts.relu, slope: 0, v: [1] };
  if (input.slope === 1) return { kind: 'linear', model: parts.linear, slope: 1, v: [1] };
  return { kind: 'leaky', model: parts.leakyRelu(input.slope), slope: input.slope, v: [1] };
}
