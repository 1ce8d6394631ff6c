/** From recorded slacks to an evaluation. */

import type { Evaluation, Hypothesis, Label } from './claim.js';
import { allMet } from './hypotheses.js';
import type { SlackRecord } from './slack.js';

/**
 * The evaluation of a case: its hypotheses alone where one fails, else the smallest recorded slack, or `undecided` where
 * there is none.
 */
export function conclude(
  hypotheses: readonly Hypothesis[],
  slack: SlackRecord,
  { undecided, labels = [] }: { readonly undecided: string; readonly labels?: readonly Label[] },
): Evaluation {
  if (!allMet(hypotheses)) return { hypotheses, labels };
  const conclusion = slack.conclusion();
  return { hypotheses, ...(conclusion === undefined ? { undecided } : { conclusion }), labels };
}
