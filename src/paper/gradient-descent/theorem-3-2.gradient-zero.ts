/** Appendix B, after the second display: where the gradient vanishes. */

import { certifier } from '../../certify/certifier.js';
import type { Claim, ClaimDefinition } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { holds, isSeparable, paper } from '../../claim/hypotheses.js';
import { labelIf } from '../../claim/label.js';
import { onAnyData } from '../../claim/sources.js';
import { noSteps } from '../../claim/steps.js';
import { dataset, sample } from '../../data/dataset.js';
import { withStart } from '../../generator/start.js';
import { workspace } from '../../model/model.js';
import { largest } from '../../numerics/lists.js';
import { gamma } from '../../numerics/rounding.js';
import { cosine } from '../../numerics/vector.js';
import { ON_KINK } from '../setting/neuron-defects.js';
import { reluData } from './relu-runs.js';
import { activeNowhere } from './theorem-3-2.gradient-zero.certificate.js';
import { activeNowhereForCoq } from './theorem-3-2.gradient-zero.coq.js';

const shared = {
  chapter: 'gradient descent',
  kind: 'exact',
  source: 'Appendix B, after the second display',
  slack: '-(the largest cosine of w with a negative sample); less 2^-20 where it has to be positive',
  ...onAnyData(reluData, (source) =>
    withStart(source, ['silent', 'silent', 'zero', 'partial', 'random']).map(({ drawn, start }) => ({
      data: drawn.data,
      start,
      steps: noSteps,
    })),
  ),
  required: { 'boundary:negative': 0.1 },
} satisfies Partial<ClaimDefinition>;

/** All negatives are correctly classified where the gradient vanishes, in one of the two senses of the word. */
function vanishesWhere({ strictly }: { readonly strictly: boolean }): Claim['evaluate'] {
  return (input, parts) => {
    const data = dataset(input.data);
    const w = Float64Array.from(input.start);
    const into = workspace(parts.relu, data);
    parts.relu.evaluate(data, w, into);
    const hypotheses = [
      isSeparable(data, parts),
      holds(
        paper('critical', 'grad L(w) = 0'),
        into.gradient.every((entry) => entry === 0),
      ),
    ];
    const region = parts.landscapeRegion(data, w);
    const closest = largest(data.negatives.map((i) => (region.boundaryNegatives.includes(i) ? 0 : cosine(w, sample(data, i)))));
    return {
      hypotheses,
      conclusion: {
        slack: -closest - (strictly ? 2 ** -20 : 0),
        rounding: gamma(4 * data.d + 8),
        step: 0,
        note: `a negative sample has cosine ${closest} with w`,
      },
      labels: [['region', region.kind], ...labelIf(region.boundaryNegatives.length > 0, 'boundary', 'negative')],
    };
  };
}

/** Strictly inactive negatives. */
export const gradientZero = defineClaim({
  ...shared,
  id: 'thm-3.2/gradient-zero',
  defect: ON_KINK,
  statement: 'ReLU model: grad L(w) = 0 only where all negative samples are correctly classified, w.x_j < 0 as appendix B defines it.',
  reason: 'At w = 0, and wherever the only negatives that are not strictly inactive lie on their kink, the gradient is zero too.',
  certify: certifier(activeNowhere),
  coq: activeNowhereForCoq,
  evaluate: vanishesWhere({ strictly: true }),
});

/** Inactive negatives. */
export const gradientZeroIntended = defineClaim({
  ...shared,
  id: 'thm-3.2/gradient-zero@intended',
  reading: 'as-intended',
  statement: 'ReLU model: grad L(w) = 0 only where no negative sample is active, w.x_j <= 0.',
  reason:
    'For a separator u, -u.grad L(w) is a sum of positive terms, one for each active sample. So no sample is active where the gradient is zero.',
  evaluate: vanishesWhere({ strictly: false }),
});
