/** Local searches from a violation for a worse one. */

import type { Claim } from '../claim/claim.js';
import type { Case } from '../data/case.js';
import { EFFORT } from '../judge/effort.js';
import type { BurstJob } from './search/burst.js';
import { type BurstResult, type Elite, evaluationsIn } from './search/result.js';
import type { SearchOptions } from './search/search.js';
import { standingOf } from './search/standing.js';
import { violation } from './violation.js';

/** Strategies that look for the worst violation near a found one. */
const DEEPENERS = ['annealing', 'evolution'] as const;

/** What looking for the worst came to. */
export interface Deepened {
  /** The worst violated case met; undefined where there was none. */
  readonly input?: Case;
  readonly evaluations: number;
  /** Bursts that were given up. */
  readonly abandoned: number;
}

/** Looks for a worse violation near a violated case. @throws EvaluationError for whatever an evaluation throws but NotACase. */
export async function deepen({ claim, seed, run }: Pick<SearchOptions, 'claim' | 'seed' | 'run'>, found: Case): Promise<Deepened> {
  const elites = [eliteOf(claim, found)].filter((elite) => elite !== undefined);
  const jobs = DEEPENERS.map(
    (strategy): BurstJob => ({
      claim: claim.id,
      strategy,
      seed: `${seed}/${claim.id}/deepen/${strategy}`,
      evaluations: Math.ceil(EFFORT[claim.method].deepen / DEEPENERS.length),
      elites,
      deepen: true,
    }),
  );
  const results = (await Promise.all(jobs.map(run))).filter((result) => result !== undefined);
  const evaluations = results.reduce((sum, { counts }) => sum + evaluationsIn(counts), 0);
  const input = worstOf(claim, results);
  return { ...(input === undefined ? {} : { input }), evaluations, abandoned: jobs.length - results.length };
}

/** The violated case as a point for bursts to set out from. */
function eliteOf(claim: Claim, input: Case): Elite | undefined {
  const conclusion = violation(claim, input);
  if (conclusion === undefined) return undefined;
  return { input, standing: standingOf({ hypotheses: [], conclusion, labels: [] }, 'violated'), behaviour: 'found' };
}

function worstOf(claim: Claim, results: readonly BurstResult[]): Case | undefined {
  let worst: Case | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const { input } of results.flatMap(({ elites }) => elites)) {
    const conclusion = violation(claim, input);
    if (conclusion === undefined || !(conclusion.slack < least)) continue;
    worst = input;
    least = conclusion.slack;
  }
  return worst;
}
