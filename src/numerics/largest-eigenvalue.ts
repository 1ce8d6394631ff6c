/**
 * The largest eigenvalue of a symmetric matrix, with the bits that ml-matrix gives it: the same Householder and QL steps (EISPACK's tred2 and
 * tql2) without the vectors, which no eigenvalue depends on. Claims about descent ask for one at every step.
 */

import { nth } from './lists.js';
import { withinRange } from './symmetric-eigen.js';

/**
 * The largest eigenvalue of a symmetric n x n matrix (row-major), to float64's rounding.
 *
 * @returns undefined where an entry is not finite, and for n = 0.
 */
export function largestEigenvalue(h: ArrayLike<number>, n: number): number | undefined {
  const scaled = withinRange(h, n);
  if (scaled === undefined || n === 0) return undefined;
  const d = new Float64Array(n);
  const e = new Float64Array(n);
  tridiagonalize(scaled.entries, n, d, e);
  diagonalize(n, d, e);
  let most = nth(d, 0);
  for (let j = 1; j < n; j++) if (d[j]! > most) most = d[j]!;
  return most * scaled.scale;
}

/** Leaves the diagonal in d and what stands beside it in e, from e[1] on; writes over v. */
function tridiagonalize(v: Float64Array, n: number, d: Float64Array, e: Float64Array): void {
  for (let j = 0; j < n; j++) d[j] = v[j * n + n - 1]!;
  for (let i = n - 1; i > 0; i--) {
    let scale = 0;
    let h = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(d[k]!);
    if (scale === 0) {
      e[i] = d[i - 1]!;
      for (let j = 0; j < i; j++) d[j] = v[j * n + i - 1]!;
      continue;
    }
    for (let k = 0; k < i; k++) {
      d[k]! /= scale;
      h += d[k]! * d[k]!;
    }
    const last = d[i - 1]!;
    const g = last > 0 ? -Math.sqrt(h) : Math.sqrt(h);
    e[i] = scale * g;
    h -= last * g;
    d[i - 1] = last - g;
    reflect(v, n, { i, h, d, e });
  }
  for (let j = 0; j < n; j++) d[j] = v[j * n + j]!;
  e[0] = 0;
}

/** Applies the reflection by the first i numbers of d, of half square h, from both sides, and reads the next column into d. */
function reflect(
  v: Float64Array,
  n: number,
  { i, h, d, e }: { readonly i: number; readonly h: number; readonly d: Float64Array; readonly e: Float64Array },
): void {
  for (let j = 0; j < i; j++) e[j] = 0;
  for (let j = 0; j < i; j++) {
    const f = d[j]!;
    let g = e[j]! + v[j * n + j]! * f;
    for (let k = j + 1; k < i; k++) {
      g += v[j * n + k]! * d[k]!;
      e[k]! += v[j * n + k]! * f;
    }
    e[j] = g;
  }
  let f = 0;
  for (let j = 0; j < i; j++) {
    e[j]! /= h;
    f += e[j]! * d[j]!;
  }
  const share = f / (h + h);
  for (let j = 0; j < i; j++) e[j]! -= share * d[j]!;
  for (let j = 0; j < i; j++) {
    const own = d[j]!;
    const other = e[j]!;
    for (let k = j; k < i; k++) v[j * n + k]! -= own * e[k]! + other * d[k]!;
    d[j] = v[j * n + i - 1]!;
  }
}

/** Leaves the eigenvalues in d, in no order. */
function diagonalize(n: number, d: Float64Array, e: Float64Array): void {
  for (let i = 1; i < n; i++) e[i - 1] = e[i]!;
  e[n - 1] = 0;
  let shift = 0;
  let size = 0;
  for (let l = 0; l < n; l++) {
    size = Math.max(size, Math.abs(d[l]!) + Math.abs(e[l]!));
    let m = l;
    while (m < n && !(Math.abs(e[m]!) <= Number.EPSILON * size)) m++;
    if (m > l) {
      do shift += sweep(n, { l, m, d, e });
      while (Math.abs(e[l]!) > Number.EPSILON * size);
    }
    d[l]! += shift;
    e[l] = 0;
  }
}

/** One implicit QL step between l and m; returns its shift. */
function sweep(
  n: number,
  { l, m, d, e }: { readonly l: number; readonly m: number; readonly d: Float64Array; readonly e: Float64Array },
): number {
  const first = d[l]!;
  const half = (d[l + 1]! - first) / (2 * e[l]!);
  const root = half < 0 ? -hypotenuse(half, 1) : hypotenuse(half, 1);
  d[l] = e[l]! / (half + root);
  d[l + 1] = e[l]! * (half + root);
  const next = d[l + 1]!;
  const shift = first - d[l]!;
  for (let i = l + 2; i < n; i++) d[i]! -= shift;
  const beside = e[l + 1]!;
  let p = d[m]!;
  let [c, c2, c3, s, s2] = [1, 1, 1, 0, 0];
  for (let i = m - 1; i >= l; i--) {
    c3 = c2;
    c2 = c;
    s2 = s;
    const g = c * e[i]!;
    const h = c * p;
    const r = hypotenuse(p, e[i]!);
    e[i + 1] = s * r;
    s = e[i]! / r;
    c = p / r;
    p = c * d[i]! - s * g;
    d[i + 1] = h + s * (c * g + s * d[i]!);
  }
  p = (-s * s2 * c3 * beside * e[l]!) / next;
  e[l] = s * p;
  d[l] = c * p;
  return shift;
}

function hypotenuse(a: number, b: number): number {
  if (Math.abs(a) > Math.abs(b)) {
    const r = b / a;
    return Math.abs(a) * Math.sqrt(1 + r * r);
  }
  if (b === 0) return 0;
  const r = a / b;
  return Math.abs(b) * Math.sqrt(1 + r * r);
}
