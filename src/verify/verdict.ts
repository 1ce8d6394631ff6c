/** From counted outcomes to a verdict: one rule for every claim. */

import type { OutcomeKind } from '../claim/outcome.js';
import type { Verdict } from '../claim/verdict.js';

/** Effective cases below this number, or below this share of all, are too few to tell anything. */
const LEAST_EFFECTIVE = 10;
const LEAST_SHARE = 0.05;
/** Share of undecided cases (of those within the hypotheses) above which nothing can be said. */
const MOST_UNDECIDED = 0.05;

/** Outcomes of one claim, counted. */
export interface Tally {
  readonly outcomes: Readonly<Record<OutcomeKind, number>>;
  /** Labels of the effective cases. */
  readonly labels: Readonly<Record<string, number>>;
}

/** A verdict and, where it is not plain, why. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly because?: string;
}

/**
 * The verdict on a tally: `refuted` on any violated case (the caller confirms it), `vacuous` with too few effective
 * cases or too few of a required label, `unknown` with too many undecided cases, else `survives`.
 *
 * @param required - least share of the effective cases for each label.
 */
export function judge({ outcomes, labels }: Tally, required: Readonly<Record<string, number>>): Judgement {
  const { satisfied, violated, undecided, discarded } = outcomes;
  if (violated > 0) return { verdict: 'refuted' };
  const drawn = satisfied + undecided + discarded;
  if (undecided > MOST_UNDECIDED * (satisfied + undecided))
    return { verdict: 'unknown', because: `${undecided} of ${satisfied + undecided} cases undecided` };
  if (satisfied < LEAST_EFFECTIVE || satisfied < LEAST_SHARE * drawn) {
    return { verdict: 'vacuous', because: `${satisfied} of ${drawn} cases met the hypotheses` };
  }
  for (const [label, share] of Object.entries(required)) {
    const seen = labels[label] ?? 0;
    if (seen < share * satisfied)
      return { verdict: 'vacuous', because: `label ${label} on ${seen} of ${satisfied} cases, at least ${share * 100}% required` };
  }
  return { verdict: 'survives' };
}
