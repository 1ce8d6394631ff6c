/** Linear algebra modulo a prime whose residues and their sums of products are exact in float64. */

/** The residue of an integer |x| < 2^52 nearest to zero. */
export function nearestResidue(x: number, prime: number, inverse: number): number {
  return x - prime * Math.floor(x * inverse + 0.5);
}

/** The largest prime below a bound of at most 2^26; the bound must exceed 3. */
export function primeBelow(bound: number): number {
  let candidate = Math.ceil(bound) - 1;
  if (candidate % 2 === 0) candidate--;
  while (!isOddPrime(candidate)) candidate -= 2;
  return candidate;
}

function isOddPrime(n: number): boolean {
  for (let divisor = 3; divisor * divisor <= n; divisor += 2) if (n % divisor === 0) return false;
  return true;
}

/** b with a b = 1 modulo the prime. */
function invertResidue(a: number, prime: number): number {
  let [r0, r1] = [prime, ((a % prime) + prime) % prime];
  let [t0, t1] = [0, 1];
  while (r1 !== 0) {
    const quotient = Math.floor(r0 / r1);
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  return t0;
}

/**
 * Inverts a row-major n x n matrix modulo a prime below 2^26 in place, by Gauss-Jordan elimination without row exchanges.
 *
 * @param a - residues nearest to zero, and so afterwards.
 * @returns the index of the first leading principal minor that is zero modulo the prime; undefined when the inverse is there.
 */
export function invertModulo(a: Float64Array, n: number, prime: number): number | undefined {
  const inverse = 1 / prime;
  for (let k = 0; k < n; k++) {
    const row = k * n;
    if (a[row + k] === 0) return k;
    const pivot = invertResidue(a[row + k]!, prime);
    a[row + k] = 1;
    for (let j = 0; j < n; j++) a[row + j] = nearestResidue(a[row + j]! * pivot, prime, inverse);
    for (let i = 0; i < n; i++) {
      const at = i * n;
      const factor = a[at + k]!;
      if (i === k || factor === 0) continue;
      a[at + k] = 0;
      for (let j = 0; j < n; j++) {
        const x = a[at + j]! - factor * a[row + j]!;
        a[at + j] = x - prime * Math.floor(x * inverse + 0.5);
      }
    }
  }
  return undefined;
}
