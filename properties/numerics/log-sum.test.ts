import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { log } from '../../src/numerics/elementary.js';
import { log1p, logAddExp, logSubExp } from '../../src/numerics/log-sum.js';
import { expFixed, FRACTION, fixed, logFixed, ulpDistance } from '../support/high-precision.js';

const ONE = 1n << FRACTION;

describe('sums of numbers given by their logarithms, against 320 bits', () => {
  const size = fc.double({ min: 2 ** -60, max: 0.75, noNaN: true });

  it('log1p keeps nearly all bits on both sides of 0', () => {
    fc.assert(
      fc.property(size, fc.constantFrom(1, -1), (x, sign) => {
        expect(ulpDistance(log1p(sign * x), logFixed(ONE + fixed(sign * x)))).toBeLessThan(4);
      }),
    );
    expect(log1p(2 ** -60)).toBe(2 ** -60);
    expect(log1p(0)).toBe(0);
    expect(log1p(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  });

  it('logAddExp is right to a few units in the last place of the larger one, in either order', () => {
    fc.assert(
      fc.property(fc.double({ min: -40, max: 40, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true }), (a, gap) => {
        const exact = fixed(a) + logFixed(ONE + expFixed(-fixed(gap)));
        const within = 4 * 2 ** -52 * Math.max(1, Math.abs(a));
        for (const found of [logAddExp(a, a - gap), logAddExp(a - gap, a)]) {
          // The gap that is added is that of the rounded a - gap.
          expect(Math.abs(Number(fixed(found) - exact) / Number(ONE))).toBeLessThan(within + 2 ** -52 * Math.abs(a - gap));
        }
      }),
    );
  });

  it('logSubExp is right for gaps on both sides of where the series takes over', () => {
    for (const gap of [2 ** -40, 1e-3, 0.0011, 0.0017, 0.003, 0.004, 0.25, 0.4999, 0.5, 0.5001, 0.75, 1, 5, 40]) {
      const exact = logFixed(expFixed(fixed(gap)) - ONE);
      expect(Math.abs(Number(fixed(logSubExp(gap, 0)) - exact) / Number(ONE))).toBeLessThan(1.5e-15 * Math.max(1, Math.abs(Math.log(gap))));
    }
  });

  it('a zero summand changes nothing', () => {
    expect(logAddExp(Number.NEGATIVE_INFINITY, 3)).toBe(3);
    expect(logAddExp(3, Number.NEGATIVE_INFINITY)).toBe(3);
    expect(logSubExp(3, Number.NEGATIVE_INFINITY)).toBe(3);
    expect(logSubExp(-2, -2)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('sums and differences of numbers given by their logarithms', () => {
  it('undo each other', () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: 300, noNaN: true }), fc.double({ min: 1e-3, max: 50, noNaN: true }), (b, gap) => {
        const back = logAddExp(logSubExp(b + gap, b), b);
        expect(Math.abs(back - (b + gap))).toBeLessThan(1e-12 * (1 + Math.abs(b)));
      }),
    );
  });

  it('do not cancel where the numbers are close', () => {
    // ln(e^g - 1) = ln g + g/2 + O(g^2)
    const gap = 2 ** -40;
    expect(Math.abs(logSubExp(gap, 0) - (log(gap) + gap / 2))).toBeLessThan(1e-14);
    expect(log1p(gap)).toBe(gap - (gap * gap) / 2);
    expect(logSubExp(3, 3)).toBe(Number.NEGATIVE_INFINITY);
    expect(logAddExp(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
  });
});
