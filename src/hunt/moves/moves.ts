/** Sparse moves: each changes one thing about a case, of any kind, on a lattice. */

import type { Case } from '../../data/case.js';
import type { Random } from '../search/random.js';
import type { Move } from './move.js';
import { changeCount, nudge, nudgeAnyScale, reseed, scaleStart, scaleStep, setSimple, snap } from './number-moves.js';
import { addSample, changeFeatures, changeNeurons, changeSample, dropSample, flipLabel, scaleData } from './shape-moves.js';
import { alongSample, ontoKink, sampleOntoKink, stretch, turn } from './vector-moves.js';

/** Numbers move more often than shapes. */
const MOVES: readonly Move[] = [
  nudge,
  nudge,
  nudge,
  nudge,
  nudgeAnyScale,
  nudgeAnyScale,
  nudgeAnyScale,
  setSimple,
  setSimple,
  scaleStart,
  stretch,
  turn,
  alongSample,
  ontoKink,
  ontoKink,
  sampleOntoKink,
  snap,
  scaleStep,
  changeCount,
  reseed,
  dropSample,
  addSample,
  changeSample,
  flipLabel,
  scaleData,
  changeFeatures,
  changeNeurons,
];

/** The case after one move that applies to it; some moves leave the hypotheses, which the search then sees. */
export function sparseMove(input: Case, random: Random, size: number): Case {
  for (let attempt = 0; attempt < 20; attempt++) {
    const moved = random.pick(MOVES)(input, random, size);
    if (moved !== undefined) return moved;
  }
  return nudge(input, random, size);
}
