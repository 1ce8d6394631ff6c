/** Forces c_i g_i of a linear model with exponential loss: c_i = (eta/n) exp(r - g_i.W) at r = ln t. */

import { exp, log } from '../../numerics/elementary.js';
import { logAddExp } from '../../numerics/log-sum.js';
import { dot, norm } from '../../numerics/vector.js';
import { FewRows, ManyRows, type Rows } from './rows.js';

/** Forces below e^-80 move nothing that float64 can see. */
const NEGLIGIBLE = -80;

/** Up to so many samples none is left out. */
const FEW = 64;
/**
 * ln of 2^60 and of 2^80. A sample is left out while its force c |g| is below 2^-60 of the strongest at both ends of every step, and
 * from the first end at which it is below 2^-80. What n samples could have moved W by is so at most n 2^-60 of the integral of the
 * strongest force, and less than the rounding of W.
 */
const HEARD = 60 * Math.LN2;
const DROPPED = 80 * Math.LN2;
/** The samples are sorted out anew when so large a share of them would go. */
const WORTHWHILE = 0.9;

/**
 * The samples g_i of one mode, and their forces as last evaluated.
 *
 * A sample acts when its g_i is not 0. Sums over samples run over the live ones: those that act, less those whose force has died out
 * beyond float64's reach. They are numbered 0, 1, ... in ascending order; vectors of numbers "by live sample" follow that numbering.
 */
export class Forces {
  /** g_i by sample; call `refresh` after changing some. */
  readonly rows: readonly Float64Array[];
  /** Number of acting samples, and of live ones. */
  acting = 0;
  live = 0;
  /** c, by live sample. */
  readonly c: Float64Array;
  /** The acting samples, and by acting sample g.W and whether it is live. */
  private readonly actingOnes: Int32Array;
  private readonly margins: Float64Array;
  private readonly alive: Uint8Array;
  private readonly liveOnes: Int32Array;
  /** Sums over the live samples; over all acting ones for those that may be left out. */
  private readonly sums: Rows;
  private readonly many: ManyRows | undefined;
  /** ln |g_i|^2 by sample; NaN where the sample does not act. */
  private readonly logSquareOf: Float64Array;
  /** The W that `margins` belongs to; NaN for none in this mode. */
  private readonly measured: Float64Array;

  /** @param logRate - ln(eta / n). */
  constructor(
    readonly samples: number,
    private readonly dimension: number,
    private readonly logRate: number,
  ) {
    this.rows = Array.from({ length: samples }, () => new Float64Array(dimension));
    this.many = samples > FEW ? new ManyRows(this.rows, dimension) : undefined;
    this.sums = this.many ?? new FewRows(this.rows, dimension);
    [this.c, this.margins] = [new Float64Array(samples), new Float64Array(samples)];
    [this.actingOnes, this.liveOnes] = [new Int32Array(samples), new Int32Array(samples)];
    this.alive = new Uint8Array(samples);
    this.logSquareOf = new Float64Array(samples).fill(Number.NaN);
    this.measured = new Float64Array(dimension).fill(Number.NaN);
  }

  /** Takes over changes made to the rows of some samples; all that act are live then. */
  refresh(changed: readonly number[]): void {
    for (const i of changed) {
      const row = this.rows[i]!;
      this.logSquareOf[i] = row.some((value) => value !== 0) ? log(dot(row, row)) : Number.NaN;
    }
    this.sums.update(changed);
    this.acting = 0;
    for (let i = 0; i < this.samples; i++) if (!Number.isNaN(this.logSquareOf[i]!)) this.actingOnes[this.acting++] = i;
    this.alive.fill(1);
    this.takeLive();
    this.measured.fill(Number.NaN);
  }

  private takeLive(): void {
    this.live = 0;
    for (let a = 0; a < this.acting; a++) if (this.alive[a] === 1) this.liveOnes[this.live++] = this.actingOnes[a]!;
    this.sums.choose(this.liveOnes, this.live);
  }

  /** g.v by acting sample. */
  private alongActing(v: Float64Array, into: Float64Array): void {
    if (this.many === undefined) this.sums.along(v, into);
    else this.many.alongOf(this.actingOnes, this.acting, v, into);
  }

  /** Takes the margins g.W of all acting samples, unless they are known. */
  private measure(w: Float64Array): void {
    const { measured } = this;
    let known = true;
    for (let j = 0; j < w.length && known; j++) known = w[j] === measured[j];
    if (known) return;
    measured.set(w);
    this.alongActing(w, this.margins);
  }

  /** ln of the force c |g| of an acting sample at r = 0, but for ln(eta / n); W is where the margins were taken. */
  private logSize(a: number): number {
    return this.logSquareOf[this.actingOnes[a]!]! / 2 - this.margins[a]!;
  }

  /**
   * Looks at W which samples' forces have died out. To be called at both ends of a step.
   *
   * @returns false when a sample that was left out is heard again at W: a step that ends there must be taken anew.
   */
  survey(w: Float64Array): boolean {
    if (this.many === undefined) return true;
    const { acting, alive } = this;
    this.measure(w);
    let strongest = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < acting; a++) strongest = Math.max(strongest, this.logSize(a));
    let heard = true;
    let staying = 0;
    for (let a = 0; a < acting; a++) {
      const below = strongest - this.logSize(a);
      if (alive[a] === 0 && below < HEARD) heard = false;
      if (below < DROPPED) staying++;
    }
    if (heard && staying >= WORTHWHILE * this.live) return true;
    for (let a = 0; a < acting; a++) alive[a] = strongest - this.logSize(a) < DROPPED ? 1 : 0;
    this.takeLive();
    return heard;
  }

  /** ln c_i of a sample at r. */
  logForce(i: number, r: number, w: Float64Array): number {
    return this.logRate + r - dot(this.rows[i]!, w);
  }

  /** Evaluates every c. */
  evaluate(r: number, w: Float64Array): void {
    const { live, c } = this;
    this.along(w, c);
    for (let a = 0; a < live; a++) {
      const logForce = this.logRate + r - c[a]!;
      c[a] = logForce < NEGLIGIBLE ? 0 : exp(logForce);
    }
  }

  /** g.v by live sample. */
  along(v: Float64Array, into: Float64Array): void {
    this.sums.along(v, into);
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
    const { acting, dimension, margins } = this;
    const parts = normals.map((normal) => {
      const part = new Float64Array(this.samples);
      this.alongActing(normal, part);
      return part;
    });
    this.measure(w);
    const counts = (a: number): boolean => parts.some((part) => part[a] !== 0);
    let scale = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < acting; a++) if (counts(a)) scale = Math.max(scale, this.logRate + r - margins[a]!);
    const free = new Float64Array(dimension);
    const sizes = normals.map(() => 0);
    for (let a = 0; a < acting; a++) {
      if (!counts(a)) continue;
      const force = exp(this.logRate + r - margins[a]! - scale);
      const row = this.rows[this.actingOnes[a]!]!;
      for (let j = 0; j < dimension; j++) free[j]! += force * row[j]!;
      parts.forEach((part, at) => {
        sizes[at]! += force * Math.abs(part[a]!);
      });
    }
    return { free, scale, sizes };
  }

  /** Sum of factors times g, by live sample. */
  combine(factors: Float64Array, into: Float64Array): void {
    this.sums.combine(factors, into);
  }

  /** Sum of factors times g g', row-major. */
  combineOuter(factors: Float64Array, into: Float64Array): void {
    this.sums.combineOuter(factors, into);
  }

  /** Largest |moves|, each weighted by the square root of the sample's share of the force. */
  largestShare(moves: Float64Array): number {
    const { live, c } = this;
    let strongest = 0;
    for (let a = 0; a < live; a++) strongest = Math.max(strongest, c[a]!);
    let largest = 0;
    for (let a = 0; a < live; a++) if (c[a] !== 0) largest = Math.max(largest, Math.sqrt(c[a]! / strongest) * Math.abs(moves[a]!));
    return largest;
  }

  /** Largest ln(c |g|^2) at r: how fast a sample's margin would grow, were it alone. */
  largestLogPull(r: number, w: Float64Array): number {
    const { acting, margins } = this;
    this.measure(w);
    let largest = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < acting; a++) largest = Math.max(largest, this.logRate + r - margins[a]! + this.logSquareOf[this.actingOnes[a]!]!);
    return largest;
  }

  /** sum c |g|. */
  total(): number {
    let sum = 0;
    for (let a = 0; a < this.live; a++) sum += this.c[a]! * norm(this.rows[this.liveOnes[a]!]!);
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
