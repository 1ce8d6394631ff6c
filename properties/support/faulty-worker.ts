/** A worker whose jobs fail, by a claim's code or by itself, or end, or do not. */

import type { Claim } from '../../src/claim/claim.js';
import { EvaluationError } from '../../src/judge/evaluation-error.js';
import { inThread } from '../../src/judge/workers.js';
import { witness } from './planted.js';

/** What a job is to do. */
export type FaultyJob = 'claim fails' | 'tool fails' | 'ends' | 'never ends';

/** Does one job. */
export function work({ id }: Claim, job: FaultyJob): FaultyJob {
  if (job === 'tool fails') throw new RangeError('no such job');
  if (job === 'claim fails') throw new EvaluationError(id, witness([1, -0]), new TypeError('x is not a function'));
  while (job === 'never ends');
  return job;
}

export default inThread(work);
