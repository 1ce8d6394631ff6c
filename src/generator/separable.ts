/** Linearly separable data, through the origin. */

import fc, { type Arbitrary } from 'fast-check';
import { nth } from '../numerics/lists.js';
import { dot } from '../numerics/vector.js';
import { bothClasses, rawClasses } from './classes.js';
import { dataLabels } from './data-labels.js';
import type { DrawnData } from './drawn.js';
import { combination, isZero, multiple } from './exact-vector.js';
import { latticeVector } from './lattice.js';

/** Sizes of the data to draw, each from a least to a largest. */
export interface SeparableOptions {
  /** Number of samples n, from 2; 2 to 8 by default. */
  readonly samples?: readonly [number, number];
  /** Number of features d, from 1; 1 to 4 by default. */
  readonly dimension?: readonly [number, number];
}

/** Features that are scaled down keep integer entries before, so that all data is on multiples of 1/64. */
const UNSCALED = 3;
const MOST_SCALED = 6;

/**
 * Data with a separator whose entry at some axis is 1 or -1 before features are scaled: a point drawn is mirrored to its
 * side, and one on the separating plane is moved off it along the separator. Some data get a wide margin, some a pair of
 * opposite labels within 1/8 of each other, a duplicate, a collinear sample, or features that differ by 2^4 to 2^6.
 *
 * @throws RangeError when the sizes asked for are empty ranges or too small.
 */
export function separable(options: SeparableOptions = {}): Arbitrary<DrawnData> {
  const [leastSamples, mostSamples] = range('samples', options.samples ?? [2, 8], 2);
  const [leastFeatures, mostFeatures] = range('dimension', options.dimension ?? [1, 4], 1);
  return fc
    .record({
      n: fc.integer({ min: leastSamples, max: mostSamples }),
      d: fc.integer({ min: leastFeatures, max: mostFeatures }),
      axis: fc.nat({ max: mostFeatures - 1 }),
      normal: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: mostFeatures, maxLength: mostFeatures }),
      points: fc.array(latticeVector(mostFeatures, 2), { minLength: mostSamples, maxLength: mostSamples }),
      negative: rawClasses(mostSamples),
      margin: fc.constantFrom('free', 'wide', 'thin'),
      gaps: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
      ill: fc.constantFrom(false, false, true),
      scalings: fc.array(fc.integer({ min: UNSCALED, max: MOST_SCALED }), { minLength: mostFeatures, maxLength: mostFeatures }),
      twin: fc.constantFrom('none', 'duplicate', 'none', 'collinear', 'none'),
    })
    .map(build);
}

interface Raw {
  readonly n: number;
  readonly d: number;
  readonly axis: number;
  readonly normal: readonly number[];
  readonly points: readonly (readonly number[])[];
  readonly negative: readonly boolean[];
  readonly margin: string;
  readonly gaps: readonly [number, number];
  readonly ill: boolean;
  readonly scalings: readonly number[];
  readonly twin: string;
}

function build(raw: Raw): DrawnData {
  const { n, d } = raw;
  const unit = raw.axis % d;
  const normal = raw.normal.slice(0, d);
  normal[unit] = nth(normal, unit) < 0 ? -1 : 1;
  const y = bothClasses(raw.negative, n);
  const exponents = scalingsOf(raw, unit);
  const x = y.map((label, i) => {
    const point = nth(raw.points, i)
      .slice(0, d)
      .map((value, j) => (exponents[j] === 0 ? value : awayFromZero(value)));
    const own = onSide(point, normal, label);
    return raw.margin === 'wide' ? combination(1, own, 2 * label, normal) : own;
  });
  if (raw.margin === 'thin') narrow(x, y, normal, unit, raw.gaps);
  if (raw.twin !== 'none') addTwin(x, y, raw.twin);
  const data = { x: x.map((row) => row.map((value, j) => value * 2 ** -nth(exponents, j))), y };
  const separator = normal.map((value, j) => value * 2 ** nth(exponents, j));
  return { data, separator, labels: dataLabels(data, separator) };
}

/** The point on its label's side of the plane, mirrored in the origin or moved along the normal where it is not. */
function onSide(point: readonly number[], normal: readonly number[], label: number): number[] {
  const side = label * dot(point, normal);
  return side === 0 ? combination(1, point, label, normal) : multiple(Math.sign(side), point);
}

/** Puts the first positive and the first negative next to each other, at heights gaps/64 above and below the plane. */
function narrow(
  x: number[][],
  y: readonly number[],
  normal: readonly number[],
  unit: number,
  [above, below]: readonly [number, number],
): void {
  const row = nth(x, y.indexOf(1));
  row[unit]! += (above / 64 - dot(row, normal)) * nth(normal, unit);
  const opposite = [...row];
  opposite[unit]! -= ((above + below) / 64) * nth(normal, unit);
  x[y.indexOf(-1)] = opposite;
}

/** Makes the last of three or more samples a copy of one of its class, or a multiple of the first sample. */
function addTwin(x: number[][], y: readonly number[], kind: string): void {
  const last = x.length - 1;
  if (last < 2) return;
  if (kind === 'collinear') x[last] = multiple(2 * nth(y, 0) * nth(y, last), nth(x, 0));
  else if (y.indexOf(nth(y, last)) !== last) x[last] = [...nth(x, y.indexOf(nth(y, last)))];
}

/** Exponents e by which features are scaled down, 2^-e; 0 for those that are not. The unit feature never is. */
function scalingsOf({ ill, d, scalings }: Raw, unit: number): number[] {
  const exponents = new Array<number>(d).fill(0);
  if (!ill || d === 1) return exponents;
  for (let j = 0; j < d; j++) if (j !== unit && nth(scalings, j) > UNSCALED) exponents[j] = nth(scalings, j);
  if (isZero(exponents)) exponents[(unit + 1) % d] = MOST_SCALED;
  return exponents;
}

function awayFromZero(value: number): number {
  return value < 0 ? Math.floor(value) : Math.ceil(value);
}

function range(name: string, [least, most]: readonly [number, number], lowest: number): readonly [number, number] {
  if (Number.isInteger(least) && Number.isInteger(most) && lowest <= least && least <= most) return [least, most];
  throw new RangeError(`separable: ${name} is [${least}, ${most}], not a range of integers from ${lowest} up`);
}
