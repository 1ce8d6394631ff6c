/** Vector arithmetic that is exact on lattice numbers of moderate size and leaves no negative zeros behind. */

/** a x + b y. */
export function combination(a: number, x: readonly number[], b: number, y: readonly number[]): number[] {
  return x.map((value, j) => a * value + b * y[j]! + 0);
}

/** a x. */
export function multiple(a: number, x: readonly number[]): number[] {
  return x.map((value) => a * value + 0);
}

/** The zero vector of R^d with `value` at index j. */
export function axis(d: number, j: number, value = 1): number[] {
  const e = new Array<number>(d).fill(0);
  e[j] = value;
  return e;
}

/** Whether all entries are zero. */
export function isZero(x: readonly number[]): boolean {
  return x.every((value) => value === 0);
}

/**
 * The shortest integer vector along x, for dyadic x; x itself where it is zero or its entries are not integers below 2^53
 * over a common power of two.
 */
export function primitive(x: readonly number[]): number[] {
  let integers = [...x];
  for (let doublings = 0; doublings < 60 && !integers.every(Number.isInteger); doublings++) integers = multiple(2, integers);
  if (!integers.every(Number.isSafeInteger) || isZero(integers)) return [...x];
  const divisor = integers.reduce((g, value) => commonDivisor(g, Math.abs(value)), 0);
  return integers.map((value) => value / divisor);
}

/** Greatest common divisor of non-negative safe integers. */
function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
