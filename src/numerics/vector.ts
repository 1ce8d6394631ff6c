/** Operations on dense vectors held in typed arrays (or plain arrays of numbers). */

/** Anything indexable that holds numbers. */
export type Numbers = ArrayLike<number>;

/** Inner product of two vectors of one length. */
export function dot(a: Numbers, b: Numbers): number {
  return a instanceof Float64Array && b instanceof Float64Array ? dotOfFloats(a, b) : dotOfNumbers(a, b);
}

/** Apart from the general form, since V8 takes ten times as long in a loop that has met more than four kinds of arrays. */
function dotOfFloats(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

function dotOfNumbers(a: Numbers, b: Numbers): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

/** Sum of |a_j b_j|: the scale that the rounding error of `dot(a, b)` is measured against. */
export function absoluteDot(a: Numbers, b: Numbers): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += Math.abs(a[j]! * b[j]!);
  return sum;
}

/** Whether all entries are finite. */
export function allFinite(a: Numbers): boolean {
  // 0 x is 0 for finite x and NaN for the others.
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += 0 * a[j]!;
  return sum === 0;
}

/** Row k of a matrix that lies row after row, each of so many entries: a view on the matrix's memory. */
export function rowOf(matrix: Float64Array, k: number, length: number): Float64Array {
  return matrix.subarray(k * length, (k + 1) * length);
}

/** Euclidean norm, scaled so that neither squares overflow nor underflow. */
export function norm(a: Numbers): number {
  // Of numbers in any other form there are few; see `dotOfFloats`.
  return normOfFloats(a instanceof Float64Array ? a : Float64Array.from(a));
}

function normOfFloats(a: Float64Array): number {
  let largest = 0;
  for (let j = 0; j < a.length; j++) {
    const size = Math.abs(a[j]!);
    if (!(size <= largest)) largest = size;
  }
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let j = 0; j < a.length; j++) {
    const ratio = a[j]! / largest;
    sum += ratio * ratio;
  }
  return largest * Math.sqrt(sum);
}

/** a + factor b, for vectors of one length. */
export function plusMultiple(a: Numbers, factor: number, b: Numbers): Float64Array<ArrayBuffer> {
  // Not by `from`, which walks its argument by an iterator.
  const sum = new Float64Array(a.length);
  for (let j = 0; j < sum.length; j++) sum[j] = a[j]! + factor * b[j]!;
  return sum;
}

/** Adds factor b to a vector in place. */
export function addMultiple(into: number[] | Float64Array, factor: number, b: Numbers): void {
  for (let j = 0; j < b.length; j++) into[j]! += factor * b[j]!;
}

/** Largest |a_j - b_j|, for vectors of one length. */
export function largestDifference(a: Numbers, b: Numbers): number {
  let largest = 0;
  for (let j = 0; j < a.length; j++) largest = Math.max(largest, Math.abs(a[j]! - b[j]!));
  return largest;
}

/** a / |a|; the zero vector stays zero. */
export function normalized(a: Numbers): Float64Array {
  const out = new Float64Array(a);
  const length = norm(a);
  if (length > 0) for (let j = 0; j < out.length; j++) out[j]! /= length;
  return out;
}

/** Cosine of the angle between two vectors; 0 when either is zero. */
export function cosine(a: Numbers, b: Numbers): number {
  const scale = norm(a) * norm(b);
  return scale === 0 ? 0 : dot(a, b) / scale;
}

/** Euclidean distance of two vectors of one length. */
export function distance(a: Numbers, b: Numbers): number {
  // As `norm`, without memory for the difference.
  let largest = 0;
  for (let j = 0; j < a.length; j++) {
    const size = Math.abs(a[j]! - b[j]!);
    if (!(size <= largest)) largest = size;
  }
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let j = 0; j < a.length; j++) {
    const ratio = (a[j]! - b[j]!) / largest;
    sum += ratio * ratio;
  }
  return largest * Math.sqrt(sum);
}
