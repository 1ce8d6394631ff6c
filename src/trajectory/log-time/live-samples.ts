/** Which samples of one mode act, and which of those are live: the others' forces have died out beyond float64's reach. */

import { log } from '../../numerics/elementary.js';
import { dot } from '../../numerics/vector.js';
import { Faint } from './faint.js';
import type { Features } from './features.js';
import { FewRows, ManyRows, type Rows } from './rows.js';

/** Up to so many samples none is left out. */
export const FEW = 64;
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
  /** ln of the force c |g| by acting sample, at the last survey. */
  private readonly logSizes: Float64Array;
  private readonly faint: Faint;
  protected readonly liveOnes: Int32Array;
  /** Sums over the live samples; over all acting ones for those that may be left out. */
  protected readonly sums: Rows;
  protected readonly many: ManyRows | undefined;
  /** ln |g_i|^2 by sample; NaN where the sample does not act. */
  protected readonly logSquareOf: Float64Array;
  /** The W that `margins` belongs to; NaN for none in this mode. */
  private readonly measured: Float64Array;
  /** Whether the last survey was there. */
  private surveyed = false;

  constructor(
    readonly samples: number,
    protected readonly dimension: number,
    private readonly features?: Features,
    coarse = false,
  ) {
    this.rows = Array.from({ length: samples }, () => new Float64Array(dimension));
    this.multiples = new Float64Array(samples).fill(1);
    this.many = samples > FEW ? new ManyRows(this.rows, dimension, this.multiples, features?.sums) : undefined;
    this.sums = this.many ?? new FewRows(this.rows, dimension);
    [this.margins, this.logSizes] = [new Float64Array(samples), new Float64Array(samples)];
    this.faint = new Faint(coarse);
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

  /** Takes the margins g.W of all acting samples, unless they are known; whether they were. */
  protected measure(w: Float64Array): boolean {
    const { measured } = this;
    let known = true;
    for (let j = 0; j < w.length && known; j++) known = w[j] === measured[j];
    if (known) return true;
    measured.set(w);
    this.surveyed = false;
    if (this.features === undefined) {
      this.alongActing(w, this.margins);
      return false;
    }
    const { acting, actingOnes, margins, multiples } = this;
    const products = this.features.products(w);
    for (let a = 0; a < acting; a++) margins[a] = multiples[actingOnes[a]!]! * products[actingOnes[a]!]!;
    return false;
  }

  /**
   * Looks at W which samples' forces have died out: those that together are below 2^-64 of the strongest, or 2^-48 where the integrator is
   * held to 1e-6. To be called at both ends of a step. What is left out could have moved W by at most so much of the integral of the
   * strongest force as is heard.
   *
   * @returns false when what was left out is heard again at W, above 2^-54 or 2^-38: a step that ends there must be taken anew.
   */
  survey(w: Float64Array): boolean {
    if (this.many === undefined || (this.measure(w) && this.surveyed)) return true;
    this.surveyed = true;
    const { acting, actingOnes, alive, margins, logSquareOf, logSizes, faint } = this;
    let strongest = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < acting; a++) {
      // But for ln(eta / n).
      const logSize = logSquareOf[actingOnes[a]!]! / 2 - margins[a]!;
      logSizes[a] = logSize;
      if (logSize > strongest) strongest = logSize;
    }
    const cut = faint.cut(logSizes, acting, strongest);
    let leftOut = 0;
    let staying = 0;
    for (let a = 0; a < acting; a++) {
      const bits = faint.bitsBelow(logSizes[a]!, strongest);
      if (bits <= cut) staying++;
      if (alive[a] === 0) leftOut += faint.share(bits);
    }
    const heard = leftOut <= 2 ** -faint.faintness.heard;
    if (heard && staying >= WORTHWHILE * this.live) return true;
    for (let a = 0; a < acting; a++) alive[a] = faint.bitsBelow(logSizes[a]!, strongest) <= cut ? 1 : 0;
    this.takeLive();
    return heard;
  }
}
