/** Random numbers of a search: the same for the same name, on every platform. */

import seedrandom from 'seedrandom';
import { log } from '../numerics/elementary.js';

/** A source of random numbers. */
export interface Random {
  /** Uniform on [0, 1). */
  uniform(): number;
  /** Uniform on {0, ..., n-1}. */
  below(n: number): number;
  /** Standard normal. */
  normal(): number;
  /** True with probability p. */
  chance(p: number): boolean;
  /** One of the values; they must not be empty. */
  pick<T>(values: readonly T[]): T;
}

/** A source named for what it serves. */
export function randomSource(name: string): Random {
  const uniform = seedrandom(name);
  const below = (n: number): number => Math.floor(uniform() * n);
  return {
    uniform,
    below,
    normal() {
      // Marsaglia's polar method: no trigonometric function, whose bits differ between platforms.
      for (;;) {
        const u = 2 * uniform() - 1;
        const v = 2 * uniform() - 1;
        const s = u * u + v * v;
        if (s > 0 && s < 1) return u * Math.sqrt((-2 * log(s)) / s);
      }
    },
    chance: (p) => uniform() < p,
    pick: (values) => values[below(values.length)]!,
  };
}
