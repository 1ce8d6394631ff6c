/** The field of a scene: at each place of a grid, the direction of descent and how strong it is, by its logarithm. */

import type { Dataset } from '../../data/dataset.js';
import type { Model, Workspace } from '../../model/model.js';
import { log } from '../../numerics/elementary.js';
import { largest, smallest } from '../../numerics/lists.js';
import type { Point, Scene } from './scene.js';

/** Arrows on each side. */
const FIELD = 15;
/** Length of the shortest arrow where that of the longest is 1: shorter ones have no direction that can be seen. */
const SHORTEST = 0.4;

/** The negative gradient with respect to the first neuron at a place. */
export interface FieldArrow {
  readonly from: Point;
  /** Its direction, of a length from 0.4 to 1 that is linear in ln |gradient|. */
  readonly by: Point;
}

/** The arrows, none where the gradient is zero in float64, and the logarithms of |gradient| that the shortest and the longest stand for. */
export interface Field {
  /** Places on each side of the square. */
  readonly side: number;
  readonly arrows: readonly FieldArrow[];
  readonly least: number;
  readonly most: number;
}

/**
 * The field on a square about the origin, of which `half` is half a side; the other neurons stay at their starts.
 *
 * @param at - where the model is evaluated, which is written over.
 */
export function fieldOf(scene: Scene, model: Model, data: Dataset, half: number, at: Workspace): Field {
  const found: { readonly from: Point; readonly unit: Point; readonly size: number }[] = [];
  const w = Float64Array.from(scene.starts.flatMap((start) => [...start]));
  for (let row = 0; row < FIELD; row++) {
    for (let column = 0; column < FIELD; column++) {
      const from: Point = [half * ((2 * column + 1) / FIELD - 1), half * ((2 * row + 1) / FIELD - 1)];
      w.set(from);
      model.evaluate(data, w, at);
      const [a = 0, b = 0] = at.gradient;
      const length = Math.hypot(a, b);
      // The gradient is kept as a multiple of e^shift, so that large forces have a direction too.
      if (length > 0 && Number.isFinite(length)) found.push({ from, unit: [-a / length, -b / length], size: log(length) + at.shift });
    }
  }
  const sizes = found.map(({ size }) => size);
  const [least, most] = [smallest(sizes), largest(sizes)];
  const lengthOf = (size: number): number => (most > least ? SHORTEST + (1 - SHORTEST) * ((size - least) / (most - least)) : 1);
  const arrows = found.map(({ from, unit: [a, b], size }): FieldArrow => ({ from, by: [a * lengthOf(size), b * lengthOf(size)] }));
  return { side: FIELD, arrows, least, most };
}
