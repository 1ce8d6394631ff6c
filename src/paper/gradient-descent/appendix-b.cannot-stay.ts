/** Appendix B: whether gradient descent can stay in the separable region where w^+ is not in it. */

import { certifier } from '../../certify/certifier.js';
import type { Claim, ClaimDefinition } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { holds, paper } from '../../claim/hypotheses.js';
import { ON_EDGE } from '../setting/neuron-defects.js';
import { staysInside } from './appendix-b.cannot-stay.certificate.js';
import { staysForCoq } from './appendix-b.cannot-stay.coq.js';
import { placeOfBest } from './positives.js';
import { atReluLimit } from './relu-limit.js';
import { limitsOffTheRegion } from './relu-runs.js';

const shared = {
  chapter: 'gradient descent',
  kind: 'asymptotic',
  source: 'Appendix B, second paragraph after its displays',
  slack: '-1/2 where from ln t = 10^5 to 10^6 the same positives, all of them, are active, no negative is and no kink is struck; else 1/2',
  ...limitsOffTheRegion,
} satisfies Partial<ClaimDefinition>;

/** @param places - where w^+ may lie. */
function leaves(condition: readonly [id: string, name: string], places: readonly string[]): Claim['evaluate'] {
  const evaluate = atReluLimit({
    further: (data, _, parts) => [holds(paper(...condition), places.includes(placeOfBest(data, parts) ?? ''))],
    terminated: { slack: 0.5, rounding: 0, step: 0, note: 'the run terminates' },
    judge: ({ data, run, J, sliding }) => {
      const stays = J.length === data.positives.length && sliding.length === 0 && run.last.active.length === J.length;
      return {
        conclusion: {
          slack: stays ? -0.5 : 0.5,
          rounding: 0,
          step: 0,
          note: stays ? 'the run stays in the region' : 'the run is not in the region for good',
        },
      };
    },
  });
  return evaluate;
}

/** Wherever else w^+ lies. */
export const cannotStay = defineClaim({
  ...shared,
  id: 'app-b/cannot-stay',
  defect: ON_EDGE,
  statement: 'Where w^+ is not in the linearly separable region, gradient descent cannot stay in that region.',
  reason:
    'The region is open. With w^+.x_j = 0 for a negative x_j, w^+ is on its edge, and a run can tend to that direction from within: w.x_j may stay below 0 while |w| grows. See app-b/cannot-stay@repaired.',
  required: { 'outcome:global': 0.1 },
  certify: certifier(staysInside),
  coq: staysForCoq,
  evaluate: leaves(['w+-not-inside', 'w^+ is not in the separable region'], ['edge', 'outside']),
});

/** Where w^+ is outside the closed region. */
export const cannotStayRepaired = defineClaim({
  ...shared,
  id: 'app-b/cannot-stay@repaired',
  reading: 'repaired',
  statement: 'Where w^+.x_j > 0 for some negative x_j, gradient descent cannot stay in the linearly separable region.',
  reason:
    'While it stays the model is linear on the positives, so the direction tends to w^+ (Soudry et al. 2018) and w.x_j grows without bound, which takes w out.',
  evaluate: leaves(['w+-outside', 'w^+.x_j > 0 for some negative x_j'], ['outside']),
});
