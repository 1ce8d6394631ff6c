/** A case judged, with the run that its claim followed: what `verify` counts and what is stored go through here. */

import type { Claim, Evaluation } from '../claim/claim.js';
import type { Outcome, OutcomeKind } from '../claim/outcome.js';
import type { Parts } from '../claim/parts.js';
import type { Case } from '../data/case.js';
import { type EngineAgreement, type Followed, watched } from './agreement.js';
import { secondWay } from './second-way.js';

/** A case as its claim judges it. */
export interface JudgedRun {
  readonly kind: OutcomeKind;
  readonly evaluation: Evaluation;
  /** The run in log time that the claim read, if it read one. */
  readonly run: Followed | undefined;
  /** Follows that run a second way where the case is satisfied and chosen, and says how far the two are apart. */
  secondWay(): readonly EngineAgreement[];
}

/** Judges a case by `judge`, which says what its faults count as. */
export function judgedRun(claim: Claim, input: Case, parts: Parts, judge: (claim: Claim, input: Case, parts: Parts) => Outcome): JudgedRun {
  const watch = watched(parts);
  const { kind, evaluation } = judge(claim, input, watch.parts);
  const run = watch.followed();
  return { kind, evaluation, run, secondWay: () => secondWay(claim, input, kind, run, parts) };
}
