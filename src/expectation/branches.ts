/** Which draws are followed together. */

import { type Dataset, sample } from '../data/dataset.js';
import { nth } from '../numerics/lists.js';
import type { DrawLaw } from './draw-law.js';

/** Samples whose draw has the same effect wherever w is, and one of them to stand for all. */
export interface Branch {
  readonly index: number;
  readonly members: readonly number[];
}

/** Identical samples in one branch; every sample in its own where the law remembers what was drawn. */
export function branchesOf(data: Dataset, { memoryless }: DrawLaw): Branch[] {
  const groups = new Map<string, number[]>();
  for (let i = 0; i < data.n; i++) {
    const key = memoryless ? `${data.y[i]}:${sample(data, i).join()}` : `${i}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [i]);
    else group.push(i);
  }
  return [...groups.values()].map((members) => ({ index: nth(members, 0), members }));
}
