/** Runs of gradient descent about the ray of their limit direction, on kinks of negatives, of which signs alone show nothing. */

import type { Case } from '../../src/data/case.js';

/** A case of thm-3.2/2; the last number of a sample is its label. */
export function caseOf(samples: readonly (readonly number[])[], start: readonly number[], eta: number): Case {
  const data = { x: samples.map((row) => row.slice(0, -1)), y: samples.map((row) => row.at(-1)!) };
  return { claim: 'thm-3.2/2', data, start, steps: { kind: 'constant', eta, count: 0 } };
}

/** Beside the kink of (0, 0, 1) the positives (2, 1) and (-2, 1) oppose each other; v = (0, 1, 0). */
export const opposed = [
  [2, 1, 1, 1],
  [-2, 1, 1, 1],
  [0, 0, 1, -1],
];
/** The second positive is pushed away from the kink of (0, 1); v = (1, 0), and it lies behind. */
export const turned = [
  [1, 1, 1],
  [2, -4, 1],
  [0, 1, -1],
];
/** The positives pull opposite ways along the kink too, so that w.x_b moves as far as their difference does. */
const unlike = [
  [2, 1, 2, 1],
  [-2, 1, -1, 1],
  [0, 0, 1, -1],
];
/** The one positive has positive multipliers at two kinks, at an angle that is acute or obtuse. */
export const twoKinks = (middle: number): number[][] => [
  [1, 1, 1, 1],
  [0, 1, 0, -1],
  [0, middle, 1, -1],
];

/** Cases that are kept from their start on, each with what they are an example of. */
export const keptAboutRay: readonly (readonly [what: string, input: Case])[] = [
  ['positives that oppose each other beside the kink', caseOf(opposed, [0, 6, -0.125], 0.5)],
  ['the same with one of them twice', caseOf([...opposed, [2, 1, 1, 1]], [0, 2, -0.125], 0.5)],
  ['an inactive sample that one of them pulls', caseOf([...opposed, [4, -1 / 8, 0, -1]], [0, 6, -0.125], 0.5)],
  ['a positive that the kink is turned away from', caseOf(turned, [6, -0.125], 0.5)],
  ['two positives of unlike signs on the kink, far from where they balance', caseOf(unlike, [1, 6, -1 / 32], 0.25)],
  ['the same on the other side', caseOf(unlike, [-0.25, 6, -1 / 32], 0.25)],
  ['a sample that no step moves', caseOf([...opposed.map((row) => row.toSpliced(3, 0, 0)), [0, 0, 0, 1, -1]], [0, 6, -0.125, -1], 0.5)],
  ['two kinks, one of which is struck at once', caseOf(twoKinks(1 / 2), [3, 0.25, -0.25], 0.25)],
  ['two kinks at an acute angle', caseOf(twoKinks(1 / 2), [2, -0.125, -0.125], 0.25)],
  ['two kinks at a more acute angle', caseOf(twoKinks(7 / 8), [2, -0.125, -0.125], 0.25)],
  ['two kinks at an obtuse angle', caseOf(twoKinks(-1 / 2), [2, -0.125, -0.125], 1)],
];

/** Further runs, which are kept or not: far from a kink at first, with positives behind, with three that hold the limit, and with one near its boundary. */
export const furtherAboutRay: readonly Case[] = [
  caseOf(opposed, [0, 6, -3], 0.5),
  caseOf(turned, [6, -3], 0.5),
  caseOf(unlike, [1, 6, -2], 0.25),
  caseOf(twoKinks(1 / 2), [3, -2, -2], 0.25),
  caseOf([...opposed, [8, 2, 0, 1]], [0, 6, -0.125], 0.5),
  caseOf([...opposed, [-8, 2, 0, 1]], [0, 6, -0.125], 0.5),
  caseOf([...unlike, [0, 2, -96, 1]], [0, 6, -1 / 32], 0.25),
  caseOf([...unlike, [1, 2, -4, 1]], [0, 6, -1 / 32], 0.25),
  caseOf(
    [
      [1, 0, 1, 1],
      [3, 4, 0, 1],
      [0, 0, 1, -1],
      [-(2 ** -8), 1, 0, -1],
    ],
    [6, 0, -0.125],
    0.5,
  ),
  caseOf(
    [
      [1, 0, 1, 1],
      [1.25, 1, 0, 1],
      [5, -4, 0, 1],
      [0, 0, 1, -1],
    ],
    [3, 0, -0.125],
    0.5,
  ),
  caseOf(
    [
      [2, 0, 1, 1, 1],
      [-1, 2, 1, 1, 1],
      [-1, -2, 1, 1, 1],
      [0, 0, 0, 1, -1],
    ],
    [0, 0, 6, -0.125],
    0.5,
  ),
  ...[5.75, 5.8125, 5.84375].map((depth) =>
    caseOf(
      [
        [1, 1, 0, 1],
        [1, 1, 1, 1],
        [0, 1, 0, -1],
      ],
      [6, -0.125, -depth],
      0.5,
    ),
  ),
];
