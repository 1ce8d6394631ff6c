import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowProducts, symmetricProducts } from '../../src/numerics/span.js';

const entry = fc.double({ min: -4, max: 4, noNaN: true });

/** Two matrices of n rows and m columns. */
const matrices = (shape: fc.Arbitrary<readonly [n: number, m: number]>) =>
  shape.chain(([n, m]) => {
    const matrix = fc.array(entry, { minLength: n * m, maxLength: n * m }).map((entries) => Float64Array.from(entries));
    return fc.tuple(fc.constant(n), fc.constant(m), matrix, matrix);
  });

/** A B', each entry summed from the first product to the last. */
function plainly(n: number, m: number, a: Float64Array, b: Float64Array): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, k] = [Math.floor(at / n), at % n];
    let sum = 0;
    for (let j = 0; j < m; j++) sum += a[i * m + j]! * b[k * m + j]!;
    return sum;
  });
}

it('products of rows are sums from the first to the last, to the bit, for even and odd sizes', () => {
  const square = fc.integer({ min: 1, max: 7 }).map((n) => [n, n] as const);
  fc.assert(
    fc.property(matrices(square), ([n, m, a, b]) => {
      const into = new Float64Array(n * n);

      rowProducts(n, a, b, into);

      expect(into).toEqual(plainly(n, m, a, b));
    }),
  );
});

it('and so are symmetric ones, of which half are summed', () => {
  const shape = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }));
  fc.assert(
    fc.property(matrices(shape), ([n, m, a]) => {
      const into = new Float64Array(n * n);

      symmetricProducts(n, m, a, a, into);

      expect(into).toEqual(plainly(n, m, a, a));
    }),
  );
});
