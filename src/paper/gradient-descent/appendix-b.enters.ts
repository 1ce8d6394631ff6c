/** Appendix B: whether gradient descent comes to classify all negatives correctly, and where it goes from there. */

import fc from 'fast-check';
import type { ClaimDefinition, Hypothesis } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, paper } from '../../claim/hypotheses.js';
import { onAnyData } from '../../claim/sources.js';
import { separable } from '../../generator/separable.js';
import { limitRuns } from '../setting/limit-runs.js';
import { STRIKES } from '../setting/neuron-defects.js';
import { strikesForEver } from './appendix-b.enters.certificate.js';
import { struckForEverForCoq } from './appendix-b.enters.coq.js';
import { freeDirection, placeOfBest } from './positives.js';
import { allActive, atReluLimit, type ReluLimit, towards } from './relu-limit.js';
import { pushedRuns } from './relu-runs.js';

const runs = onAnyData(separable(), limitRuns({ slope: 0, kinds: ['separable', 'partial', 'partial', 'random'] }));

const shared = {
  chapter: 'gradient descent',
  kind: 'asymptotic',
  source: 'Appendix B, after its displays',
  slack:
    '-1/2 where a negative is active, or its kink struck, from ln t = 10^5 to 10^6; else 1 - r(ln t = 10^6) / (2 max r(ln t = 10^4 .. 10^5)), r = |w_t/|w_t| - target| ln t / ln ln t',
  ...runs,
} satisfies Partial<ClaimDefinition>;

/** @param further - hypotheses on what the run came to. */
function entersForGood(further: (limit: ReluLimit) => readonly Hypothesis[]) {
  return atReluLimit({
    further: (data, _, parts) => [holds(paper('w+-inside', 'w^+ is in the separable region'), placeOfBest(data, parts) === 'inside')],
    judge: (limit) => {
      const { data, run, J, sliding, parts } = limit;
      const hypotheses = further(limit);
      if (!allMet(hypotheses)) return { hypotheses };
      const outside = sliding.length > 0 || data.negatives.some((j) => run.last.active.includes(j));
      if (outside)
        return { hypotheses, conclusion: { slack: -0.5, rounding: 0, step: 0, note: 'the kink of a negative is struck again and again' } };
      return { hypotheses, conclusion: J.length === 0 ? undefined : towards(run, freeDirection(data, J, parts)) };
    },
  });
}

/** Wherever w^+ is in the separable region and the run does not end. */
export const enters = defineClaim({
  ...shared,
  cases: fc.oneof({ weight: 3, arbitrary: runs.cases }, { weight: 1, arbitrary: pushedRuns }),
  id: 'app-b/enters',
  defect: STRIKES,
  statement:
    'Where w^+ is in the linearly separable region and gradient descent does not terminate, from some step on it classifies all negatives correctly, and w_t/|w_t| converges to w^+ or to w^+_J, J the positives active in the end.',
  reason:
    'w^+ says nothing of w^+_J. Where some positives stay inactive for ever and w^+_J.x_j > 0 for a negative x_j, the active ones push w over the kink of x_j, and its strikes throw it back, again and again. See app-b/enters@repaired.',
  certify: strikesForEver,
  coq: struckForEverForCoq,
  evaluate: entersForGood(() => []),
});

/** Where moreover all positives stay active. */
export const entersRepaired = defineClaim({
  ...shared,
  id: 'app-b/enters@repaired',
  reading: 'repaired',
  statement:
    'Where w^+ is in the linearly separable region and all positives are active from some step on, gradient descent classifies all negatives correctly from some step on, and w_t/|w_t| converges to w^+.',
  reason:
    'With w^+ strictly inside, the forces of the positives alone hold all negatives inactive in the end, and the run is that of the linear model on I+ (Soudry et al. 2018).',
  required: { 'outcome:global': 0.5 },
  evaluate: entersForGood((limit) => [allActive(limit)]),
});
