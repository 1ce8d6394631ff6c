/** Reductions by guessing: what becomes simple only in one move. */

import type { Case } from '../../data/case.js';
import { featuresOf, mapVectors, neuronsOf, withData, withoutFeature, withoutNeuron, withoutSample, withRow } from '../moves/draft.js';
import { entry } from '../moves/vectors.js';
import type { Random } from '../search/random.js';

/** Cases that {@link smallIntegers} tries. */
const GUESSES = 1000;

/**
 * Drops and small integers drawn together: a start on the kink of a sample, say, keeps its place only if data and start
 * become simple in one move.
 */
export function* smallIntegers(input: Case, _step: number, random: Random): Generator<Case> {
  const small = (): number => random.pick([0, 0, 0, 1, 1, -1, -1, 2, -2]);
  for (let guess = 0; guess < GUESSES; guess++) {
    let next = input;
    if (featuresOf(next) > 1 && random.unit() < 0.6) next = withoutFeature(next, random.below(featuresOf(next)));
    if (neuronsOf(next) > 1 && random.unit() < 0.3) next = withoutNeuron(next, random.below(neuronsOf(next)));
    if (next.data.x.length > 1 && random.unit() < 0.3) next = withoutSample(next, random.below(next.data.x.length));
    const share = random.pick([0.2, 0.5, 1]);
    const drawn = (value: number): number => (random.unit() < share ? small() : value);
    const { x, y } = next.data;
    if (random.unit() < 0.6) {
      next = withData(
        next,
        x.map((row) => row.map(drawn)),
        y,
      );
    }
    if (random.unit() < 0.8) next = { ...next, start: next.start.map(() => small()) };
    if (random.unit() < 0.5) next = mapVectors(next, (vector) => vector.map(() => small()));
    if (next.start.length > 1 && featuresOf(next) > 1 && random.unit() < 0.5)
      next = withRow(next, random.below(next.data.x.length), kinkOf(next, random));
    yield next;
  }
}

/** A sample on whose kink the start lies: its first two entries turned by 90 degrees. */
function kinkOf(input: Case, random: Random): number[] {
  const sign = random.pick([1, -1]);
  const [a = 0, b = 0] = input.start;
  return Array.from({ length: featuresOf(input) }, (_, j) => entry([sign * b, -sign * a], j) + 0);
}
