/** How likely each branch is along a path of draws. */

import type { Branch } from './branches.js';
import type { DrawLaw } from './draw-law.js';

/** The draws of one path, and the probabilities that they leave. */
export interface BranchChances {
  /** The probability of each branch at step k; written over when another path comes to that step, unless the law is memoryless. */
  at(k: number): Float64Array;
  /** Notes that sample i is drawn, or takes that back. */
  draw(i: number): void;
  undo(i: number): void;
}

/** No draws yet, of n samples over some steps. */
export function branchChances(law: DrawLaw, branches: readonly Branch[], n: number, steps: number): BranchChances {
  const drawn = new Int32Array(n);
  const probabilities = new Float64Array(n);
  const rows = Array.from({ length: law.memoryless ? 1 : steps }, () => new Float64Array(branches.length));
  const find = (into: Float64Array): Float64Array => {
    law.probabilities(drawn, probabilities);
    branches.forEach(({ members }, b) => {
      into[b] = members.reduce((sum, i) => sum + probabilities[i]!, 0);
    });
    return into;
  };
  const always = law.memoryless ? find(rows[0]!) : undefined;
  return {
    at: (k) => always ?? find(rows[k]!),
    draw: (i) => void drawn[i]!++,
    undo: (i) => void drawn[i]!--,
  };
}
