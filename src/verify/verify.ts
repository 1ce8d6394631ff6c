/** Judging claims: chunks of cases over a pool, put together to a verdict for each claim. */

import type { Claim } from '../claim/claim.js';
import { isStatistical, payForCases } from '../judge/allowance.js';
import type { AlphaLedger } from '../monte-carlo/alpha-ledger.js';
import { append } from '../numerics/lists.js';
import type { ChunkResult, ConfirmedCase } from './chunk.js';
import { type ClaimReport, combine, report } from './claim-report.js';
import { confirmedWitnesses, witnessIn } from './kept-witness.js';
import type { VerifyOptions } from './options.js';
import { furtherChunks, type Plan, plan } from './plan.js';
import { runPlans } from './run-plans.js';
import { judge, type Tally } from './verdict.js';

/** How often the cases of a claim are doubled at most, where chance may be behind a share on its wrong side. */
const FURTHER_LOOKS = 4;

/**
 * Judges claims. The result depends on the options other than `workers` and `stopped` alone.
 *
 * @throws EvaluationError and FlakyError, both errors of the tool; AllowanceError for too many statistical cases.
 */
export async function verify(options: VerifyOptions): Promise<ClaimReport[]> {
  const all = options.claims.flatMap((claim) => plan(claim, options));
  // Too many cases are an error before anything is judged.
  payForCases(all);
  const witnesses = await confirmedWitnesses(options);
  const isRefuted = ({ id }: Claim): boolean => witnessIn(witnesses.get(id)) !== undefined;
  // A claim that its witness still breaks is refuted whatever else is drawn: its first cases tell how it fares elsewhere.
  const plans = options.cases === undefined && !options.thorough ? all.filter(({ claim, chunk }) => chunk === 0 || !isRefuted(claim)) : all;
  let ledger = payForCases(plans);
  const confirmed = new Map<Claim, ConfirmedCase>();
  const results = await runPlans(plans, options, confirmed);
  // Where chance may be behind a share on its wrong side, more cases are drawn before it counts.
  const extended = new Set<Claim>();
  for (let look = 1; look <= FURTHER_LOOKS && options.cases === undefined && options.generated && !options.stopped(); look++) {
    const open = options.claims.filter((claim) => !isRefuted(claim) && !judge(tallyOf(claim, plans, results), claim.required).settled);
    if (open.length === 0) break;
    const more = open.flatMap((claim) => furtherChunks(claim, plans));
    for (const claim of open) extended.add(claim);
    append(plans, more);
    ledger = payForCases(plans);
    append(results, await runPlans(more, options, confirmed));
  }
  const judged = plans.map((one, index) => ({ plan: one, result: results[index] }));
  // Witnesses are shrunk in the pool, those of several claims at once.
  return Promise.all(
    options.claims.map(async (claim) => {
      const own = judged.filter(({ plan: one }) => one.claim === claim);
      return {
        ...(await report(claim, own, options, {
          extended: extended.has(claim),
          kept: witnesses.get(claim.id),
          found: confirmed.get(claim),
        })),
        ...(isStatistical(claim) ? { falseAlarm: paidFor(claim, ledger) } : {}),
      };
    }),
  );
}

/** The outcomes of a claim's generated cases so far. */
function tallyOf(claim: Claim, plans: readonly Plan[], results: readonly (ChunkResult | undefined)[]): Tally {
  return combine(results.filter((_, index) => plans[index]?.claim === claim && plans[index].on === undefined));
}

function paidFor({ id }: Claim, { spends }: AlphaLedger): number {
  return spends.reduce((sum, { check, amount }) => (check === id ? sum + amount : sum), 0);
}
