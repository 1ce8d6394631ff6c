/** Extremal hunts as a function. */

import type { Claim } from '../claim/claim.js';
import type { Aim } from '../hunt/extremal/aim.js';
import { SEARCH_SHARE, extremalHunt as search } from '../hunt/extremal/extremal.js';
import { extremalJson } from '../report/extremal-report.js';
import type { ExtremalReport } from '../report/schema.js';
import { type HuntRequest, openInlineHunt } from './hunt.js';

/**
 * Searches for the case within a claim's hypotheses on which a quantity of the claim is smallest or largest, in this process, and returns what
 * `claimcheck hunt --minimise` prints as JSON.
 *
 * @throws RangeError for an unknown quantity or strategy; EvaluationError, with the case, for a fault of the claim.
 *
 * @example
 * ```ts
 * import { extremalHunt, findClaim } from 'claimcheck';
 *
 * const { sense, best } = await extremalHunt(findClaim('thm-3.2/descent')!, { quantity: 'loss-rise', sense: 'maximise' }, { maxCases: 50 });
 * sense; // 'maximise'
 * (best?.value ?? 0) > -1; // true
 * ```
 */
export async function extremalHunt(claim: Claim, aim: Aim, request: HuntRequest = {}): Promise<ExtremalReport> {
  const { quantity } = aim;
  if (!Object.keys(claim.quantities ?? {}).includes(quantity)) {
    throw new RangeError(`extremalHunt: claim ${claim.id} measures no quantity ${quantity}`);
  }
  const { options, context } = openInlineHunt(claim, request, SEARCH_SHARE);
  const result = await search({ ...options, aim });
  return extremalJson(result, context());
}
