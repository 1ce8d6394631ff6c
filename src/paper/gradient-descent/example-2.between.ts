/** Example 2 of appendix C: where w_t lies until the negative sample becomes active. */

import { certifier } from '../../certify/certifier.js';
import type { Claim, ClaimDefinition } from '../../claim/claim.js';
import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { runOf } from '../../claim/each-step.js';
import { allMet } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import { dataset, sample } from '../../data/dataset.js';
import { signOfDot } from '../../numerics/exact-dot.js';
import { gamma, UNIT_ROUNDOFF } from '../../numerics/rounding.js';
import { absoluteDot, cosine, norm } from '../../numerics/vector.js';
import { SWAPPED } from '../setting/neuron-defects.js';
import { sampleAtKink } from '../setting/sample-at-kink.js';
import { outsideTheCone } from './example-2.between.certificate.js';
import { outsideTheConeForCoq } from './example-2.between.coq.js';
import { exampleTwoHypotheses, exampleTwoSteps } from './examples.js';

const shared = {
  chapter: 'gradient descent',
  source: 'Appendix C, example 2',
  cases: exampleTwoSteps(2000),
  required: { 'stretch:long': 0.2 },
} satisfies Partial<ClaimDefinition>;

/** Judges the cosine of w_t with sample `of` for as long as w_t.x2 <= 0 has held since the start. */
function untilActive(of: 0 | 1, complaint: string): Claim['evaluate'] {
  return (input, parts) => {
    const data = dataset(input.data);
    const hypotheses = exampleTwoHypotheses(data, input, parts);
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const [x, x2] = [sample(data, of), sample(data, 1)];
    const slack = slackRecord();
    let isLong = false;
    runOf(input, { data, model: parts.relu, optimizer: parts.gradientDescent }, ({ k, w }) => {
      if (signOfDot(w, x2) > 0) return false;
      const rounding = gamma(4 * data.d + 8) * (1 + absoluteDot(w, x) / (norm(w) * norm(x))) + UNIT_ROUNDOFF * 4 * k;
      slack.record(cosine(w, x), rounding, k, () => complaint);
      isLong = k > 10;
      // Where a computed sign is not sure, the run from there on need not be that of the exact sign.
      return sampleAtKink(data, w) === undefined;
    });
    return conclude(hypotheses, slack, { undecided: 'w_0 is not in the stretch', labels: [['stretch', isLong ? 'long' : 'short']] });
  };
}

/** The vector w_t between the vectors x1 and x2. */
export const between = defineClaim({
  ...shared,
  id: 'ex-2/between',
  defect: SWAPPED,
  statement: 'Data and starts of example 2: as long as w_t.x2 <= 0, w_t lies between x1 and x2, that is w_t = a x1 + b x2 with a, b >= 0.',
  slack: 'cos(w_t, x2), which is positive for every such combination since x1.x2 > 0, smallest while w_t.x2 <= 0',
  reason:
    'Every combination has a positive inner product with x2, and w_t.x2 <= 0 is the premise: the two exclude each other. It is the line w_t.x = 0 that lies between x1 and x2 (ex-2/between@intended).',
  certify: certifier(outsideTheCone),
  coq: outsideTheConeForCoq,
  evaluate: untilActive(1, 'w_t.x2 <= 0, which no w = a x1 + b x2 with a, b >= 0 allows'),
});

/** The classifier, the line on which w_t.x = 0, between them. */
export const betweenIntended = defineClaim({
  ...shared,
  id: 'ex-2/between@intended',
  reading: 'as-intended',
  statement:
    'Data and starts of example 2: as long as w_t.x2 <= 0, the classifier w_t.x = 0 lies between x1 and x2, with x1 on its positive side: w_t.x1 > 0 >= w_t.x2.',
  slack: 'cos(w_t, x1), smallest while w_t.x2 <= 0',
  reason: 'While x2 is inactive a step adds a positive multiple of x1, so w.x1 only grows.',
  evaluate: untilActive(0, 'w_t.x1 <= 0 while w_t.x2 <= 0'),
});
