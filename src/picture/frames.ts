/** Which part of the plane a picture shows, and where in it what happens is. */

import { largest, smallest } from '../numerics/lists.js';
import { norm } from '../numerics/vector.js';
import type { Path, PlaneDrawing } from './drawing.js';
import { stepAt } from './marks.js';
import { type Box, type Plane, type Point, planeIn } from './plane.js';

/** Iterates beside the step of interest that the enlargement holds. */
export const BESIDE = 2;
/** Places of paths that names keep away from. */
const MOST_PLACES = 120;
/** The frame goes so far beyond samples and starts, in their sizes, with a run that leaves them behind. */
const FAR = 40;
/** The frame reaches so far beyond what happens, as a share of its size. */
const AIR = 0.15;
/** Iterates that the frame holds where no step is of interest. */
const EARLY = 300;

/** Half the side of a frame about what happens: the samples and the run until a little after the step of interest. */
export function halfOf({ samples, paths, marked }: PlaneDrawing): number {
  const until = marked === undefined ? EARLY : Math.max(marked + 3, 20);
  const size = (points: readonly Point[]): number => points.reduce((most, [a, b]) => Math.max(most, Math.abs(a), Math.abs(b)), 0);
  const still = size([...samples.map(({ point }) => point), ...paths.flatMap(({ points }) => points.slice(0, 1).map(({ at }) => at))]);
  const shown = paths.flatMap(({ points }) => points.filter(({ k }) => k <= until).map(({ at }) => at));
  // A run that diverges leaves the frame.
  const near = still > 0 ? shown.filter((point) => size([point]) <= FAR * still) : shown;
  return Math.min((Math.max(still, size(near)) || 1) * (1 + AIR), Number.MAX_VALUE);
}

/** What to say of a step of interest that is beyond the frame. */
export function whereabouts({ paths, marked }: PlaneDrawing, plane: Plane): { readonly where?: string } {
  if (marked === undefined) return {};
  const steps = paths.flatMap(({ points }) => stepAt(points, marked));
  return steps.length > 0 && steps.every(([{ at }]) => isWithin(plane.at(at), plane)) ? {} : { where: ', beyond the frame' };
}

/** The plane about the step of interest; none where nothing moves there, or where the whole picture is no larger. */
export function zoomOf({ paths, marked }: PlaneDrawing, whole: number, box: Box): Plane | undefined {
  if (marked === undefined) return undefined;
  const near = paths.flatMap(({ points }) => points.filter(({ k }) => Math.abs(k - marked) <= BESIDE).map(({ at }) => at));
  if (near.length < 2 || paths.length > 1) return undefined;
  const [low, high] = [0, 1].map((axis) => {
    const values = near.map((point) => point[axis] ?? 0);
    return [smallest(values), largest(values)] as const;
  }) as [Point, Point];
  const centre: Point = [(low[0] + low[1]) / 2, (high[0] + high[1]) / 2];
  const half = 0.7 * norm([low[1] - low[0], high[1] - high[0]]);
  return half > 0 && half < whole / 3 ? planeIn(box, centre, half) : undefined;
}

/** Where paths are, in so many places that names can stand beside them. */
export function placesOf(paths: readonly Path[], plane: Plane): Point[] {
  const all = paths.flatMap(({ points }) => points.map(({ at }) => plane.at(at))).filter((at) => isWithin(at, plane));
  const every = Math.ceil(all.length / MOST_PLACES);
  return all.filter((_, i) => i % every === 0);
}

/** Whether a place in pixels is in a square. */
export const isWithin = ([x, y]: Point, { left, top, side }: Box): boolean => x >= left && x <= left + side && y >= top && y <= top + side;
