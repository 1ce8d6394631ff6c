/** Verdicts on data that are not separable: claims with separability as a hypothesis say nothing about them. */

import { SEPARABLE } from '../claim/hypotheses.js';
import type { ClaimReport } from './claim-report.js';
import { slackReport } from './slacks.js';

/** Whether separability was put to cases of a claim as a hypothesis. */
export function needsSeparability({ hypotheses }: ClaimReport): boolean {
  return hypotheses.some(({ id }) => id === SEPARABLE.id);
}

/**
 * A claim that needs separability, on data without it: vacuous. Cases of it that were within its hypotheses were made of some of the
 * samples only.
 */
export function vacuousWithoutSeparability({ witness: _, note: __, ...report }: ClaimReport): ClaimReport {
  return {
    ...report,
    verdict: 'vacuous',
    because: 'the data are not separable, which is a hypothesis',
    tally: { outcomes: { satisfied: 0, violated: 0, undecided: 0, discarded: report.cases }, undecided: {}, labels: {} },
    slack: slackReport([]),
    rates: [],
    data: report.data.map((one) => ({ ...one, effective: 0 })),
  };
}
