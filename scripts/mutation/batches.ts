/** Planted faults by batches: every batch asks each test first what it costs, so there are not to be many. */

import { nth } from '../../src/numerics/lists.js';
import type { Fault } from './record.js';
import type { Planted } from './serving.js';

/** A fault that is planted, with its words. */
export interface Drawn extends Planted {
  readonly fault: Fault;
}

/** Faults that are put to the tests together, and recorded then. */
const BATCH = 500;

/** Batches of so many faults or some more, each of which ends where the faults of a source do. */
export function* batchesOf(drawn: readonly Drawn[], least = BATCH): Generator<readonly Drawn[], void> {
  let batch: Drawn[] = [];
  for (const [place, planted] of drawn.entries()) {
    batch.push(planted);
    if (place < drawn.length - 1 && (batch.length < least || nth(drawn, place + 1).file === planted.file)) continue;
    yield batch;
    batch = [];
  }
}
