/** Pattern moves (Hooke and Jeeves 1961): along what helped lately, which follows ridges. */

import type { Case } from '../../data/case.js';
import { coordinatesOf, withCoordinates } from '../moves/coordinates.js';
import { entry, plusMultiple } from '../moves/vectors.js';
import type { Random } from '../search/random.js';

/** Decaying sum of the moves that helped; empty where none did since the shape changed. */
export type Path = readonly number[];

/** What is left of the path at a move that helped, whose errors across the ridge average out, and at one along it that did not. */
const MEMORY = 0.9;
const FAILED = 0.7;

/** The case moved along the path, by part of it or farther. */
export function alongPath(input: Case, path: Path, grid: number, random: Random): Case {
  const factor = random.pick([1 / 4, 1 / 2, 1, 2]);
  return withCoordinates(input, plusMultiple(coordinatesOf(input).values, factor, path), grid);
}

/** The path after a move that was made, with that move where it helped; none where the shape changed. */
export function extended(path: Path, from: Case, to: Case, helped: boolean): Path {
  const before = coordinatesOf(from).values;
  const after = coordinatesOf(to).values;
  if (before.length !== after.length) return [];
  return helped ? after.map((value, i) => value - entry(before, i) + MEMORY * entry(path, i)) : path;
}

/** The path after a move along it that did not help. */
export function shortened(path: Path): Path {
  return path.map((value) => value * FAILED);
}
