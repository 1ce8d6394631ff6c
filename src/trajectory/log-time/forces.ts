/** Forces c_i g_i of a linear model with exponential loss: c_i = (eta/n) exp(r - g_i.W) at r = ln t. */

import { exp, log } from '../../numerics/elementary.js';
import { logAddExp } from '../../numerics/log-sum.js';
import { dot, norm } from '../../numerics/vector.js';
import type { Features } from './features.js';
import { LiveSamples } from './live-samples.js';

/** Forces below e^-80 move nothing that float64 can see. */
const NEGLIGIBLE = -80;

/** The samples g_i of one mode, and their forces as last evaluated. */
export class Forces extends LiveSamples {
  /** c, by live sample. */
  readonly c: Float64Array;

  /**
   * @param logRate - ln(eta / n).
   * @param features - of one neuron on many samples.
   * @param coarse - whether the integrator is held to 3e-6 a step.
   */
  constructor(
    samples: number,
    dimension: number,
    private readonly logRate: number,
    features?: Features,
    coarse = false,
  ) {
    super(samples, dimension, features, coarse);
    this.c = new Float64Array(samples);
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

  /**
   * The rate of the modified flow at r, in one go, up to a negligible share; false where no kernel makes it.
   *
   * @param a - receives the changes of margins in one step where given, and then `c` the forces.
   */
  flowRate(r: number, w: Float64Array, negligible: number, into: Float64Array, a?: Float64Array): boolean {
    this.many?.flowRate(this.logRate + r, exp(-r), w, negligible, into);
    if (a !== undefined) this.many?.kept(this.c, a);
    return this.many !== undefined;
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
    const counts = (a: number): boolean => {
      for (let at = 0; at < parts.length; at++) if (parts[at]![a] !== 0) return true;
      return false;
    };
    let scale = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < acting; a++) if (counts(a)) scale = Math.max(scale, this.logRate + r - margins[a]!);
    const free = new Float64Array(dimension);
    const sizes = new Array<number>(normals.length).fill(0);
    for (let a = 0; a < acting; a++) {
      if (!counts(a)) continue;
      const force = exp(this.logRate + r - margins[a]! - scale);
      const row = this.rows[this.actingOnes[a]!]!;
      for (let j = 0; j < dimension; j++) free[j]! += force * row[j]!;
      for (let at = 0; at < parts.length; at++) sizes[at]! += force * Math.abs(parts[at]![a]!);
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
