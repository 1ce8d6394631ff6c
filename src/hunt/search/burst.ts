/** One burst: a strategy at work for a number of evaluations. A pure function of its job, unless its time is over first. */

import type { Claim } from '../../claim/claim.js';
import type { Case } from '../../data/case.js';
import { type Aim, towards } from '../extremal/aim.js';
import { strategies } from '../strategy/portfolio.js';
import { randomOf } from './random.js';
import type { BurstResult, Elite } from './result.js';
import { type Limits, Session } from './session.js';

/** One piece of work, by value. */
export interface BurstJob extends Limits {
  readonly claim: string;
  readonly strategy: string;
  /** Names the stream of random choices. */
  readonly seed: string;
  readonly elites: readonly Elite[];
  /** What the strategy returned from its last burst. */
  readonly state?: unknown;
  /** Stored cases to judge, all there is to do in this burst. */
  readonly corpus?: readonly Case[];
  /** The quantity to go down in or up, in place of the claim's slack. */
  readonly aim?: Aim;
}

/** Does one burst. @throws EvaluationError for whatever the claim throws but NotACase on a moved case. */
export function burst(claim: Claim, job: BurstJob): BurstResult {
  const session = new Session(job.aim === undefined ? claim : towards(claim, job.aim), randomOf(job.seed), job);
  if (job.corpus !== undefined) {
    for (const input of job.corpus) if (!session.over) session.evaluate(input);
    return session.result(job.strategy, undefined);
  }
  // Strategies begin with an evaluation.
  if (session.over) return session.result(job.strategy, undefined);
  const strategy = strategies.find(({ name }) => name === job.strategy);
  if (strategy === undefined) throw new RangeError(`no strategy ${job.strategy}`);
  const state = strategy.burst(session, job.elites, job.state);
  // A strategy that cannot act on this claim's cases leaves them to the generator.
  if (session.untouched) while (!session.over) session.draw();
  return session.result(job.strategy, state);
}
