import type { Claim } from '../../claim/claim.js';
import { holds, method, paper } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import { radius, sample } from '../../data/dataset.js';
import { workspace } from '../../model/model.js';
import { exp } from '../../numerics/elementary.js';
import { gamma } from '../../numerics/rounding.js';
import { cosine, norm } from '../../numerics/vector.js';
import { farOut, limitSlack, named, onDirections, scaledLoss, separatesAll } from './landscape-directions.js';

const infimum = onDirections(
  {
    id: 'landscape/infimum',
    reading: 'as-printed',
    source: 'Section 3.1, before theorem 3.1',
    statement: 'inf L = L* = n-/n: no w has a smaller loss, and the loss tends to L* along every separating direction.',
    slack: 'the smaller of n (L(w) - L*) and 1/2 - n |L(a u) - L*| far out along a separator u',
    required: { 'region:mixed': 0.05, 'region:separable': 0.05 },
  },
  undefined,
  ({ data, w, input, parts }) => {
    const floor = data.negatives.length;
    const slack = slackRecord();
    const here = scaledLoss(data, w, 1, parts);
    const relative = Number.isFinite(here.value) ? 1 / (1 + here.value) : 1;
    const excess = Number.isFinite(here.value) ? (here.value - floor) * relative : 1;
    slack.record(
      excess,
      Number.isFinite(here.value) ? here.rounding * relative : 0,
      0,
      () => `n L(w) = ${here.value}, below n- = ${floor}`,
      'lower bound',
    );
    const separator = named(input, 'separator');
    const reaches = separatesAll(data, separator, parts);
    if (reaches) {
      const along = limitSlack(data, separator, floor, parts);
      slack.record(along.slack, along.rounding, 0, () => along.note ?? '', 'limit');
    }
    return { hypotheses: [holds(method('separator', 'a separator is at hand'), reaches)], conclusion: slack.conclusion()! };
  },
);

const complete = onDirections(
  {
    id: 'thm-3.1/complete',
    reading: 'as-printed',
    source: 'Theorem 3.1',
    statement: 'Every asymptotically critical direction w* (grad L(a w*) -> 0) falls in one of the three cases of theorem 3.1.',
    slack:
      '-(the largest cosine of w* with a negative sample) where the gradient vanishes far out: all three cases, and only they, have it <= 0',
    required: { 'region:separable': 0.03, 'region:partial': 0.03, 'region:silent': 0.03 },
  },
  undefined,
  ({ data, w, parts }) => {
    const scale = farOut(data, w);
    const into = workspace(parts.relu, data);
    parts.relu.evaluate(
      data,
      w.map((entry) => entry * scale),
      into,
    );
    const size = norm(into.gradient) * exp(into.shift);
    const critical = size < 2 ** -40 * radius(data);
    let largest = Number.NEGATIVE_INFINITY;
    for (const i of data.negatives) {
      largest = Math.max(largest, cosine(w, sample(data, i)));
    }
    return {
      hypotheses: [holds(paper('critical', 'grad L(a w*) -> 0'), critical)],
      conclusion: { slack: -largest, rounding: gamma(2 * data.d + 8), step: 0, note: 'a negative sample is active along w*' },
    };
  },
);

/** Claims about the infimum and the completeness of the cases. */
export const infimumClaims: readonly Claim[] = [infimum, complete];
