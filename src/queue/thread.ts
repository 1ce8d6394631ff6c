/** What a thread of `worker` does: the work of every command that has an engine. */

import type { Claim } from '../claim/claim.js';
import { inThread } from '../judge/workers.js';
import { tradeOf } from './trade.js';

/** Work with the name of its kind. */
export interface AnyJob {
  readonly task: string;
  readonly job: unknown;
}

/** Does work of any kind. */
export function workOf(claim: Claim, { task, job }: AnyJob): unknown {
  return tradeOf(task).work(claim, job);
}

export default inThread(workOf);
