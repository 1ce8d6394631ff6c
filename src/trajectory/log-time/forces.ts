/** Forces c_i g_i of a linear model with exponential loss: c_i = (eta/n) exp(r - g_i.W) at r = ln t. */

import { exp, log } from '../../numerics/elementary.js';
import { logAddExp } from '../../numerics/log-sum.js';
import { symmetricProducts } from '../../numerics/span.js';
import { dot, norm } from '../../numerics/vector.js';

/** Forces below e^-80 move nothing that float64 can see. */
const NEGLIGIBLE = -80;

/**
 * The samples g_i of one mode, and their forces as last evaluated.
 *
 * A sample acts when its g_i is not 0. Sums over samples run over the acting ones, numbered 0, 1, ... in ascending order;
 * vectors of numbers "by acting sample" follow that numbering.
 */
export class Forces {
  /** g_i by sample; call `refresh` after changing some. */
  readonly rows: readonly Float64Array[];
  /** Number of acting samples. */
  acting = 0;
  /** c, by acting sample. */
  readonly c: Float64Array;
  /** Room for g.W, by acting sample. */
  private readonly margins: Float64Array;
  /** g, by acting sample, row-major. */
  private readonly g: Float64Array;
  /** Its transpose. */
  private readonly columns: Float64Array;
  private readonly scaled: Float64Array;
  /** ln |g|^2, by acting sample. */
  private readonly logSquare: Float64Array;
  /** ln |g_i|^2 by sample; NaN where the sample does not act. */
  private readonly logSquareOf: Float64Array;

  /** @param logRate - ln(eta / n). */
  constructor(
    readonly samples: number,
    private readonly dimension: number,
    private readonly logRate: number,
  ) {
    this.rows = Array.from({ length: samples }, () => new Float64Array(dimension));
    this.c = new Float64Array(samples);
    this.margins = new Float64Array(samples);
    this.g = new Float64Array(samples * dimension);
    this.columns = new Float64Array(samples * dimension);
    this.scaled = new Float64Array(samples * dimension);
    this.logSquare = new Float64Array(samples);
    this.logSquareOf = new Float64Array(samples).fill(Number.NaN);
  }

  /** Takes over changes made to the rows of some samples. */
  refresh(changed: readonly number[]): void {
    for (const i of changed) {
      const row = this.rows[i]!;
      this.logSquareOf[i] = row.some((value) => value !== 0) ? log(dot(row, row)) : Number.NaN;
    }
    this.acting = 0;
    for (let i = 0; i < this.samples; i++) {
      if (Number.isNaN(this.logSquareOf[i]!)) continue;
      this.g.set(this.rows[i]!, this.acting * this.dimension);
      this.logSquare[this.acting++] = this.logSquareOf[i]!;
    }
    const { g, columns, acting, dimension } = this;
    for (let a = 0, at = 0; a < acting; a++) for (let j = 0; j < dimension; j++) columns[j * acting + a] = g[at++]!;
  }

  /** ln c_i of a sample at r. */
  logForce(i: number, r: number, w: Float64Array): number {
    return this.logRate + r - dot(this.rows[i]!, w);
  }

  /** Evaluates every c. */
  evaluate(r: number, w: Float64Array): void {
    const { acting, c } = this;
    this.along(w, c);
    for (let a = 0; a < acting; a++) {
      const logForce = this.logRate + r - c[a]!;
      c[a] = logForce < NEGLIGIBLE ? 0 : exp(logForce);
    }
  }

  /** g.v by acting sample. */
  along(v: Float64Array, into: Float64Array): void {
    const { acting, dimension, g } = this;
    for (let a = 0, at = 0; a < acting; a++) {
      // Two sums, so that their latencies overlap.
      let even = 0;
      let odd = 0;
      let j = 0;
      for (; j + 1 < dimension; j += 2, at += 2) {
        even += g[at]! * v[j]!;
        odd += g[at + 1]! * v[j + 1]!;
      }
      if (j < dimension) even += g[at++]! * v[j]!;
      into[a] = even + odd;
    }
  }

  /**
   * The part of the free velocity that is made by samples with a component along some normals, as a multiple of e^scale, and by
   * normal the sum of the sizes of what they contribute along it. No force underflows that is not small among these.
   */
  alongEach(
    normals: readonly Float64Array[],
    r: number,
    w: Float64Array,
  ): { readonly free: Float64Array; readonly scale: number; readonly sizes: readonly number[] } {
    const { acting, dimension, g, margins } = this;
    const parts = normals.map((normal) => {
      const part = new Float64Array(this.samples);
      this.along(normal, part);
      return part;
    });
    this.along(w, margins);
    const counts = (a: number): boolean => parts.some((part) => part[a] !== 0);
    let scale = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < acting; a++) if (counts(a)) scale = Math.max(scale, this.logRate + r - margins[a]!);
    const free = new Float64Array(dimension);
    const sizes = normals.map(() => 0);
    for (let a = 0; a < acting; a++) {
      if (!counts(a)) continue;
      const force = exp(this.logRate + r - margins[a]! - scale);
      for (let j = 0; j < dimension; j++) free[j]! += force * g[a * dimension + j]!;
      parts.forEach((part, at) => {
        sizes[at]! += force * Math.abs(part[a]!);
      });
    }
    return { free, scale, sizes };
  }

  /** Sum of factors times g. */
  combine(factors: Float64Array, into: Float64Array): void {
    const { acting, dimension, columns } = this;
    for (let j = 0, at = 0; j < dimension; j++) {
      let even = 0;
      let odd = 0;
      let a = 0;
      for (; a + 1 < acting; a += 2, at += 2) {
        even += factors[a]! * columns[at]!;
        odd += factors[a + 1]! * columns[at + 1]!;
      }
      if (a < acting) even += factors[a]! * columns[at++]!;
      into[j] = even + odd;
    }
  }

  /** Sum of factors times g g', row-major. */
  combineOuter(factors: Float64Array, into: Float64Array): void {
    const { acting, dimension, columns, scaled } = this;
    for (let j = 0, at = 0; j < dimension; j++) for (let a = 0; a < acting; a++, at++) scaled[at] = factors[a]! * columns[at]!;
    symmetricProducts(dimension, acting, scaled, columns, into);
  }

  /** Largest |moves|, each weighted by the square root of the sample's share of the force. */
  largestShare(moves: Float64Array): number {
    const { acting, c } = this;
    let strongest = 0;
    for (let a = 0; a < acting; a++) strongest = Math.max(strongest, c[a]!);
    let largest = 0;
    for (let a = 0; a < acting; a++) if (c[a] !== 0) largest = Math.max(largest, Math.sqrt(c[a]! / strongest) * Math.abs(moves[a]!));
    return largest;
  }

  /** Largest ln(c |g|^2) at r: how fast a sample's margin would grow, were it alone. */
  largestLogPull(r: number, w: Float64Array): number {
    const { acting, margins } = this;
    this.along(w, margins);
    let largest = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < acting; a++) largest = Math.max(largest, this.logRate + r - margins[a]! + this.logSquare[a]!);
    return largest;
  }

  /** sum c |g|. */
  total(): number {
    let sum = 0;
    for (let a = 0; a < this.acting; a++) sum += this.c[a]! * norm(this.g.subarray(a * this.dimension, (a + 1) * this.dimension));
    return sum;
  }

  /** ln of the acting samples' loss, (1/n) sum exp(-g.W); -Infinity when nothing acts. */
  logLoss(w: Float64Array): number {
    let logSum = Number.NEGATIVE_INFINITY;
    this.rows.forEach((row, i) => {
      if (!Number.isNaN(this.logSquareOf[i]!)) logSum = logAddExp(logSum, -dot(row, w));
    });
    return logSum - log(this.samples);
  }
}
