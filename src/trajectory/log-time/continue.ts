/** A continuation in log time, at several phases where averaged chatter has lost its own. */

import { Engine } from './engine.js';
import { Undecided } from './motion.js';
import type { LogTimeOptions, LogTimeResult } from './report.js';
import { samePath } from './same-path.js';

/** How far above and below the middle of its chatter an average is left too, in strikes, to see whether that makes a difference. */
const OTHER_PHASES = [3 / 8, -3 / 8];

/**
 * Continues gradient descent from w_T to ln t = `until`.
 *
 * Agrees with the step-by-step iterates to about 1e-9 + `tolerance` between strikes; strikes are followed one by one, or on average
 * where no other kink is in the chatter's reach. docs/explanation/log-time.md has what was measured.
 *
 * @throws RangeError on a start of the wrong length, or T, eta or horizon out of range.
 */
export function continueInLogTime(options: LogTimeOptions): LogTimeResult {
  const { result, phaseLostAt } = follow(options, 0);
  if (result.kind === 'unknown' || phaseLostAt === Number.POSITIVE_INFINITY) return result;
  const { onCheckpoint, ...silent } = options;
  const agree = OTHER_PHASES.every((phase) => samePath(options, result, follow(silent, phase).result));
  if (agree) return result;
  return { kind: 'unknown', reason: 'the phase of averaged chatter decides how the motion goes on past another kink', s: phaseLostAt };
}

/** One run, and the ln t from which on it is one of several that an average stood for; Infinity where there is none. */
function follow(options: LogTimeOptions, phase: number): { readonly result: LogTimeResult; readonly phaseLostAt: number } {
  const engine = new Engine(options, phase);
  try {
    const result = engine.run();
    return { result, phaseLostAt: engine.phaseLostAt };
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return { result: { kind: 'unknown', reason: error.message, s: engine.motion.s }, phaseLostAt: engine.phaseLostAt };
  } finally {
    engine.chronicle.tellAll();
  }
}
