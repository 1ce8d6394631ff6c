/** Whether a case breaks a claim, for what is done with violated cases after the search. */

import type { Claim, Conclusion } from '../claim/claim.js';
import { standardParts } from '../claim/parts.js';
import type { Case } from '../data/case.js';
import { judgeMovedCase } from '../judge/judged-case.js';

/**
 * The conclusion of a violated case; undefined for any other, and for one that the claim cannot read.
 *
 * @throws EvaluationError for whatever its evaluation throws but NotACase.
 */
export function violation(claim: Claim, input: Case): Conclusion | undefined {
  const outcome = judgeMovedCase(claim, input, standardParts);
  return outcome?.kind === 'violated' ? outcome.evaluation.conclusion : undefined;
}
