/** Laws of fewer atoms lie on their side of the law that they are made of, exactly. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Atom, type Side, thinned } from '../../../src/certify/arithmetic/order.js';

/** sum weight min(at, cap): of these functions all that increase and are concave are made. */
function meanBelow(law: readonly Atom[], cap: bigint): bigint {
  return law.reduce((sum, { at, weight }) => sum + weight * (at < cap ? at : cap), 0n);
}

const totalOf = (law: readonly Atom[]): bigint => law.reduce((sum, { weight }) => sum + weight, 0n);

const atom = fc.record({
  at: fc.oneof(fc.bigInt({ min: 1n, max: 40n }), fc.bigInt({ min: 1n, max: 2n ** 40n })),
  weight: fc.oneof(fc.constant(1n), fc.bigInt({ min: 1n, max: 1000n })),
});

it.each<Side>(['below', 'above'])('a thinned law has the whole weight in fewer atoms, and lies %s', (side) => {
  fc.assert(
    fc.property(fc.array(atom, { minLength: 1, maxLength: 24 }), (law) => {
      const thin = thinned(law, side);

      expect(totalOf(thin)).toBe(totalOf(law));
      expect(thin.length).toBeLessThanOrEqual(law.length);
      expect(thin.every(({ weight }) => weight > 0n)).toBe(true);
      for (const { at: cap } of [...law, ...thin, { at: 2n ** 41n }]) {
        const [own, given] = [meanBelow(thin, cap), meanBelow(law, cap)];
        expect(side === 'above' ? own >= given : own <= given).toBe(true);
      }
    }),
    { numRuns: 200, seed: 1 },
  );
});

it('atoms whose mean is whole are put together there, and atoms at one place stay there in one', () => {
  const law = (...places: readonly bigint[]): Atom[] => places.map((at) => ({ at, weight: 2n }));

  expect(thinned(law(32n, 34n), 'above')).toEqual([{ at: 33n, weight: 4n }]);
  expect(thinned(law(16n, 16n), 'below')).toEqual([{ at: 16n, weight: 4n }]);
});

it('atoms that share four leading bits are put together at their mean, rounded up, or spread over the outermost', () => {
  // 16 to 17, in binary 1000?, and 24 beside them.
  const law = [
    { at: 16n, weight: 2n },
    { at: 17n, weight: 1n },
    { at: 24n, weight: 5n },
  ];

  expect(thinned(law, 'above')).toEqual([
    { at: 17n, weight: 3n },
    { at: 24n, weight: 5n },
  ]);
  expect(thinned(law, 'below')).toEqual(law);
  expect(thinned([...law, { at: 17n, weight: 4n }], 'below')).toEqual([
    { at: 16n, weight: 2n },
    { at: 17n, weight: 5n },
    { at: 24n, weight: 5n },
  ]);
});
