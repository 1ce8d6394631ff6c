/** Which samples of one mode act, and which of those are live: the others' forces have died out beyond float64's reach. */

import { log } from '../../numerics/elementary.js';
import { dot } from '../../numerics/vector.js';
import { Faint } from './faint.js';
import type { Features } from './features.js';
import { ManyRows } from './many-rows.js';
import { FewRows, type Rows } from './rows.js';

/** Up to so many samples none is left out. */
export const FEW = 64;
/** Samples are left out when so large a share of them goes. */
export const WORTHWHILE = 0.9;

/**
 * The samples g_i of one mode, and which of them are live.
 *
 * A sample acts when its g_i is not 0. Sums over samples run over the live ones: those that act, less those whose force has died out
 * beyond float64's reach. They are numbered 0, 1, ... in ascending order, or the strongest first once some are left out; vectors of
 * numbers "by live sample" follow that numbering.
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
  /** Whether the last survey was there, and whether one has put the live samples in order. */
  private surveyed = false;
  private ordered = false;

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
    this.faint = new Faint(samples, coarse);
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
    for (let a = 0; a < this.acting; a++) this.liveOnes[a] = this.actingOnes[a]!;
    this.take(this.acting);
    this.ordered = false;
    this.measured.fill(Number.NaN);
  }

  private take(live: number): void {
    this.live = live;
    this.sums.choose(this.liveOnes, live);
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
   * held to 3e-6. To be called at both ends of a step. What is left out could have moved W by at most so much of the integral of the
   * strongest force as is heard.
   *
   * @returns false when what was left out is heard again at W, above 2^-54 or 2^-38: a step that ends there must be taken anew.
   */
  survey(w: Float64Array): boolean {
    if (this.many === undefined || (this.measure(w) && this.surveyed)) return true;
    this.surveyed = true;
    const { acting, actingOnes, liveOnes, alive, margins, logSquareOf, logSizes, faint } = this;
    // But for ln(eta / n).
    for (let a = 0; a < acting; a++) logSizes[a] = logSquareOf[actingOnes[a]!]! / 2 - margins[a]!;
    faint.measure(logSizes, acting);
    let leftOut = 0;
    for (let a = 0; a < acting; a++) if (alive[a] === 0) leftOut += faint.share(a);
    const heard = leftOut <= 2 ** -faint.faintness.heard;
    const live = faint.counting;
    if (heard && this.ordered && live >= WORTHWHILE * this.live) return true;
    this.ordered = true;
    faint.strongestFirst(liveOnes);
    alive.fill(0);
    for (let at = 0; at < live; at++) {
      alive[liveOnes[at]!] = 1;
      liveOnes[at] = actingOnes[liveOnes[at]!]!;
    }
    this.take(live);
    return heard;
  }
}
