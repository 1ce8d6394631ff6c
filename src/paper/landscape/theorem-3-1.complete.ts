/** Theorem 3.1: its three cases are all there are. */

import { defineClaim } from '../../claim/define.js';
import { holds, paper } from '../../claim/hypotheses.js';
import { radius, sample } from '../../data/dataset.js';
import { workspace } from '../../model/model.js';
import { exp } from '../../numerics/elementary.js';
import { gamma } from '../../numerics/rounding.js';
import { cosine, norm } from '../../numerics/vector.js';
import { directions, onDirections } from './directions.js';
import { farOut } from './far-out.js';

/** A gradient below this share of B, far out, vanishes. */
const VANISHING = 2 ** -40;

/** Directions along which the gradient vanishes, in any region. */
export const complete = defineClaim({
  id: 'thm-3.1/complete',
  chapter: 'landscape',
  kind: 'exact',
  source: 'Theorem 3.1',
  statement: 'Every asymptotically critical direction w* (grad L(a w*) -> 0) falls in one of the three cases of theorem 3.1.',
  slack:
    '-(the largest cosine of w* with a negative sample) where the gradient vanishes far out; in the three cases, and in no other, that cosine is at most 0',
  ...directions(),
  required: { 'region:separable': 0.03, 'region:partial': 0.03, 'region:silent': 0.03 },
  evaluate: onDirections(({ data, w, parts }) => {
    const scale = farOut(data, w);
    const into = workspace(parts.relu, data);
    parts.relu.evaluate(
      data,
      w.map((entry) => entry * scale),
      into,
    );
    const isCritical = norm(into.gradient) * exp(into.shift) < VANISHING * radius(data);
    let largest = Number.NEGATIVE_INFINITY;
    for (const i of data.negatives) largest = Math.max(largest, cosine(w, sample(data, i)));
    return {
      hypotheses: [holds(paper('critical', 'grad L(a w*) -> 0'), isCritical)],
      conclusion: { slack: -largest, rounding: gamma(2 * data.d + 8), step: 0, note: 'a negative sample is active along w*' },
    };
  }),
});
