/** Data of which some draws lead out of the region, and runs of SGD that stay there all the same. */

import fc, { type Arbitrary } from 'fast-check';
import type { CaseContent, Evaluation, Hypothesis } from '../../claim/claim.js';
import { allMet, holds, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import type { Case } from '../../data/case.js';
import { sample } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { withStart } from '../../generator/start.js';
import { dot } from '../../numerics/vector.js';
import { stableCases } from '../generators/stable-case.js';
import { keepsInside, type StableCase, stableCase, stableLabels } from './stable-case.js';

/** What the statements share. */
export const GIVEN =
  'Data of which some draws lead out of the region, B < sqrt 2, w_0 in it (or in W_J). Expectations are given that w_0, ..., w_t are in it.';

/** Why a case whose runs pass a kink within rounding tells nothing. */
export const PASSED_A_KINK = 'a product w.x_i is near 0 on the way';

/** Which cases are drawn. */
interface StayingAim {
  /** Shorter samples and nearer starts too, so that w hardly moves in half of the cases. */
  readonly still?: boolean;
  /** Only data of which some draw may lead out; others too by default. */
  readonly open?: boolean;
}

/** Starts in the separable region or in a W_J of 3 to 6 samples, no regard being paid to their angles. */
export function stayingCases({ still = false, open = false }: StayingAim = {}): Arbitrary<CaseContent> {
  const drawn = separable({ samples: [3, 6] });
  const inside = withStart(drawn, ['partial']).map(({ drawn: data, start }) => ({ ...data, start }));
  const cases = stableCases(fc.oneof({ weight: 3, arbitrary: drawn }, { weight: 1, arbitrary: inside }), { regions: ['separable'], still });
  return open ? cases.filter(mayLeave) : cases;
}

/** Whether two samples are at an angle that some draw may lead out by: about half of the cases. */
function mayLeave({ data: { x, y }, start }: CaseContent): boolean {
  const active = x.map((row) => dot(row, start) > 0);
  return x.some((row, i) => active[i] === true && y[i] === 1 && x.some((other, j) => (active[j] === true ? -1 : 1) * dot(row, other) > 0));
}

/** The hypotheses that need no run, and the constants of the case where they are met. */
export function stayingCase(input: Case, parts: Parts): { readonly hypotheses: readonly Hypothesis[]; readonly at?: StableCase } {
  const { hypotheses, at } = stableCase(input, parts, { regions: ['separable', 'local'] });
  const open = paper('open', 'some draw may lead out of the region: x_i.x_j has the wrong sign for an active i');
  const met = [...hypotheses, holds(open, at !== undefined && !keepsInside(at))];
  return at === undefined || !allMet(met) ? { hypotheses: met } : { hypotheses: met, at };
}

/** What kind of case it was: whether any draw did lead out, and whether some active samples are at an obtuse angle. */
export function stayingLabels(at: StableCase, probability: number): Evaluation['labels'] {
  const obtuse = at.active.some((i) => at.active.some((j) => dot(sample(at.data, i), sample(at.data, j)) < 0));
  return [...stableLabels(at), ['leaves', probability < 1 - 1e-9 ? 'some' : 'none'], ['positives', obtuse ? 'obtuse' : 'acute']];
}
