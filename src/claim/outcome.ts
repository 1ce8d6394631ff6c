/** What one evaluation amounts to. */

import type { Case } from '../data/case.js';
import type { Claim, Conclusion, Evaluation } from './claim.js';
import type { Parts } from './parts.js';

/** A violation must exceed its rounding bound by this factor before it counts. */
export const CLEAR_OF_ROUNDING = 8;

/** The four ends of a case. */
export type OutcomeKind = 'satisfied' | 'violated' | 'undecided' | 'discarded';

/** A case judged: the evaluation and what it amounts to. */
export interface Outcome {
  readonly kind: OutcomeKind;
  readonly evaluation: Evaluation;
}

/** Judges a case under a claim; exceptions of the evaluation are the caller's to see. */
export function judgeCase(claim: Claim, input: Case, parts: Parts): Outcome {
  const evaluation = claim.evaluate(input, parts);
  return { kind: outcomeKind(evaluation), evaluation };
}

function outcomeKind({ hypotheses, conclusion }: Evaluation): OutcomeKind {
  if (hypotheses.some(({ slack }) => !(slack >= 0))) return 'discarded';
  if (conclusion === undefined || Number.isNaN(conclusion.slack)) return 'undecided';
  if (conclusion.slack >= -conclusion.rounding) return 'satisfied';
  return isClear(conclusion) ? 'violated' : 'undecided';
}

/** Why an evaluation that is undecided is. */
export function whyUndecided({ conclusion, undecided = 'the evaluation gives no reason' }: Evaluation): string {
  if (conclusion === undefined) return undecided;
  return Number.isNaN(conclusion.slack) ? 'the slack is not a number' : 'what breaks it may be rounding';
}

/** Whether a violation is clear of its rounding bound. */
export function isClear({ slack, rounding }: Conclusion): boolean {
  return slack < -CLEAR_OF_ROUNDING * rounding;
}

/** The conclusion on all parts of a case: that of the smallest slack, and of the clear violations alone where there are any. */
export function leastOf(conclusions: readonly Conclusion[]): Conclusion | undefined {
  const clear = conclusions.filter(isClear);
  return [...(clear.length > 0 ? clear : conclusions)].sort((a, b) => a.slack - b.slack)[0];
}
