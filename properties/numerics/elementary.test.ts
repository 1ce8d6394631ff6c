import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXP_OVERFLOW, exp, expOver, log, power, wholePower } from '../../src/numerics/elementary.js';
import { dyadic, expFixed, FRACTION, fixed, logFixed, magnitude, ulpDistance } from '../support/high-precision.js';

/** e^x with as many leading bits for x = -745 as for x = 0: scaled by 2^1100 before the fixed point is cut off. */
function expUlps(x: number): number {
  const SCALE = 1100;
  const scaled = expFixed(fixed(x) + BigInt(SCALE) * logFixed(2n << FRACTION));
  return ulpDistance(exp(x), scaled, -SCALE);
}

function logUlps(x: number): number {
  const { mantissa, exponent } = dyadic(x);
  return ulpDistance(log(x), logFixed(mantissa << FRACTION) + BigInt(exponent) * logFixed(2n << FRACTION));
}

function worst(error: (x: number) => number, samples: Iterable<number>): { ulps: number; at: number } {
  let found = { ulps: 0, at: 0 };
  for (const x of samples) {
    const ulps = error(x);
    if (!(ulps <= found.ulps)) found = { ulps, at: x };
  }
  return found;
}

function neighbour(x: number, ulps: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + BigInt(ulps));
  return view.getFloat64(0);
}

/** Points around which the argument of exp is reduced to another entry of its table. */
function breakpoints(): number[] {
  return fc.sample(fc.integer({ min: -90_000, max: 90_000 }), { seed: 1, numRuns: 400 }).map((k) => ((k + 0.5) * Math.LN2) / 128);
}

const uniform = (min: number, max: number, seed: number): number[] =>
  fc.sample(
    fc.integer({ min: 0, max: 2 ** 30 }).map((k) => min + ((max - min) * k) / 2 ** 30),
    { seed, numRuns: 3000 },
  );

const bits = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('exp', () => {
  it('is within 0.52 ulp of the exact value where that is a normal double', () => {
    const samples = [
      ...uniform(-708, 709.78, 2),
      ...uniform(-708, -690, 9),
      ...uniform(-1, 1, 3),
      ...breakpoints(),
      ...fc.sample(fc.double({ min: -708, max: 709.78, noNaN: true }), { seed: 4, numRuns: 1000 }),
    ];

    const { ulps, at } = worst(expUlps, samples);

    expect(ulps, `worst at ${at}`).toBeLessThan(0.52);
  });

  it('is within one unit of the smallest double where the exact value is subnormal', () => {
    const { ulps, at } = worst(expUlps, uniform(-745.13, -708, 5));

    expect(ulps, `worst at ${at}`).toBeLessThan(1);
  });

  it('does not fall across the breakpoints of its table', () => {
    for (const x of breakpoints()) {
      for (let step = -8; step < 8; step++) {
        const [left, right] = [neighbour(x, step), neighbour(x, step + 1)].sort((a, b) => a - b) as [number, number];

        expect(exp(left), `exp(${left}) > exp(${right})`).toBeLessThanOrEqual(exp(right));
      }
    }
  });

  it.each([
    [0, 1],
    [-0, 1],
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, 0],
    [neighbour(EXP_OVERFLOW, 1), Number.POSITIVE_INFINITY],
    [-746, 0],
    [-745.1, 5e-324],
    // Half of the smallest double is e^-745.13321910194110...
    [-745.1332191019411, 5e-324],
    [-745.1332191019412, 0],
  ])('of %d is %d', (x, expected) => {
    expect(exp(x)).toBe(expected);
  });

  it('is finite at the largest argument that allows it', () => {
    expect(exp(EXP_OVERFLOW)).toBeLessThan(Number.POSITIVE_INFINITY);
  });
});

describe('expOver', () => {
  it('is exp where that is in range, divided by the power of two', () => {
    for (const x of uniform(-300, 300, 10).slice(0, 500)) for (const k of [0, 100, -100]) expect(expOver(x, k)).toBe(exp(x) / 2 ** k);
  });

  it('is within one ulp far beyond the range of float64', () => {
    const ulps = (x: number): number => {
      const k = Math.round(x / Math.LN2);
      return ulpDistance(expOver(x, k), expFixed(fixed(x) - BigInt(k) * logFixed(2n << FRACTION)), 0);
    };
    const { ulps: found, at } = worst(ulps, [...uniform(-10_000, 10_000, 11).slice(0, 1000), -5000, 9999.75]);

    expect(found, `worst at ${at}`).toBeLessThan(1);
  });

  it('is 0 or infinite out of the range of normal doubles', () => {
    expect(expOver(-800, 0)).toBe(0);
    expect([expOver(0, 1021), expOver(0, 1022)]).toEqual([2 ** -1021, 0]);
    expect([expOver(0, -1022), expOver(0, -1023)]).toEqual([2 ** 1022, Number.POSITIVE_INFINITY]);
    // A little less than 2^1023, from the interpolation at 2^1023 itself.
    expect(expOver(Math.LN2 * (1 - 1e-10), -1022) / 2 ** 1023).toBeCloseTo(1 - 1e-10 * Math.LN2, 14);
    expect(expOver(800, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(expOver(0, -1030)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('log', () => {
  it('is within one ulp of the exact value', () => {
    const nearOne = uniform(-40, -2, 6).flatMap((k) => [1 + 2 ** k, 1 - 2 ** k]);
    const anywhere = fc.sample(fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }), { seed: 7, numRuns: 2000 });

    const { ulps, at } = worst(logUlps, [...nearOne, ...anywhere, ...uniform(0.5, 2, 8), Math.SQRT2, Math.SQRT1_2]);

    expect(ulps, `worst at ${at}`).toBeLessThan(1);
  });

  it('of a subnormal number is right', () => {
    expect(log(5e-324)).toBeCloseTo(-1074 * Math.LN2, 12);
  });

  it.each([
    [1, 0],
    [0, Number.NEGATIVE_INFINITY],
    [-1, Number.NaN],
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  ])('of %d is %d', (x, expected) => {
    expect(log(x)).toBe(expected);
  });

  it('never falls', () => {
    fc.assert(
      fc.property(
        bits.filter((x) => x > 0),
        (x) => {
          expect(log(neighbour(x, 1))).toBeGreaterThanOrEqual(log(x));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('power', () => {
  it('has relative error at most (|p ln b| + 1) ulp', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: -64, max: 64 }), (base, numerator) => {
        const exponent = numerator / 64;
        const exactLog = (fixed(exponent) * logFixed(fixed(base))) >> FRACTION;
        const exact = expFixed(exactLog);

        const relative = Number((magnitude(fixed(power(base, exponent)) - exact) << 60n) / exact) / 2 ** 60;

        expect(relative).toBeLessThanOrEqual((Math.abs(exponent * Math.log(base)) + 1) * Number.EPSILON);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a whole power', () => {
  it('is exact while it is an integer below 2^53', () => {
    for (let base = 1; base <= 20; base++) {
      for (let n = 0; BigInt(base) ** BigInt(n) < 2n ** 53n && n < 60; n++) {
        expect(wholePower(base, n), `${base}^${n}`).toBe(Number(BigInt(base) ** BigInt(n)));
        expect(wholePower(-base, n), `(-${base})^${n}`).toBe(Number(BigInt(-base) ** BigInt(n)));
      }
    }
  });
});
