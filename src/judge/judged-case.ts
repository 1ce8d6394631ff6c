/** Cases judged, with whatever else the evaluation throws told as an error of the claim's code. */

import type { Claim } from '../claim/claim.js';
import { isNotACase, NotACase } from '../claim/not-a-case.js';
import { judgeCase, type Outcome } from '../claim/outcome.js';
import type { Parts } from '../claim/parts.js';
import type { Case } from '../data/case.js';
import { ShapeError } from '../numerics/shape-error.js';
import { Stopped } from '../numerics/stopping.js';
import { EvaluationError } from './evaluation-error.js';

/** Judges a case of the claim's own making. @throws Stopped; EvaluationError for whatever else the evaluation throws. */
export function judgeOwnCase(claim: Claim, input: Case, parts: Parts): Outcome {
  try {
    return judgeCase(claim, input, parts);
  } catch (error) {
    throw error instanceof Stopped ? error : new EvaluationError(claim.id, input, error);
  }
}

/**
 * Judges a case that came from elsewhere.
 *
 * @throws NotACase where the claim cannot read it, also for a vector of the wrong length; Stopped; EvaluationError for anything else.
 */
export function judgeGivenCase(claim: Claim, input: Case, parts: Parts): Outcome {
  try {
    return judgeCase(claim, input, parts);
  } catch (error) {
    if (error instanceof ShapeError) throw new NotACase(error.message);
    throw isNotACase(error) || error instanceof Stopped ? error : new EvaluationError(claim.id, input, error);
  }
}

/** Judges a case that was made from another; undefined where the claim cannot read it. @throws Stopped; EvaluationError for anything else. */
export function judgeMovedCase(claim: Claim, input: Case, parts: Parts): Outcome | undefined {
  try {
    return judgeGivenCase(claim, input, parts);
  } catch (error) {
    if (isNotACase(error)) return undefined;
    throw error;
  }
}
