/** What a run pays for its statistical checks, before it begins. */

import type { Claim } from '../claim/claim.js';
import { type AlphaLedger, alphaLedger, CASE_ALLOWANCE, RUN_ALLOWANCE } from '../monte-carlo/alpha-ledger.js';

/** A run of more cases of statistical claims than its allowance covers. */
export class AllowanceError extends Error {
  override readonly name = 'AllowanceError';
}

/** Whether a claim's verdicts on single cases may be wrong by chance. */
export function isStatistical({ method }: Claim): boolean {
  return method === 'statistics';
}

/**
 * Pays for all cases that a run may judge: one share a case, out of which every check of the case pays in turn.
 *
 * @throws AllowanceError when there are too many.
 */
export function payForCases(planned: readonly { readonly claim: Claim; readonly size: number }[]): AlphaLedger {
  const ledger = alphaLedger(RUN_ALLOWANCE);
  const statistical = planned.filter(({ claim }) => isStatistical(claim));
  requireFew(statistical.reduce((sum, { size }) => sum + size, 0));
  for (const { claim, size } of statistical) ledger.spend(claim.id, size * CASE_ALLOWANCE);
  return ledger;
}

/** Holds runs that were made apart to the allowance of one run. @throws AllowanceError */
export function requireAllowance(paid: readonly { readonly falseAlarm?: number }[]): void {
  requireFew(Math.round(paid.reduce((sum, { falseAlarm = 0 }) => sum + falseAlarm, 0) / CASE_ALLOWANCE));
}

/** @throws AllowanceError where a run of so many cases would not be within its allowance. */
function requireFew(count: number): void {
  const most = Math.floor(RUN_ALLOWANCE / CASE_ALLOWANCE + 0.5);
  if (count <= most) return;
  throw new AllowanceError(
    `verify: ${count} cases of statistical claims, at most ${most} keep the probability of a false alarm below ${RUN_ALLOWANCE}; ask for fewer --cases`,
  );
}
