/** The two operations of p-adic lifting that take all the time, on integers by limbs; they allocate nothing. */

/** into_l -= M_l v for all l, four matrices at a time. */
export function subtractProducts(planes: readonly Float32Array[], size: number, v: Float64Array, into: readonly Float64Array[]): void {
  for (let l = 0; l < planes.length; l += 4) {
    const a = planes[l]!;
    if (l + 3 >= planes.length) {
      for (let rest = l; rest < planes.length; rest++) subtractProduct(planes[rest]!, size, v, into[rest]!);
      return;
    }
    const b = planes[l + 1]!;
    const c = planes[l + 2]!;
    const d = planes[l + 3]!;
    for (let i = 0, at = 0; i < size; i++) {
      let [p, q, r, s] = [0, 0, 0, 0];
      for (let j = 0; j < size; j++, at++) {
        const x = v[j]!;
        p += a[at]! * x;
        q += b[at]! * x;
        r += c[at]! * x;
        s += d[at]! * x;
      }
      into[l]![i]! -= p;
      into[l + 1]![i]! -= q;
      into[l + 2]![i]! -= r;
      into[l + 3]![i]! -= s;
    }
  }
}

function subtractProduct(a: Float32Array, size: number, v: Float64Array, into: Float64Array): void {
  for (let i = 0, at = 0; i < size; i++) {
    let [p, q] = [0, 0];
    let j = 0;
    for (; j + 1 < size; j += 2, at += 2) {
      p += a[at]! * v[j]!;
      q += a[at + 1]! * v[j + 1]!;
    }
    if (j < size) p += a[at++]! * v[j]!;
    into[i]! -= p + q;
  }
}

/** Divides integers by limbs, all multiples of the prime, by the prime, and makes the limbs nearest to zero again. */
export function divideExactly(limbs: readonly Float64Array[], prime: number, width: number): void {
  const base = 2 ** width;
  const reciprocal = 1 / prime;
  const size = limbs[0]!.length;
  for (let i = 0; i < size; i++) {
    let over = 0;
    for (let l = limbs.length - 1; l >= 0; l--) {
      const value = over * base + limbs[l]![i]!;
      const quotient = Math.floor(value * reciprocal + 0.5);
      over = value - quotient * prime;
      limbs[l]![i] = quotient;
    }
    if (over !== 0) throw new Error('lifting: a remainder is no multiple of the prime');
    let carry = 0;
    for (let l = 0; l < limbs.length; l++) {
      const value = limbs[l]![i]! + carry;
      carry = Math.floor(value / base + 0.5);
      limbs[l]![i] = value - carry * base;
    }
  }
}
