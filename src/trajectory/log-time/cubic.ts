/** Cubics y(u) on [0, 1], given by their end values and end slopes. */

/** Places are found to this accuracy. */
const ACCURACY = 1e-12;

/** A root in (0, 1) of a cubic with y0 > 0 > y1. */
export function rootBetween(y0: number, slope0: number, y1: number, slope1: number): number {
  const [a, b] = coefficients(y0, slope0, y1, slope1);
  let low = 0;
  let high = 1;
  while (high - low > ACCURACY) {
    const middle = (low + high) / 2;
    if (y0 + middle * (slope0 + middle * (b + middle * a)) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Least value inside (0, 1), and its place; undefined when there is no minimum inside. */
export function insideMinimum(y0: number, slope0: number, y1: number, slope1: number): { at: number; value: number } | undefined {
  const [a, b] = coefficients(y0, slope0, y1, slope1);
  const discriminant = b * b - 3 * a * slope0;
  if (!(discriminant > 0)) return undefined;
  // The root of the derivative where the second derivative is positive, written without cancellation.
  const root = Math.sqrt(discriminant);
  const at = b > 0 ? -slope0 / (b + root) : (root - b) / (3 * a);
  if (!(at > 0 && at < 1)) return undefined;
  return { at, value: y0 + at * (slope0 + at * (b + at * a)) };
}

/** a and b of y(u) = y0 + slope0 u + b u^2 + a u^3. */
function coefficients(y0: number, slope0: number, y1: number, slope1: number): readonly [number, number] {
  return [2 * (y0 - y1) + slope0 + slope1, 3 * (y1 - y0) - 2 * slope0 - slope1];
}
