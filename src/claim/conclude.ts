/** From recorded slacks to an evaluation. */

import type { Conclusion, Condition, Evaluation, Hypothesis, Label } from './claim.js';
import { allMet, holds } from './hypotheses.js';
import type { SlackRecord } from './slack.js';

/** A conclusion, or why there is none. */
export type Concluded = Pick<Evaluation, 'conclusion' | 'undecided'>;

/** What an evaluation says beside its hypotheses and its slack. */
interface Ends {
  /** Why nothing was recorded, where that is so. */
  readonly undecided: string;
  readonly labels?: readonly Label[];
}

/** A conclusion, or `undecided` where there is none. */
export function decided(conclusion: Conclusion | undefined, undecided: string): Concluded {
  return conclusion === undefined ? { undecided } : { conclusion };
}

/** The smallest recorded slack, or `undecided` where there is none. */
export function concluded(slack: Pick<SlackRecord, 'conclusion'>, undecided: string): Concluded {
  return decided(slack.conclusion(), undecided);
}

/**
 * The evaluation of a case: its hypotheses alone where one fails, else the smallest recorded slack, or `undecided` where
 * there is none.
 */
export function conclude(hypotheses: readonly Hypothesis[], slack: SlackRecord, { undecided, labels = [] }: Ends): Evaluation {
  if (!allMet(hypotheses)) return { hypotheses, labels };
  return { hypotheses, ...concluded(slack, undecided), labels };
}

/** The evaluation of a case that the claim is about only if something was recorded, which is a hypothesis then. */
export function concludeIfRecorded(
  hypotheses: readonly Hypothesis[],
  slack: SlackRecord,
  { recorded, labels = [] }: { readonly recorded: Condition; readonly labels?: readonly Label[] },
): Evaluation {
  const conclusion = slack.conclusion();
  const all = [...hypotheses, holds(recorded, conclusion !== undefined)];
  return { hypotheses: all, ...(conclusion === undefined ? {} : { conclusion }), labels };
}
