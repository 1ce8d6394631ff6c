/** Theorem 3.1, case 1 as its proof has it: directions that classify no sample wrongly. */

import { certifier } from '../../certify/certifier.js';
import type { Hypothesis } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { holds, paper } from '../../claim/hypotheses.js';
import type { LandscapeRegion } from '../../oracle/landscape.js';
import { ON_KINK } from '../setting/neuron-defects.js';
import { directions, onDirections } from './directions.js';
import { limitSlack } from './far-out.js';
import { keepsLossOnKink } from './theorem-3-1.1-proof.certificate.js';
import { lossStaysForCoq } from './theorem-3-1.1-proof.coq.js';

const cases = directions(['separable', 'zero', 'silent']);

function weaklySeparates({ inactivePositives, activeNegatives }: LandscapeRegion): Hypothesis {
  return holds(paper('weakly-separating', 'y_i w*.x_i >= 0 for all i'), inactivePositives.length === 0 && activeNegatives.length === 0);
}

/** The limit as printed: samples on their kink do not count. */
export const caseOneProof = defineClaim({
  id: 'thm-3.1/1-proof',
  defect: ON_KINK,
  chapter: 'landscape',
  kind: 'exact',
  source: 'Appendix A, first case',
  statement: 'If y_i w*.x_i >= 0 for all i, then L(a w*) -> L* = n-/n (the case as its proof states it).',
  slack: '1/2 - n |L(a w*) - L*| far out along w*',
  reason: 'A positive sample with w*.x_i = 0 keeps its loss 1 however far out, so each such sample adds 1/n to the limit.',
  ...cases,
  required: { 'boundary:positive': 0.05 },
  certify: certifier(keepsLossOnKink),
  coq: lossStaysForCoq,
  evaluate: onDirections(({ data, w, region, parts }) => ({
    hypotheses: [weaklySeparates(region)],
    conclusion: limitSlack(data, w, data.negatives.length, parts),
  })),
});

/** The limit with the positive samples on their kink. */
export const caseOneProofRepaired = defineClaim({
  id: 'thm-3.1/1-proof@repaired',
  reading: 'repaired',
  chapter: 'landscape',
  kind: 'exact',
  source: 'Appendix A, first case',
  statement: 'If y_i w*.x_i >= 0 for all i, then L(a w*) -> L* + m/n with m the number of positive samples at w*.x_i = 0.',
  reason: 'The losses of active positives vanish. Negatives, and positives on their kink, keep their loss 1.',
  slack: '1/2 - n |L(a w*) - L* - m/n| far out along w*',
  ...cases,
  required: { 'boundary:positive': 0.05 },
  evaluate: onDirections(({ data, w, region, parts }) => ({
    hypotheses: [weaklySeparates(region)],
    conclusion: limitSlack(data, w, data.negatives.length + region.boundaryPositives.length, parts),
  })),
});
