/** Which samples of one mode act, and which of those are live: the others' forces have died out beyond float64's reach. */

import { log } from '../../numerics/elementary.js';
import { dot } from '../../numerics/vector.js';
import type { Features } from './features.js';
import { FewRows, ManyRows, type Rows } from './rows.js';

/** Up to so many samples none is left out. */
export const FEW = 64;
/**
 * ln of 2^60 and of 2^80. A sample is left out while its force c |g| is below 2^-60 of the strongest at both ends of every step, and
 * from the first end at which it is below 2^-80. What n samples could have moved W by is so at most n 2^-60 of the integral of the
 * strongest force, and less than the rounding of W.
 */
export const HEARD = 60 * Math.LN2;
export const DROPPED = 80 * Math.LN2;
/** Samples are left out when so large a share of them goes. */
export const WORTHWHILE = 0.9;

/**
 * The samples g_i of one mode, and which of them are live.
 *
 * A sample acts when its g_i is not 0. Sums over samples run over the live ones: those that act, less those whose force has died out
 * beyond float64's reach. They are numbered 0, 1, ... in ascending order; vectors of numbers "by live sample" follow that numbering.
 */
export class LiveSamples {
  /** g_i by sample; call `refresh` after changing some. */
  readonly rows: readonly Float64Array[];
  /** By sample: g_i as a multiple of the sample's features, where these are given. */
  readonly multiples: Float64Array;
  /** Number of acting samples, and of live ones. */
  acting = 0;
  live = 0;
  /** The acting samples, and by acting sample g.W and whether it is live. */
  protected readonly actingOnes: Int32Array;
  protected readonly margins: Float64Array;
  private readonly alive: Uint8Array;
  protected readonly liveOnes: Int32Array;
  /** Sums over the live samples; over all acting ones for those that may be left out. */
  protected readonly sums: Rows;
  private readonly many: ManyRows | undefined;
  /** ln |g_i|^2 by sample; NaN where the sample does not act. */
  protected readonly logSquareOf: Float64Array;
  /** The W that `margins` belongs to; NaN for none in this mode. */
  private readonly measured: Float64Array;

  constructor(
    readonly samples: number,
    protected readonly dimension: number,
    private readonly features?: Features,
  ) {
    this.rows = Array.from({ length: samples }, () => new Float64Array(dimension));
    this.multiples = new Float64Array(samples).fill(1);
    this.many = samples > FEW ? new ManyRows(this.rows, dimension, this.multiples, features?.sums) : undefined;
    this.sums = this.many ?? new FewRows(this.rows, dimension);
    this.margins = new Float64Array(samples);
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
  protected alongActing(v: Float64Array, into: Float64Array): void {
    if (this.many === undefined) this.sums.along(v, into);
    else this.many.alongOf(this.actingOnes, this.acting, v, into);
  }

  /** Takes the margins g.W of all acting samples, unless they are known. */
  protected measure(w: Float64Array): void {
    const { measured } = this;
    let known = true;
    for (let j = 0; j < w.length && known; j++) known = w[j] === measured[j];
    if (known) return;
    measured.set(w);
    if (this.features === undefined) {
      this.alongActing(w, this.margins);
      return;
    }
    const { acting, actingOnes, margins, multiples } = this;
    const products = this.features.products(w);
    for (let a = 0; a < acting; a++) margins[a] = multiples[actingOnes[a]!]! * products[actingOnes[a]!]!;
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
}
