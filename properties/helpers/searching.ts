import type { Claim } from '../../src/claim/claim.js';
import type { StrategyName } from '../../src/hunt/portfolio.js';
import { huntRound } from '../../src/hunt/round.js';
import { afterRound, beginning } from '../../src/hunt/state.js';

/** Evaluations of a round of a single island. */
const ROUND = 400;

/** Evaluations up to the round in which a violation was found on one island; undefined when none was within `cap`. */
export function evaluationsToViolation(claim: Claim, strategies: readonly StrategyName[], seed: number, cap: number): number | undefined {
  let state = beginning(1);
  while (state.evaluations < cap) {
    const job = {
      claim: claim.id,
      seed,
      island: 0,
      round: state.round,
      evaluations: Math.min(ROUND, cap - state.evaluations),
      strategies,
      part: '',
    };
    const result = huntRound(claim, { ...job, ...state.islands[0]! });
    state = afterRound(state, [result]);
    if (result.violations.length > 0) return state.evaluations - result.evaluations + result.firstViolation!;
  }
  return undefined;
}
