/** Proposition 1 and theorem 3.3 given that SGD stays: the reading for data whose region some draws lead out of. */

import type { ClaimDefinition } from '../../claim/claim.js';
import { concluded } from '../../claim/conclude.js';
import { allMet, holds, method, paper } from '../../claim/hypotheses.js';
import { type SlackRecord, slackRecord } from '../../claim/slack.js';
import { stepCount } from '../../claim/steps.js';
import { sample } from '../../data/dataset.js';
import { branchesOf } from '../../expectation/branches.js';
import { uniformWithReplacement } from '../../expectation/draw-law.js';
import { type StayingStep, sgdStaying } from '../../expectation/staying.js';
import { separable } from '../../generator/separable.js';
import { nth } from '../../numerics/lists.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { dot, norm } from '../../numerics/vector.js';
import { stableCases, withSteps } from '../generators/stable-case.js';
import type { Term } from './sides.js';
import { keepsInside, type StableCase, stableCase, stableLabels } from './stable-case.js';

const STEPS = 5;
const MOST_PATHS = 2 ** 13;
const NEAR_KINK = 1e-9;

/** What the statements share. */
export const GIVEN =
  'Data of which some draws lead out of the region, B < sqrt 2, w_0 in it; expectations given that w_0, ..., w_t are in it:';

/** Expectations given that w_0, ..., w_t stay, as terms: a value of size 1 at most is right to some thousand ulps. */
export function term(value: number): Term {
  return [value, roundingOf(2 ** 13) * (1 + Math.abs(value))];
}

/** Judges every t up to the horizon by the sequences of draws that stay until then. */
export function givenStaying(
  record: (at: StableCase, t: number, step: StayingStep, slack: SlackRecord) => void,
): Pick<ClaimDefinition, 'chapter' | 'kind' | 'method' | 'required' | 'cases' | 'evaluate'> {
  return {
    chapter: 'stochastic gradient descent',
    kind: 'expectation',
    method: 'enumeration',
    required: { 'leaves:some': 0.2, 'positives:obtuse': 0.05 },
    cases: stableCases(separable({ samples: [3, 6] }), { regions: ['separable'] }).map((input) => withSteps(input, STEPS)),
    evaluate(input, parts) {
      const { hypotheses, at } = stableCase(input, parts, { regions: ['separable', 'local'] });
      const open = paper('open', 'some draw may lead out of the region: x_i.x_j has the wrong sign for an active i');
      const met = [...hypotheses, holds(open, at !== undefined && !keepsInside(at))];
      if (at === undefined || !allMet(met)) return { hypotheses: met, labels: [] };
      const paths = branchesOf(at.data, uniformWithReplacement).length ** stepCount(input);
      const few = [
        ...met,
        holds(method('enumerable', 'the index sequences can be enumerated'), paths <= MOST_PATHS && stepCount(input) >= 1),
      ];
      if (!allMet(few)) return { hypotheses: few, labels: [] };
      const isActive = new Set(at.active);
      let near = false;
      const isInside = (w: Float64Array): boolean => {
        for (let i = 0; i < at.data.n; i++) {
          const x = sample(at.data, i);
          const v = dot(w, x);
          if (v !== 0 && Math.abs(v) < NEAR_KINK * norm(w) * norm(x)) near = true;
          if (v > 0 !== isActive.has(i)) return false;
        }
        return true;
      };
      const steps = sgdStaying({
        data: at.data,
        model: parts.relu,
        start: input.start,
        stepSize: parts.powerSchedule(at.alpha),
        steps: stepCount(input),
        active: at.active,
        isInside,
      });
      if (near) return { hypotheses: few, undecided: 'a product w.x_i is near 0 on the way', labels: [] };
      const slack = slackRecord();
      for (let t = 1; t < steps.length && nth(steps, t).probability > 0; t++) record(at, t, nth(steps, t), slack);
      const obtuse = at.active.some((i) => at.active.some((j) => dot(sample(at.data, i), sample(at.data, j)) < 0));
      return {
        hypotheses: few,
        ...concluded(slack, 'no sequence of draws stays'),
        labels: [
          ...stableLabels(at),
          ['leaves', nth(steps, steps.length - 1).probability < 1 - 1e-9 ? 'some' : 'none'],
          ['positives', obtuse ? 'obtuse' : 'acute'],
        ],
      };
    },
  };
}
