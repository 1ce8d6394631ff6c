/** The cases that users get of a claim for a seed, as they are on record. */

import type { Claim } from '../../src/claim/claim.js';
import type { Case } from '../../src/data/case.js';
import { CHUNK, casesOf, type NamedData } from '../../src/verify/chunk.js';
import { hash } from './hashes.js';

/** Where hashes of the first drawn cases of each claim are on record. */
export const DRAWN = 'properties/paper/drawn.json';

/** The first ones of `verify`, whose seed is 1 unless another is asked for. */
const [SEED, CHUNKS] = [1, [0, 1]];

/** Data of a user's: separable with some samples alike; a single sample; long ones; and one of zeros. */
export const GIVEN: readonly NamedData[] = [
  {
    name: 'separable',
    data: {
      x: [
        [1, 0.5],
        [0.5, -1],
        [0.5, -1],
        [-1, 1.5],
        [-0.5, -2],
      ],
      y: [1, 1, 1, -1, -1],
    },
  },
  { name: 'single', data: { x: [[2, -1, 0.25]], y: [1] } },
  {
    name: 'long',
    data: {
      x: [
        [3, 0],
        [1, 1],
        [-2, 1],
      ],
      y: [1, 1, -1],
    },
  },
  {
    name: 'zeros',
    data: {
      x: [
        [0, 0],
        [1, 1],
      ],
      y: [1, -1],
    },
  },
];

/** The first cases that `verify` draws of a claim in two chunks of a size, generated and on each of the given data; none where it is not about given data. */
export function firstCases(claim: Claim, on?: NamedData, size = on === undefined ? CHUNK : CHUNK / 2): readonly Case[] {
  const source = on === undefined ? {} : { on };
  return CHUNKS.flatMap((chunk) => [...(casesOf(claim, { seed: SEED, chunk, size, ...source }) ?? [])]);
}

/** What is on record: a hash of the generated cases, and one for each of the given data; a dash where there are none. */
export function drawnHashes(claim: Claim): readonly string[] {
  return [undefined, ...GIVEN].map((on) => {
    const cases = firstCases(claim, on);
    return cases.length === 0 ? '-' : hash(cases);
  });
}
