/**
 * The flow that steps of gradient descent follow (the modified equation of backward error analysis).
 *
 * Steps w <- w + f(w) agree to third order with the flow dw/dt = f - f'f / 2 + f''(f, f) / 12 + f'f'f / 3 (Hairer, Lubich and
 * Wanner, Geometric Numerical Integration, example IX.1.1). For f = sum c_i g_i with c_i = (eta/n) exp(-g_i.W) that is
 *
 *     dW/dt = sum c_i (1 + a_i / 2 + a_i^2 / 12 + b_i / 3) g_i,   a_i = g_i.f,   b_i = g_i.z,   z = sum c_i a_i g_i.
 *
 * Here it is written in r = ln t: c_i stands for t times the force, so that f and z are t times the above, and a_i =
 * e^-r g_i.f, b_i = e^-r g_i.z.
 *
 * Where the motion slides along kinks, f, z and the sum are projected onto them. What the projection takes from f, q, is what strikes
 * answer: one step of it carries the iterates above the kinks before they are thrown back, so that on average they lie e^-r q above
 * the middle of the strikes, where W is kept. To first order that makes c_i (1 - e^-r g_i.q) of c_i.
 */

import { exp } from '../../numerics/elementary.js';
import { removeSpan, removeSpanFromColumns, removeSpanFromRows, rowProducts, symmetricProducts } from '../../numerics/span.js';
import type { Forces } from './forces.js';

/** Largest change of a margin in one step up to which corrections of the second and of the third order are left out. */
interface Negligible {
  readonly second: number;
  readonly third: number;
}
/** In the rate and in the Jacobian, which only steers the integrator. */
interface Negligibles {
  readonly rate: Negligible;
  readonly jacobian: Negligible;
}
/** Below 1e-14 of the force in the rate, and below 1e-9 in the Jacobian. */
const EXACT: Negligibles = { rate: { second: 1e-14, third: 1e-7 }, jacobian: { second: 1e-9, third: 3e-5 } };
/** Below 1e-12 and below 1e-6, where the integrator is held to less. */
const COARSE: Negligibles = { rate: { second: 1e-12, third: 1e-6 }, jacobian: { second: 1e-6, third: 1e-3 } };

/** Rates and Jacobians of the flow of given forces. */
export class ModifiedFlow {
  /** Orthonormal basis of the normals of the kinks that the motion slides on. */
  basis: readonly Float64Array[] = [];
  /** f, what the projection takes from it, and z. */
  private readonly f: Float64Array;
  private readonly q: Float64Array;
  private readonly z: Float64Array;
  /** a, c a, b and the corrected forces, by live sample. */
  private readonly a: Float64Array;
  private readonly ca: Float64Array;
  private readonly b: Float64Array;
  private readonly corrected: Float64Array;
  private readonly m: Float64Array;
  private readonly ma: Float64Array;
  private readonly mp: Float64Array;
  private readonly mpm: Float64Array;
  private readonly negligible: Negligibles;

  /** @param coarse - whether the integrator is held to 3e-6 a step. */
  constructor(
    private readonly forces: Forces,
    private readonly dimension: number,
    coarse: boolean,
  ) {
    this.negligible = coarse ? COARSE : EXACT;
    const [vector, bySample, square] = [dimension, forces.samples, dimension * dimension].map(
      (length) => (): Float64Array => new Float64Array(length),
    ) as [() => Float64Array, () => Float64Array, () => Float64Array];
    [this.f, this.q, this.z] = [vector(), vector(), vector()];
    [this.a, this.ca, this.b, this.corrected] = [bySample(), bySample(), bySample(), bySample()];
    [this.m, this.ma, this.mp, this.mpm] = [square(), square(), square(), square()];
  }

  /** f: dW/dr without corrections for finite steps. */
  velocity(r: number, w: Float64Array, into: Float64Array): void {
    const { forces } = this;
    forces.evaluate(r, w);
    forces.combine(forces.c, into);
    removeSpan(this.basis, into);
  }

  /** dW/dr. */
  rate(r: number, w: Float64Array, into: Float64Array): void {
    const { rate } = this.negligible;
    if (this.basis.length === 0 && this.forces.flowRate(r, w, rate.second, into)) return;
    this.collect(this.correct(r, this.evaluate(r, w), rate), into);
  }

  /** dW/dr, and its derivative by W, row-major. */
  linearize(r: number, w: Float64Array, rate: Float64Array, jacobian: Float64Array): void {
    const { forces, a, negligible } = this;
    const known = this.basis.length === 0 && forces.flowRate(r, w, negligible.rate.second, rate, a);
    const largest = known ? forces.largestShare(a) : this.evaluate(r, w);
    const order = this.correct(r, largest, negligible.jacobian);
    this.jacobian(r, order, jacobian);
    if (known) return;
    // Corrections of the third order are the same in both.
    this.collect(order === 3 ? order : this.correct(r, largest, negligible.rate), rate);
  }

  /** dW/dr of the corrected forces. */
  private collect(order: 1 | 2 | 3, into: Float64Array): void {
    if (order === 1) {
      for (let j = 0; j < into.length; j++) into[j] = this.f[j]!;
      return;
    }
    this.forces.combine(this.corrected, into);
    removeSpan(this.basis, into);
  }

  private jacobian(r: number, order: 1 | 2 | 3, into: Float64Array): void {
    const { forces, basis, dimension: n, m, ma, mp, mpm } = this;
    forces.combineOuter(this.corrected, into);
    if (order > 1) {
      const perStep = exp(-r);
      // With M = sum c_i g_i g_i' and M_a = sum c_i a_i g_i g_i': df = -P M dw, dz = -P (M_a + e^-r M P M) dw. To second
      // order the corrected forces make the same M.
      mp.set(into);
      if (order > 2) forces.combineOuter(forces.c, mp);
      // dq = -(1 - P) M dw.
      if (basis.length > 0) {
        symmetricProducts(n, n, mp, mp, mpm);
        for (let at = 0; at < n * n; at++) into[at]! -= perStep * mpm[at]!;
      }
      removeSpanFromRows(basis, mp);
      symmetricProducts(n, n, mp, mp, mpm);
      const bySteps = basis.length > 0 ? 1.5 : 0.5;
      for (let at = 0; at < n * n; at++) into[at]! += bySteps * perStep * mpm[at]!;
      if (order > 2) {
        forces.combineOuter(this.ca, ma);
        rowProducts(n, ma, mp, m);
        for (let i = 0; i < n; i++) for (let k = 0; k < n; k++) into[i * n + k]! += perStep * (m[i * n + k]! / 6 + m[k * n + i]! / 3);
        rowProducts(n, mp, mpm, m);
        for (let at = 0; at < n * n; at++) into[at]! += ((perStep * perStep) / 3) * m[at]!;
      }
    }
    for (let at = 0; at < n * n; at++) into[at] = -into[at]!;
    removeSpanFromColumns(basis, into);
  }

  /** Largest change of a margin y_i f(x_i) in one step, each weighted by the square root of the sample's share of the force. */
  stepSize(w: Float64Array): number {
    const { forces, f, a } = this;
    this.velocity(0, w, f);
    forces.along(f, a);
    return forces.largestShare(a);
  }

  /** What one step carries the iterates above the kinks that W slides on: they lie that much beyond W on average. */
  overshoot(r: number, w: Float64Array): Float64Array {
    if (this.basis.length === 0) return new Float64Array(this.dimension);
    this.evaluate(r, w);
    const perStep = exp(-r);
    return this.q.map((value) => perStep * value);
  }

  /** Fills in c, f, q, a, and g.q in place of b; returns the largest change of a margin in one step. */
  private evaluate(r: number, w: Float64Array): number {
    const { forces, f, q, a, b } = this;
    const { live, c } = forces;
    const slides = this.basis.length > 0;
    forces.evaluate(r, w);
    forces.combine(c, f);
    if (slides) {
      q.set(f);
      removeSpan(this.basis, f);
      for (let j = 0; j < q.length; j++) q[j]! -= f[j]!;
      forces.along(q, b);
    }
    const perStep = exp(-r);
    forces.along(f, a);
    let largest = 0;
    for (let i = 0; i < live; i++) {
      a[i]! *= perStep;
      if (c[i] !== 0) largest = Math.max(largest, Math.abs(a[i]!), slides ? Math.abs(perStep * b[i]!) : 0);
    }
    return largest;
  }

  /** Fills in the corrected forces after `evaluate`; returns the order of the corrections that count. */
  private correct(r: number, largest: number, { second, third }: Negligible): 1 | 2 | 3 {
    const { forces, z, a, ca, b, corrected } = this;
    const { live, c } = forces;
    const slides = this.basis.length > 0;
    const perStep = exp(-r);
    const order = (1 + Number(largest > second) + Number(largest > third)) as 1 | 2 | 3;
    for (let i = 0; i < live; i++) corrected[i] = c[i]! * (1 + a[i]! / 2);
    if (slides) for (let i = 0; i < live; i++) corrected[i]! -= c[i]! * perStep * b[i]!;
    if (order < 3) return order;
    for (let i = 0; i < live; i++) ca[i] = c[i]! * a[i]!;
    forces.combine(ca, z);
    removeSpan(this.basis, z);
    forces.along(z, b);
    for (let i = 0; i < live; i++) corrected[i]! += c[i]! * ((a[i]! * a[i]!) / 12 + (perStep * b[i]!) / 3);
    return order;
  }
}
