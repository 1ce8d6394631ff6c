/** Seeded randomness of the search: every choice of a hunt comes from here, so that a seed makes it reproducible. */

import seedrandom from 'seedrandom';

/** A stream of random choices. */
export interface Random {
  /** A number in [0, 1). */
  unit(): number;
  /** A standard normal number. */
  normal(): number;
  /** An integer from 0 to n - 1. */
  below(n: number): number;
  /** One entry of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** One entry of a list that is not empty, each as likely as its weight is of the sum of all. */
  weighted<T>(list: readonly T[], weight: (entry: T) => number): T;
  /** A seed for another generator. */
  seed(): number;
}

/** The stream of a name; different names give unrelated streams. */
export function randomOf(name: string): Random {
  const draw = seedrandom.alea(name);
  const below = (n: number): number => Math.floor(draw() * n);
  return {
    unit: () => draw(),
    // A sum of twelve uniforms: no tails beyond 6, and no transcendental function that could differ between machines.
    normal: () => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += draw();
      return sum;
    },
    below,
    pick: (list) => list[below(list.length)]!,
    weighted(list, weight) {
      let at = draw() * list.reduce((sum, entry) => sum + weight(entry), 0);
      for (const entry of list) {
        at -= weight(entry);
        if (at < 0) return entry;
      }
      return list.at(-1)!;
    },
    seed: () => draw.int32(),
  };
}
