/** A worker whose jobs fail, by a claim's code or by itself, or end, or do not. */

import { threadId } from 'node:worker_threads';
import type { Claim } from '../../src/claim/claim.js';
import { EvaluationError } from '../../src/judge/evaluation-error.js';
import { inThread } from '../../src/judge/workers.js';
import { unlessStopped } from '../../src/numerics/stopping.js';
import { witness } from './planted.js';

/** What a job is to do. */
export type FaultyJob = 'claim fails' | 'tool fails' | 'ends' | 'never ends' | 'ends when told' | 'tells its thread';

/** Does one job. @returns the job, or the number of its thread */
export function work({ id }: Claim, job: FaultyJob): FaultyJob | number {
  if (job === 'tool fails') throw new RangeError('no such job');
  if (job === 'claim fails') throw new EvaluationError(id, witness([1, -0]), new TypeError('x is not a function'));
  while (job === 'never ends');
  while (job === 'ends when told') unlessStopped();
  return job === 'tells its thread' ? threadId : job;
}

export default inThread(work);
