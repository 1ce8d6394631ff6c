/** Section 4.1: what leaky ReLU is at slopes 0 and 1. */

import { certifier } from '../../certify/certifier.js';
import type { Claim, ClaimDefinition } from '../../claim/claim.js';
import { concluded } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { isSeparable } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { slackRecord } from '../../claim/slack.js';
import { onAnyData } from '../../claim/sources.js';
import { noSteps } from '../../claim/steps.js';
import { dataset } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { withStart } from '../../generator/start.js';
import { type Model, workspace } from '../../model/model.js';
import { gamma } from '../../numerics/rounding.js';
import { distance, norm } from '../../numerics/vector.js';
import { SWAPPED } from '../setting/neuron-defects.js';
import { swapped } from './leaky.special-cases.certificate.js';
import { swappedForCoq } from './leaky.special-cases.coq.js';

const shared = {
  chapter: 'leaky relu',
  kind: 'exact',
  source: 'Section 4.1, first paragraph',
  slack: '-(relative difference of the losses, or of the gradients) at w',
  required: { 'activation:mixed': 0.1 },
  ...onAnyData(separable(), (source) => withStart(source).map(({ drawn, start }) => ({ data: drawn.data, start, steps: noSteps }))),
} satisfies Partial<ClaimDefinition>;

/** @param modelsOf - slopes, each with the model that leaky ReLU is said to become there. */
function becomes(modelsOf: (parts: Parts) => readonly (readonly [slope: number, model: Model])[]): Claim['evaluate'] {
  return (input, parts) => {
    const data = dataset(input.data);
    const w = Float64Array.from(input.start);
    const slack = slackRecord();
    let activeSamples = 0;
    for (const [slope, model] of modelsOf(parts)) {
      const leaky = workspace(model, data);
      const expected = workspace(model, data);
      parts.leakyRelu(slope).evaluate(data, w, leaky);
      model.evaluate(data, w, expected);
      activeSamples = expected.preactivation.filter((v) => v > 0).length;
      const rounding = gamma(8 * (data.n + data.d));
      if (leaky.shift !== expected.shift) {
        slack.record(-1, rounding, 0, () => `the loss at slope ${slope} is not that of the ${model.name} model`);
        continue;
      }
      slack.record(
        -Math.abs(leaky.loss - expected.loss) / Math.max(leaky.loss, expected.loss),
        rounding,
        0,
        () => `at slope ${slope} the loss is ${leaky.loss}, that of the ${model.name} model ${expected.loss}`,
        'loss',
      );
      const scale = norm(leaky.gradient) + norm(expected.gradient);
      if (scale > 0) {
        slack.record(
          -distance(leaky.gradient, expected.gradient) / scale,
          rounding,
          0,
          () => `the gradient at slope ${slope} is not that of the ${model.name} model`,
          'gradient',
        );
      }
    }
    return {
      hypotheses: [isSeparable(data, parts)],
      ...concluded(slack, 'every slack is lost in rounding'),
      labels: [activeSamples > 0 && activeSamples < data.n ? ['activation', 'mixed'] : ['activation', 'uniform']],
    };
  };
}

/** Linear at 0, ReLU at 1. */
export const specialCases = defineClaim({
  ...shared,
  id: 'leaky/special-cases',
  defect: SWAPPED,
  statement: 's(v) = max(a v, v) is the linear model at a = 0 and ReLU at a = 1.',
  reason: 'max(0, v) is the ReLU and max(v, v) = v is linear: the two are swapped in print.',
  certify: certifier(swapped),
  coq: swappedForCoq,
  evaluate: becomes((parts) => [
    [0, parts.linear],
    [1, parts.relu],
  ]),
});

/** ReLU at 0, linear at 1. */
export const specialCasesIntended = defineClaim({
  ...shared,
  id: 'leaky/special-cases@intended',
  reading: 'as-intended',
  statement: 's(v) = max(a v, v) is ReLU at a = 0 and the linear model at a = 1.',
  reason: 'By definition.',
  evaluate: becomes((parts) => [
    [0, parts.relu],
    [1, parts.linear],
  ]),
});
