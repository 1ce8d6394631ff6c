/** Lines and dots as the `d` of a path: to a tenth of a pixel, each place by its distance from the one before, which is short. */

import type { Point } from './plane.js';

/** From one place to another in tenths of a pixel. */
type Move = readonly [right: number, down: number];

/** A line through places in pixels; places that are the same to a tenth are one. The empty text for none. */
export function polyline(places: readonly Point[]): string {
  const { start, moves } = movesOf(places);
  return start === undefined ? '' : `M${pair(start)}${moves.length === 0 ? '' : `l${moves.map(pair).join(' ')}`}`;
}

/** A dot at each place. */
export function dots(places: readonly Point[]): string {
  const { start, moves } = movesOf(places);
  return start === undefined ? '' : `M${pair(start)}h0${moves.map((move) => `m${pair(move)}h0`).join('')}`;
}

function movesOf(places: readonly Point[]): { readonly start: Move | undefined; readonly moves: readonly Move[] } {
  const tenths = places.map(([x, y]): Move => [Math.round(10 * x), Math.round(10 * y)]);
  const moves = tenths.slice(1).map(([x, y], i): Move => [x - (tenths[i]?.[0] ?? 0), y - (tenths[i]?.[1] ?? 0)]);
  return { start: tenths[0], moves: moves.filter(([right, down]) => right !== 0 || down !== 0) };
}

/** Two numbers; a minus sign tells them apart as well as a space. */
function pair([right, down]: Move): string {
  const second = String(down / 10);
  return `${right / 10}${second.startsWith('-') ? '' : ' '}${second}`;
}
