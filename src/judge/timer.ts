/** Timers whose time may be longer than those of Node can wait. */

/** The longest that a timer of Node waits, in milliseconds; told to wait longer, it would not wait at all. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** Acts when so much time is over. @returns the timer; undefined where that is more than 24 days from now */
export function after(milliseconds: number, act: () => void): NodeJS.Timeout | undefined {
  return milliseconds <= LONGEST_WAIT ? setTimeout(act, Math.max(1, Math.ceil(milliseconds))) : undefined;
}
