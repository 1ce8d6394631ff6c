/** Several things judged one after another as one check. */

import type { CheckOutcome } from '../check.js';

/** The first outcome that is broken, after which nothing is judged; else the last one, and a pass where there is nothing. */
export function judgedInTurn<Item>(items: readonly Item[], judge: (item: Item) => CheckOutcome): CheckOutcome {
  let last: CheckOutcome = { verdict: 'pass', slack: 1 };
  for (const item of items) {
    last = judge(item);
    if (last.verdict === 'broken') return last;
  }
  return last;
}
