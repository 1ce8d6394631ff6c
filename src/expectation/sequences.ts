/** How many index sequences an enumeration would follow, found without following it. */

import { wholePower } from '../numerics/elementary.js';
import type { BranchGradients } from './branch-gradients.js';

/** The runs whose sequences are counted, under a law that is the same at every step. */
export interface CountedRuns {
  /** The probability of each branch. */
  readonly chance: Float64Array;
  /** Gradients of their own, since they are written over. */
  readonly gradients: BranchGradients;
  readonly start: ArrayLike<number>;
  readonly steps: number;
  readonly rates: Float64Array;
}

/**
 * Whether there are more index sequences than `limit`, those with equal iterates counted together. No losses are taken, and the iterates of the
 * last step are not visited: a refusal costs a small part of the enumeration that it spares.
 */
export function areMoreThan(limit: number, { chance, gradients, start, steps, rates }: CountedRuns): boolean {
  const branches = chance.length;
  if (wholePower(branches, steps) <= limit) return false;
  const iterates = Array.from({ length: steps }, () => Float64Array.from(start));
  let sequences = 0;
  visit(0);
  return sequences > limit;

  function visit(k: number): void {
    const w = iterates[k]!;
    gradients.evaluate(k, w, chance);
    let isIdle = false;
    for (let b = 0; b < branches && sequences <= limit; b++) {
      if (chance[b] === 0) continue;
      if (!gradients.moves(k, b)) {
        isIdle = true;
      } else if (k + 1 === steps) {
        sequences++;
      } else {
        gradients.step(k, b, rates[k]!, w, iterates[k + 1]!);
        visit(k + 1);
      }
    }
    if (!isIdle || sequences > limit) return;
    if (k + 1 === steps) {
      sequences++;
      return;
    }
    iterates[k + 1]!.set(w);
    visit(k + 1);
  }
}
