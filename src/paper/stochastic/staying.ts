/** Statements given that SGD stays, by exact sums: the reading for data whose region some draws lead out of. */

import type { ClaimDefinition } from '../../claim/claim.js';
import { concluded } from '../../claim/conclude.js';
import { allMet, holds, method } from '../../claim/hypotheses.js';
import { type SlackRecord, slackRecord } from '../../claim/slack.js';
import { stepCount } from '../../claim/steps.js';
import { everySample, sample } from '../../data/dataset.js';
import { branchesOf } from '../../expectation/branches.js';
import { uniformWithReplacement } from '../../expectation/draw-law.js';
import { type StayingStep, sgdStaying } from '../../expectation/staying.js';
import { wholePower } from '../../numerics/elementary.js';
import { nth } from '../../numerics/lists.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { dot } from '../../numerics/vector.js';
import { withSteps } from '../generators/stable-case.js';
import { isNearKink } from './near-kink.js';
import type { Term } from './sides.js';
import type { StableCase } from './stable-case.js';
import { PASSED_A_KINK, stayingCase, stayingCases, stayingLabels } from './staying-case.js';

const STEPS = 5;
const MOST_PATHS = 2 ** 13;

/** Expectations given that w_0, ..., w_t stay, as terms: a value of size 1 at most is right to some thousand ulps. */
export function term(value: number): Term {
  return [value, roundingOf(2 ** 13) * (1 + Math.abs(value))];
}

/** Judges every t up to the horizon by the sequences of draws that stay until then; `steps` has all steps, each given staying until it. */
export function givenStaying(
  record: (at: StableCase, t: number, step: StayingStep, slack: SlackRecord, steps: readonly StayingStep[]) => void,
): Pick<ClaimDefinition, 'chapter' | 'kind' | 'method' | 'required' | 'recipe' | 'cases' | 'evaluate'> {
  return {
    chapter: 'stochastic gradient descent',
    kind: 'expectation',
    method: 'enumeration',
    required: { 'leaves:some': 0.2, 'positives:obtuse': 0.05, 'region:local': 0.05 },
    recipe: 'runs that stay',
    cases: stayingCases().map((input) => withSteps(input, STEPS)),
    evaluate(input, parts) {
      const { hypotheses, at } = stayingCase(input, parts);
      if (at === undefined) return { hypotheses, labels: [] };
      const paths = wholePower(branchesOf(at.data, uniformWithReplacement).length, stepCount(input));
      const few = [
        ...hypotheses,
        holds(method('enumerable', 'the index sequences can be enumerated'), paths <= MOST_PATHS && stepCount(input) >= 1),
      ];
      if (!allMet(few)) return { hypotheses: few, labels: [] };
      const isActive = new Set(at.active);
      const all = everySample(at.data);
      let near = false;
      const isInside = (w: Float64Array): boolean => {
        for (const i of all) {
          const x = sample(at.data, i);
          const v = dot(w, x);
          if (v !== 0 && isNearKink(w, x)) near = true;
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
      if (near) return { hypotheses: few, undecided: PASSED_A_KINK, labels: [] };
      const slack = slackRecord();
      for (let t = 1; t < steps.length && nth(steps, t).probability > 0; t++) record(at, t, nth(steps, t), slack, steps);
      return {
        hypotheses: few,
        ...concluded(slack, 'no sequence of draws stays'),
        labels: stayingLabels(at, nth(steps, steps.length - 1).probability),
      };
    },
  };
}
