/** Which calls take too long: the time in which a busy machine did not let the subject work is not held against it. */

import type { Work } from './held.js';

/** Seconds between two looks at a call that is late. */
const LOOK = 0.5;
/** Share of the time that a process works which waits for nothing but its turn; even a crowd of others leaves it more. */
const IDLE = 0.02;
/** Times the limit after which a call is over, whatever the reason. */
const MOST = 20;

/**
 * A watch over calls, told again and again how long the one under way has taken. It is overdue at the limit where the subject
 * waits for something that is not the machine, or has worked for half of the time since it was half over; where it has not,
 * once it has.
 *
 * @param limit - of one call, in seconds
 * @param work - what the process that is asked has worked so far
 */
export function callWatch(limit: number, work: () => Work): (spent: number) => boolean {
  let half: number | undefined;
  let last = { spent: 0, seconds: 0 };
  let next = limit;
  return (spent) => {
    if (spent < limit / 2) {
      half = undefined;
      next = limit;
      return false;
    }
    if (half === undefined) {
      half = work().seconds;
      last = { spent, seconds: half };
    }
    if (spent <= next) return false;
    const { seconds, ready } = work();
    const idle = !ready && seconds - last.seconds <= IDLE * (spent - last.spent);
    next = spent + LOOK;
    last = { spent, seconds };
    return idle || seconds - half >= limit / 4 || spent > MOST * limit;
  };
}
