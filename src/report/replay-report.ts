/** What `replay` writes as JSON. */

import type { Claim } from '../claim/claim.js';
import type { StoredOutcome } from '../data/case-file.js';
import { sameOutcome, type Weighed } from '../judge/confirmation.js';
import type { ReplayReport } from './schema.js';

/**
 * A case judged again, beside the outcome that was stored with it, where one was.
 *
 * @param proof - hash of the refutation by this case that Coq has accepted.
 */
export function replayJson(
  claim: Claim,
  stored: StoredOutcome | undefined,
  { outcome, evaluation, agreement, certificate }: Weighed,
  proof?: string,
): ReplayReport {
  const { hypotheses, conclusion, undecided } = evaluation;
  const note = conclusion?.note ?? undecided;
  return {
    claim: claim.id,
    ...(stored === undefined ? {} : { reproduces: sameOutcome(stored, outcome), stored }),
    outcome,
    hypotheses,
    ...(note === undefined ? {} : { note }),
    ...(conclusion?.horizons === undefined ? {} : { horizons: conclusion.horizons }),
    ...(agreement.length === 0 ? {} : { agreement }),
    ...(certificate === undefined ? {} : { certificate }),
    ...(proof === undefined ? {} : { proof }),
  } as ReplayReport;
}
