/** Memory that the judging thread writes and the keeper reads: which question to which process, and which check, is under way. */

/** Questions begun and answered: odd while one is under way whose time counts. */
export const CALLS = 0;
/** Checks begun and ended: odd while one is under way. */
export const CHECKS = 1;
/** The process whose answer is awaited; `NOBODY` between questions. */
export const ASKED = 2;
/** The count of `CHECKS` at which the time of a check was over. */
export const OVERDUE = 3;

/** No process is asked anything. */
export const NOBODY = -1;

/** The shared words. */
export type Heartbeat = Int32Array<SharedArrayBuffer>;

/** Makes the shared words. */
export function heartbeat(): Heartbeat {
  const beat = new Int32Array(new SharedArrayBuffer(16));
  beat[ASKED] = NOBODY;
  return beat;
}
