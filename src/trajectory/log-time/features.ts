/** Inner products of many samples' features with vectors, for one neuron: what forces, kinks and steps of it have in common. */

import { type Dataset, sample } from '../../data/dataset.js';
import { RowSums } from '../../numerics/row-sums.js';

/** Products with one vector. */
interface Known {
  readonly w: Float64Array;
  readonly products: Float64Array;
}

/** The features of a data set, and their products with the parameters asked last. */
export class Features {
  /** Sums over rows x_i. */
  readonly sums: RowSums;
  private readonly all: Int32Array;
  /** The two vectors asked last, the later one first: both ends of a step are asked by turns. */
  private known: readonly [Known, Known];

  constructor(data: Dataset) {
    const { n, d } = data;
    this.sums = new RowSums(n, d);
    for (let i = 0; i < n; i++) this.sums.set(i, sample(data, i));
    this.all = Int32Array.from({ length: n }, (_, i) => i);
    const none = (): Known => ({ w: new Float64Array(d).fill(Number.NaN), products: new Float64Array(n) });
    this.known = [none(), none()];
  }

  /** x_i.w by sample; holds until two others are asked for. */
  products(w: Float64Array): Float64Array {
    const [later, earlier] = this.known;
    if (same(later.w, w)) return later.products;
    this.known = [earlier, later];
    if (!same(earlier.w, w)) {
      earlier.w.set(w);
      this.sums.dots(this.all, this.all.length, w, earlier.products);
    }
    return earlier.products;
  }
}

function same(a: Float64Array, b: Float64Array): boolean {
  for (let j = 0; j < a.length; j++) if (a[j] !== b[j]) return false;
  return true;
}
