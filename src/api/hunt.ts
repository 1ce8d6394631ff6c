/** `hunt` as a function. */

import type { Claim } from '../claim/claim.js';
import { hunt as search } from '../hunt/hunt.js';
import { limitsOf, strategyFault } from '../hunt/limits.js';
import { burst } from '../hunt/search/burst.js';
import type { SearchOptions } from '../hunt/search/search.js';
import { PORTFOLIO, strategiesOf } from '../hunt/strategy/portfolio.js';
import { inlineWorkers } from '../judge/workers.js';
import { type HuntContext, huntJson } from '../report/hunt-report.js';
import type { HuntReport } from '../report/schema.js';

/** How `hunt` is asked from code. */
export interface HuntRequest {
  /** Evaluations after which the search ends. */
  readonly maxCases?: number;
  /** Seconds after which it begins no further evaluation; 60 where neither limit is given. */
  readonly maxTime?: number;
  /** Seed of the search, 1 by default. */
  readonly seed?: number;
  /** One strategy by name; all of them, sharing the budget by results, by default. */
  readonly strategy?: string;
}

/**
 * Searches for a case that breaks a claim, in this process, and returns what `claimcheck hunt` prints as JSON.
 *
 * @throws RangeError for an unknown strategy; EvaluationError, with the case, for a fault of the claim.
 *
 * @example
 * ```ts
 * import { findClaim, hunt } from 'claimcheck';
 *
 * const { verdict, smallest } = await hunt(findClaim('thm-3.1/3')!, { maxCases: 200 });
 * verdict; // 'refuted'
 * smallest?.claim; // 'thm-3.1/3'
 * ```
 */
export async function hunt(claim: Claim, request: HuntRequest = {}): Promise<HuntReport> {
  const { options, context } = openInlineHunt(claim, request);
  return huntJson(await search({ ...options, recorded: [] }), { ...context(), resumed: 0 });
}

/**
 * A search in this process, and where and how it ran, once it is over.
 *
 * @param searching - the share of the time that the search may take.
 * @throws RangeError for an unknown strategy.
 */
export function openInlineHunt(
  claim: Claim,
  request: HuntRequest,
  searching = 1,
): { readonly options: SearchOptions & { hurried(): boolean }; context(): Omit<HuntContext, 'resumed'> } {
  const { seed = 1, strategy = PORTFOLIO } = request;
  const { maxTime: whole, maxCases } = limitsOf(request);
  const maxTime = searching * whole;
  const strategies = strategiesOf(strategy);
  if (strategies === undefined) throw new RangeError(`hunt: strategy ${strategyFault(strategy)}`);
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1000;
  const until = Date.now() + 1000 * maxTime;
  const workers = inlineWorkers(burst);
  return {
    options: {
      claim,
      seed,
      strategies,
      maxCases,
      stopped: () => elapsed() > maxTime,
      hurried: () => elapsed() > whole,
      run: (job) => workers.run(claim, Number.isFinite(until) ? { ...job, until } : job),
      corpus: [],
      onRound: () => {},
    },
    context: () => ({ strategy, seed, seconds: elapsed(), files: {} }),
  };
}
