/** Violations by statistics: the best of hundreds of tests proves nothing until runs that had no part in the choice show it again. */

import type { Claim } from '../claim/claim.js';
import type { Case } from '../data/case.js';
import { stringifyCompact } from '../data/json-number.js';
import { isStatistical } from '../judge/allowance.js';
import { certificateOf } from '../judge/confirmation.js';
import { alphaLedger, CASE_ALLOWANCE, RUN_ALLOWANCE } from '../monte-carlo/alpha-ledger.js';
import { randomOf } from './search/random.js';
import { violation } from './violation.js';

/** Decides which violated cases a hunt may report, and keeps the account of what chance may have done. */
export interface Afresh {
  /** The violated case to report for one that the search or shrinking chose; undefined where fresh runs do not show it. */
  confirmed(input: Case): Case | undefined;
  /** Bound on the probability that chance alone made any fresh run show a violation; 0 where chance has no part. */
  readonly falseAlarm: number;
  /** Violated cases that were not confirmed. */
  readonly refused: number;
}

/**
 * Confirmation for one hunt. A case of a statistical claim is evaluated once more with a sampling seed that follows from its content, the
 * seed that it was chosen with included, and that test alone counts; each one pays its share, whatever it shows. Cases with a certificate, and of
 * other claims, leave nothing to chance.
 */
export function afresh(claim: Claim): Afresh {
  const ledger = alphaLedger(RUN_ALLOWANCE);
  let refused = 0;
  return {
    confirmed(input) {
      if (!isStatistical(claim) || certificateOf(claim, input)?.isOfTheCase) return input;
      const again = { ...input, seed: randomOf(`afresh/${claim.id}/${stringifyCompact(input)}`).seed() >>> 0 };
      ledger.spend(claim.id, CASE_ALLOWANCE);
      if (violation(claim, again) !== undefined) return again;
      refused++;
      return undefined;
    },
    get falseAlarm() {
      return ledger.spent;
    },
    get refused() {
      return refused;
    },
  };
}
