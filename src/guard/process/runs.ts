import { append } from '../../numerics/lists.js';

/** Many steps in few lines. */

/** Steps of the first line; lines then grow as long as they are answered fast. */
const FIRST = 16;
/** Most steps, and most numbers, of one line. */
const MOST = { steps: 4096, numbers: 1 << 16 } as const;
/** A line that is answered within these milliseconds may be four times as long, one that takes longer than the second is cut. */
const [FAST, SLOW] = [20, 200];

/** A part of a run: the parameters after each of some steps. */
type Part = (from: Float64Array, gradients: readonly ArrayLike<number>[]) => Float64Array[];

/** The parameters after each step from a start, a part at a time, so that each is answered well within the limit of a call. */
export function inRuns(start: Float64Array, gradients: readonly ArrayLike<number>[], part: Part): Float64Array[] {
  const run: Float64Array[] = [];
  let from = start;
  let size = FIRST;
  while (run.length < gradients.length) {
    const most = Math.min(size, MOST.steps, Math.max(1, Math.floor(MOST.numbers / Math.max(1, start.length))));
    const began = performance.now();
    const next = part(from, gradients.slice(run.length, run.length + most));
    const took = performance.now() - began;
    if (took < FAST) size *= 4;
    else if (took > SLOW) size = Math.max(1, size >> 2);
    append(run, next);
    from = next.at(-1) ?? from;
  }
  return run;
}
