import type { Claim } from '../../claim/claim.js';
import { holds, paper } from '../../claim/hypotheses.js';
import type { LandscapeRegion } from '../../oracle/landscape.js';
import { limitSlack, onDirections } from './landscape-directions.js';

const caseOne = onDirections(
  {
    id: 'thm-3.1/1',
    reading: 'as-printed',
    source: 'Theorem 3.1, item 1',
    statement: 'If y_i w*.x_i > 0 for all i, then L(a w*) -> L* = n-/n.',
    slack: '1/2 - n |L(a w*) - L*| far out along w*',
    required: { 'region:separable': 0.8 },
  },
  ['separable'],
  ({ data, w, region, parts }) => ({
    hypotheses: [holds(paper('separating', 'y_i w*.x_i > 0 for all i'), region.kind === 'separable')],
    conclusion: limitSlack(data, w, data.negatives.length, parts),
  }),
);

const weaklySeparates = (region: LandscapeRegion): boolean => region.inactivePositives.length === 0 && region.activeNegatives.length === 0;

const caseOneProof = onDirections(
  {
    id: 'thm-3.1/1-proof',
    reading: 'as-printed',
    source: 'Appendix A, first case',
    statement: 'If y_i w*.x_i >= 0 for all i, then L(a w*) -> L* = n-/n (the case as its proof states it).',
    slack: '1/2 - n |L(a w*) - L*| far out along w*',
    reason: 'A positive sample with w*.x_i = 0 keeps its loss 1 however far out, so the limit is L* + 1/n for each of them.',
    required: { 'boundary:positive': 0.05 },
  },
  ['separable', 'zero', 'silent'],
  ({ data, w, region, parts }) => ({
    hypotheses: [holds(paper('weakly-separating', 'y_i w*.x_i >= 0 for all i'), weaklySeparates(region))],
    conclusion: limitSlack(data, w, data.negatives.length, parts),
  }),
);

const caseOneProofRepaired = onDirections(
  {
    id: 'thm-3.1/1-proof@repaired',
    reading: 'repaired',
    source: 'Appendix A, first case',
    statement: 'If y_i w*.x_i >= 0 for all i, then L(a w*) -> L* + m/n with m the number of positive samples at w*.x_i = 0.',
    reason: 'Active positives vanish, negatives and positives on their kink keep their loss 1.',
    slack: '1/2 - n |L(a w*) - L* - m/n| far out along w*',
    required: { 'boundary:positive': 0.05 },
  },
  ['separable', 'zero', 'silent'],
  ({ data, w, region, parts }) => ({
    hypotheses: [holds(paper('weakly-separating', 'y_i w*.x_i >= 0 for all i'), weaklySeparates(region))],
    conclusion: limitSlack(data, w, data.negatives.length + region.boundaryPositives.length, parts),
  }),
);

/** Claims of case 1. */
export const caseOneClaims: readonly Claim[] = [caseOne, caseOneProof, caseOneProofRepaired];
