/** A labelled data set, the form in which models and oracles read it. */

/** Labelled samples by value, as cases and files hold them: x[i] is a row of length d, y[i] is -1 or +1. */
export interface LabelledData {
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
}

/** n samples in R^d; immutable by convention. */
export interface Dataset {
  /** Number of samples. */
  readonly n: number;
  /** Number of features. */
  readonly d: number;
  /** Samples, row-major: sample i is x[i*d .. i*d + d). */
  readonly x: Float64Array;
  /** Labels, -1 or +1. */
  readonly y: Int8Array;
  /** I+: indices of the samples labelled +1, ascending. */
  readonly positives: readonly number[];
  /** I-: indices of the samples labelled -1, ascending. */
  readonly negatives: readonly number[];
}

/**
 * Packs labelled samples.
 *
 * @throws RangeError naming the row when rows differ in length, a number is not finite or a label is not -1 or +1.
 */
export function dataset(data: LabelledData): Dataset {
  const n = data.x.length;
  if (n === 0) throw new RangeError('data set: no samples');
  if (data.y.length !== n) throw new RangeError(`data set: ${n} samples but ${data.y.length} labels`);
  const d = data.x[0]!.length;
  if (d === 0) throw new RangeError('data set: samples have no features');
  const x = new Float64Array(n * d);
  const y = new Int8Array(n);
  const positives: number[] = [];
  const negatives: number[] = [];
  data.x.forEach((row, i) => {
    if (row.length !== d) throw new RangeError(`data set: sample ${i} has ${row.length} features, sample 0 has ${d}`);
    row.forEach((value, j) => {
      if (!Number.isFinite(value)) throw new RangeError(`data set: sample ${i}, feature ${j} is ${value}, not a finite number`);
      x[i * d + j] = value;
    });
    const label = data.y[i];
    if (label !== 1 && label !== -1) throw new RangeError(`data set: label of sample ${i} is ${label}, not -1 or 1`);
    y[i] = label;
    (label === 1 ? positives : negatives).push(i);
  });
  return { n, d, x, y, positives, negatives };
}

/** Sample i as a view on the data set's memory, the same each time: making one takes longer than the sums over it. */
export function sample(data: Dataset, i: number): Float64Array {
  const known = viewsOf.get(data);
  const views = known ?? [];
  if (known === undefined) viewsOf.set(data, views);
  views[i] ??= data.x.subarray(i * data.d, (i + 1) * data.d);
  return views[i];
}

const viewsOf = new WeakMap<Dataset, Float64Array[]>();

/**
 * The label of sample i.
 *
 * @throws RangeError when there is no such sample.
 */
export function labelOf({ y }: Dataset, i: number): number {
  const label = y[i];
  if (label === undefined) throw new RangeError(`data set: no sample ${i} among ${y.length}`);
  return label;
}

/** The indices of all samples, ascending. */
export function everySample({ n }: Dataset): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

/** The data set as plain arrays. */
export function labelledData(data: Dataset): { x: number[][]; y: number[] } {
  return {
    x: Array.from({ length: data.n }, (_, i) => Array.from(sample(data, i))),
    y: Array.from(data.y),
  };
}

/**
 * The data set restricted to some of its samples, in the given order.
 *
 * @throws RangeError when there is none, or no sample of that index.
 */
export function subset(data: Dataset, indices: ArrayLike<number>): Dataset {
  const { d } = data;
  const n = indices.length;
  if (n === 0) throw new RangeError('data set: no samples');
  const x = new Float64Array(n * d);
  const y = new Int8Array(n);
  const positives: number[] = [];
  const negatives: number[] = [];
  for (let k = 0; k < n; k++) {
    const label = labelOf(data, indices[k]!);
    x.set(sample(data, indices[k]!), k * d);
    y[k] = label;
    (label === 1 ? positives : negatives).push(k);
  }
  return { n, d, x, y, positives, negatives };
}

/** B = max |x_i|, the paper's bound on the samples. */
export function radius(data: Dataset): number {
  let largest = 0;
  for (let i = 0; i < data.n; i++) {
    let square = 0;
    for (let j = 0; j < data.d; j++) square += data.x[i * data.d + j]! ** 2;
    largest = Math.max(largest, square);
  }
  return Math.sqrt(largest);
}
