/** Long work that another thread can end between its steps, so that this thread and what it remembers are not lost with it. */

/** Work that ended because it was told to. What it was asked has no answer. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Nobody sets it. */
const NEVER = new Int32Array(1);
let flag: Int32Array = NEVER;

/**
 * Does work that ends at its next step once the flag is not 0.
 *
 * @param told - one number, in memory that threads share.
 * @throws Stopped; what the work throws.
 */
export function stoppable<Result>(told: Int32Array, work: () => Result): Result {
  flag = told;
  try {
    return work();
  } finally {
    flag = NEVER;
  }
}

/** To be called between the steps of what may take long. @throws Stopped where the work is to end. */
export function unlessStopped(): void {
  if (Atomics.load(flag, 0) !== 0) throw new Stopped('the work was told to end');
}
