/** Whether continuations that set out from different phases of averaged chatter are one, as far as an average can tell. */

import { sameList } from '../../numerics/lists.js';
import { distance } from '../../numerics/vector.js';
import { longestStrikeOf } from './flow-model.js';
import type { LogTimeOptions, LogTimeResult } from './report.js';

type Reached = Extract<LogTimeResult, { kind: 'reached' }>;

/** Both end in the same mode, and are apart by one strike at most for every kink that was averaged. */
export function samePath({ data, model, eta }: LogTimeOptions, one: Reached, other: LogTimeResult): boolean {
  if (other.kind === 'unknown' || other.end !== one.end) return false;
  const strike = longestStrikeOf(data, model, eta);
  const [last, otherLast] = [one.checkpoints.at(-1)!, other.checkpoints.at(-1)!];
  if (!sameList(last.active, otherLast.active) || !sameList(last.sliding, otherLast.sliding)) return false;
  return one.checkpoints.every(({ s, w }, at) => distance(w, other.checkpoints[at]!.w) <= strike * averagedBy(s, one, other));
}

/** Number of kinks whose chatter one of two continuations has averaged by ln t = s. */
function averagedBy(s: number, ...continuations: readonly Reached[]): number {
  const slid = continuations.flatMap(({ modes }) => modes.filter((mode) => mode.change === 'slides' && mode.s <= s));
  return new Set(slid.map(({ unit }) => unit)).size;
}
