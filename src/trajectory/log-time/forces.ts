/** Forces c_i g_i of a linear model with exponential loss: c_i = (eta/n) exp(r - g_i.W) at r = ln t. */

import { exp, log } from '../../numerics/elementary.js';
import { logAddExp } from '../../numerics/log-sum.js';
import { dot, norm } from '../../numerics/vector.js';

/** Forces below e^-80 move nothing that float64 can see. */
const NEGLIGIBLE = -80;

/** The samples g_i of one mode, and their forces as last evaluated. */
export class Forces {
  /** Samples with g_i other than 0. */
  acting: readonly number[] = [];
  /** g_i; call `refresh` after changing them. */
  readonly rows: readonly Float64Array[];
  private readonly logSquare: Float64Array;
  private readonly c: Float64Array;

  /** @param logRate - ln(eta / n). */
  constructor(
    samples: number,
    private readonly dimension: number,
    private readonly logRate: number,
  ) {
    this.rows = Array.from({ length: samples }, () => new Float64Array(dimension));
    this.logSquare = new Float64Array(samples);
    this.c = new Float64Array(samples);
  }

  /** Takes over changes made to `rows`. */
  refresh(): void {
    this.rows.forEach((row, i) => {
      this.logSquare[i] = log(dot(row, row));
    });
    this.acting = this.rows.flatMap((row, i) => (row.some((value) => value !== 0) ? [i] : []));
  }

  /** ln c_i at r. */
  logForce(i: number, r: number, w: Float64Array): number {
    return this.logRate + r - dot(this.rows[i]!, w);
  }

  /** Evaluates every c_i. */
  evaluate(r: number, w: Float64Array): void {
    for (const i of this.acting) {
      const logForce = this.logForce(i, r, w);
      this.c[i] = logForce < NEGLIGIBLE ? 0 : exp(logForce);
    }
  }

  /** Makes each c_i into c_i (1 + half g_i.v). */
  correct(half: number, v: Float64Array): void {
    for (const i of this.acting) if (this.c[i] !== 0) this.c[i]! *= 1 + half * dot(this.rows[i]!, v);
  }

  /** sum c_i g_i. */
  sum(into: Float64Array): void {
    into.fill(0);
    for (const i of this.acting) {
      const c = this.c[i]!;
      if (c === 0) continue;
      const row = this.rows[i]!;
      for (let j = 0; j < row.length; j++) into[j]! += c * row[j]!;
    }
  }

  /** sum c_i g_i g_i', row-major. */
  sumOuterProducts(into: Float64Array): void {
    const { dimension } = this;
    into.fill(0);
    for (const i of this.acting) {
      const c = this.c[i]!;
      if (c === 0) continue;
      const row = this.rows[i]!;
      for (let a = 0; a < dimension; a++) {
        const scaled = c * row[a]!;
        if (scaled === 0) continue;
        for (let b = 0; b < dimension; b++) into[a * dimension + b]! += scaled * row[b]!;
      }
    }
  }

  /** Largest |g_i.move|, each weighted by the square root of the sample's share of the force. */
  largestMove(move: Float64Array): number {
    let strongest = 0;
    for (const i of this.acting) strongest = Math.max(strongest, this.c[i]!);
    let largest = 0;
    for (const i of this.acting) {
      if (this.c[i] !== 0) largest = Math.max(largest, Math.sqrt(this.c[i]! / strongest) * Math.abs(dot(this.rows[i]!, move)));
    }
    return largest;
  }

  /** Largest ln(c_i |g_i|^2) at r: how fast a sample's margin would grow, were it alone. */
  largestLogPull(r: number, w: Float64Array): number {
    let largest = Number.NEGATIVE_INFINITY;
    for (const i of this.acting) largest = Math.max(largest, this.logForce(i, r, w) + this.logSquare[i]!);
    return largest;
  }

  /** sum c_i |g_i|. */
  total(): number {
    return this.acting.reduce((sum, i) => sum + this.c[i]! * norm(this.rows[i]!), 0);
  }

  /** ln of the acting samples' loss, (1/n) sum exp(-g_i.W); -Infinity when nothing acts. */
  logLoss(w: Float64Array): number {
    const logSum = this.acting.reduce((sum, i) => logAddExp(sum, -dot(this.rows[i]!, w)), Number.NEGATIVE_INFINITY);
    return logSum - log(this.rows.length);
  }
}
