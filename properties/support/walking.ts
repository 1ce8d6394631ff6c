/** An optimizer that goes where it is told, so that a claim's evaluation sees iterates that were worked out by hand. */

import { nth } from '../../src/numerics/lists.js';
import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';

/** Goes through the iterates after the first, and rests on the last. */
export function walking(iterates: readonly (readonly number[])[]): OptimizerUnderTest {
  return {
    name: 'walking',
    algorithm: 'gradient-descent',
    create() {
      let k = 0;
      return {
        step(w) {
          k = Math.min(k + 1, iterates.length - 1);
          nth(iterates, k).forEach((entry, j) => {
            w[j] = entry;
          });
        },
      };
    },
  };
}
