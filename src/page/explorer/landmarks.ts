/** What is said of w beside a landmark. */

import type { Landmark } from '../../claim/claim.js';

/** Share of its size by which w may be beyond a side and still count as inside: rounding. */
const NEARLY = 1e-12;

/** Where a mark is and how far w is from it, or whether w is within an outline; the name alone where w is unknown. */
export function landmarkText({ name, points }: Landmark, now: readonly number[] = []): string {
  const [u = Number.NaN, v = Number.NaN] = now;
  if (points.length > 1) return Number.isFinite(u + v) ? `${name}; w is ${isInside(points, u, v) ? 'inside' : 'outside'}` : name;
  const [[a = 0, b = 0] = []] = points;
  const place = `${name}, at (${[a, b].map((entry) => Number(entry.toPrecision(5))).join(', ')})`;
  const distance = Math.hypot(u - a, v - b);
  if (!Number.isFinite(distance)) return place;
  return `${place}; w is ${distance < 1e-3 ? distance.toExponential(1) : distance.toPrecision(3)} away`;
}

/** Whether a point is in a convex outline, whichever way its corners turn, or on its edge. */
function isInside(corners: readonly (readonly number[])[], u: number, v: number): boolean {
  const sides = corners.map(([a = 0, b = 0], i) => {
    const [c = 0, d = 0] = corners[(i + 1) % corners.length] ?? [];
    const size = Math.hypot(c - a, d - b) * Math.hypot(u - a, v - b);
    const turn = (c - a) * (v - b) - (d - b) * (u - a);
    return Math.abs(turn) <= NEARLY * size ? 0 : Math.sign(turn);
  });
  return !(sides.includes(1) && sides.includes(-1));
}
