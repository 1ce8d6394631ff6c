/** What a move is, and what moves do not exceed. */

import type { Case } from '../../data/case.js';
import type { Random } from '../search/random.js';

/** Sizes that a search does not exceed, so that one evaluation stays affordable. */
export const MOST = { samples: 64, features: 8, neurons: 6 } as const;

/** A move; undefined where the case has nothing for it to act on. `size` is the typical change of a number. */
export type Move = (input: Case, random: Random, size: number) => Case | undefined;
