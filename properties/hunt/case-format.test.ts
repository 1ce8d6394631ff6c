/** Moves and reductions keep what the case format promises: what they make could be stored and read back. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/data/case.js';
import { caseFile, parseCaseFile } from '../../src/data/case-file.js';
import { stringify } from '../../src/data/json-number.js';
import { coordinatesOf, withCoordinates } from '../../src/hunt/moves/coordinates.js';
import { cornersOf } from '../../src/hunt/moves/corners.js';
import { gridFor } from '../../src/hunt/moves/grid.js';
import { sparseMove } from '../../src/hunt/moves/moves.js';
import { type Random, randomOf } from '../../src/hunt/search/random.js';
import { reductions } from '../../src/hunt/shrink/reductions.js';
import { claims } from '../../src/paper/edition.js';

/** Cases of one claim of each shape: what they have beside data. */
function cases(count: number): Case[] {
  const byShape = new Map<string, Case[]>();
  for (const claim of claims) {
    const drawn = fc.sample(claim.cases, { seed: 3, numRuns: count });
    byShape.set(Object.keys({ ...drawn[0], ...drawn[0]?.vectors, [String(drawn[0]?.start.length === 0)]: 0 }).join(), drawn);
  }
  return [...byShape.values()].flat();
}

const outcome = { verdict: 'satisfied', slack: 1, step: 0, evidence: 'numerical' } as const;

/** Reads the case from its file; the network's weights are not 0, which the format leaves to the claims. */
function isWellFormed(input: Case): boolean {
  expect(parseCaseFile(stringify(caseFile(input, outcome)), 'moved case').input).toEqual(input);
  expect(input.outputWeights ?? []).not.toContain(0);
  return true;
}

/** The case after several moves. */
function walked(input: Case, random: Random, moves: number): Case {
  let at = input;
  for (let i = 0; i < moves; i++) at = sparseMove(at, random, 2 ** (2 - random.below(10)));
  return at;
}

describe('what the search makes of a case can be stored', () => {
  it('after any number of sparse moves', () => {
    const random = randomOf('moves');
    for (const input of cases(2)) for (let walk = 0; walk < 4; walk++) isWellFormed(walked(input, random, 1 + random.below(60)));
  });

  it('with other coordinates, and at every corner', () => {
    const random = randomOf('coordinates');
    for (const input of cases(2)) {
      const { values } = coordinatesOf(input);
      for (const size of [4, 1, 2 ** -6, 2 ** -30]) {
        const moved = values.map((value) => value + size * random.normal());
        isWellFormed(withCoordinates(input, moved, gridFor(size)));
      }
      for (const corner of cornersOf(walked(input, random, 5))) isWellFormed(corner);
    }
  });

  it.each(reductions.map((reduction) => [reduction.name, reduction] as const))('after the reduction %s', (_, reduction) => {
    const random = randomOf('reductions');
    for (const input of cases(2)) {
      let tried = 0;
      for (const candidate of reduction(walked(input, random, random.below(6)), random.below(20), random)) {
        isWellFormed(candidate);
        if (++tried >= 40) break;
      }
    }
  });
});
