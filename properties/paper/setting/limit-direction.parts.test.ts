/** Borders between rates that are told and those that are left open, on courses that are written down. */

import { describe, expect, it } from 'vitest';
import type { Conclusion } from '../../../src/claim/claim.js';
import { isOpen, isTransient, rateSlack, steepens, wanderSlack } from '../../../src/paper/setting/limit-direction.js';
import { laterReadings, leftOpen, type SettledRun, WINDOW } from '../../../src/paper/setting/settled-run.js';
import { checkpoint } from '../../support/checkpoint.js';

/** Readings of a quantity at ln t = 10, 100, ... */
const read = (...values: readonly number[]): Conclusion => ({
  slack: -1,
  rounding: 0,
  step: 0,
  horizons: { quantity: 'error', readings: values.map((value, place) => ({ lnT: 10 ** (place + 1), value })) },
});

describe('a power', () => {
  it('is steeper where it is greater by more than a tenth', () => {
    expect(steepens(read(1, 1), read(1, 10 ** -0.11))).toBe(true);
    expect(steepens(read(1, 1), read(1, 10 ** -0.09))).toBe(false);
    expect(steepens(read(1, 1), read(1, 10))).toBe(false);
    // Powers -0.4 and -0.5.
    const over = (value: number): Conclusion => ({
      ...read(),
      horizons: {
        quantity: 'error',
        readings: [
          { lnT: 1, value: 1 },
          { lnT: 1024, value },
        ],
      },
    });
    expect([1 / 32, 1 / 33].map((value) => steepens(over(1 / 16), over(value)))).toEqual([false, true]);
    // Over the last tenfold alone.
    expect(steepens(read(1, 0.1, 0.1), read(1, 0.1, 0.1))).toBe(false);
    expect(steepens(read(1, 0.1, 0.1), read(1, 0.1, 0.01))).toBe(true);
  });

  it('is none of a single reading, which is not steeper', () => {
    expect(steepens(read(1), read(1, 0.01))).toBe(false);
    expect(steepens(read(1, 1), read(0.01))).toBe(false);
    expect(steepens({ slack: -1, rounding: 0, step: 0 }, read(1, 0.01))).toBe(false);
  });
});

describe('a rate', () => {
  /** A run along (1, 0), whose error is that of the target. */
  const straight: SettledRun = {
    kind: 'settled',
    window: WINDOW,
    late: [1e4, 1e5, 1e6].map((s) => checkpoint(s, [s, 0])),
    first: checkpoint(1e4, [1e4, 0]),
    middle: checkpoint(1e5, [1e5, 0]),
    last: checkpoint(1e6, [1e6, 0]),
    later: () => straight,
  };

  it('is measured of errors above a thousand times what the integrator leaves', () => {
    const floor = 1e3 * 1e-9;

    const aside = (s: number) => checkpoint(s, [0, s]);
    const target = [1, floor];

    for (const run of [straight, { ...straight, middle: aside(1e5) }, { ...straight, last: aside(1e6) }])
      expect(rateSlack(run, target).rates).toBeUndefined();
    expect(rateSlack(straight, [1, 2 * floor]).rates).toEqual([expect.objectContaining({ printed: -1 })]);
    const { low, high } = rateSlack(straight, [1, 2 * floor]).rates![0]!;
    expect([low, high]).toEqual([expect.closeTo(-0.002 / Math.log(10), 12), expect.closeTo(0.002 / Math.log(10), 12)]);
  });

  it('is 1 where the error is no more than the integrator leaves', () => {
    expect(rateSlack(straight, [1, 1e-9]).slack).toBe(1);
    expect(rateSlack(straight, [1, 0]).slack).toBe(1);
    expect(rateSlack(straight, [1, 1.01e-9]).slack).toBeLessThan(0);
  });

  it('is no transient where it falls as claimed, however small', () => {
    const at = (s: number) => checkpoint(s, [s, 100]);
    const [first, middle, last] = [at(1e4), at(1e5), at(1e6)];

    expect(rateSlack({ ...straight, late: [first, middle, last], first, middle, last }, [1, 0])).toMatchObject({ rounding: 1e-3 });
  });

  it('is held against the largest up to the middle of the window', () => {
    const near = { ...straight, late: [checkpoint(1e4, [1, 1e-5]), checkpoint(1e5, [1e5, 0])] };
    const target = [1, 1 / 16];

    // Of one error at ln t = 10^5 and 10^6.
    expect(rateSlack(near, target).slack).toBeCloseTo(1 - (10 * Math.log(1e5)) / (2 * Math.log(1e6)), 9);
  });

  it('is left open where the vector has not outgrown its start, however large the error', () => {
    const short: SettledRun = { ...straight, last: checkpoint(1e6, [5e5, 0]) };

    expect(isOpen(rateSlack(straight, [0, 1]))).toBe(false);
    expect(isOpen(rateSlack(short, [0, 1]))).toBe(true);
    expect(rateSlack(short, [0, 1]).slack).toBeLessThan(0);
  });

  it('may be a transient at small errors, or at less small ones that fall', () => {
    expect(isTransient(WINDOW, 1, 7.9e-4)).toBe(true);
    expect(isTransient(WINDOW, 8e-4, 8e-4)).toBe(false);
    expect(isTransient(WINDOW, 4.9e-3 * 1.6, 4.9e-3)).toBe(true);
    expect(isTransient(WINDOW, 4.9e-3 * 1.5, 4.9e-3)).toBe(false);
    expect(isTransient(WINDOW, 1, 5e-3)).toBe(false);
    // A power of -0.2 tells enough.
    expect([2 ** -6, 2 ** -5.9].map((middle) => isTransient({ ...WINDOW, middle: 1, horizon: 1024 }, middle, 2 ** -8))).toEqual([
      false,
      true,
    ]);
    // A hundredfold later, of a tenth of the size.
    expect(isTransient({ ...WINDOW, middle: 1e7, horizon: 1e8 }, 1, 4.9e-3)).toBe(false);
    expect(isTransient({ ...WINDOW, middle: 1e7, horizon: 1e8 }, 1, 4.9e-4)).toBe(true);
  });

  it('is open below 0 within its rounding', () => {
    const conclusion = (slack: number): Conclusion => ({ slack, rounding: 1 / 8, step: 0 });

    expect([-2, -1, -0.5, 0, 1].map((slack) => isOpen(conclusion(slack)))).toEqual([false, true, true, false, false]);
    expect(leftOpen({ ...conclusion(-3), note: 'a' }, 'b')).toEqual({ slack: -3, rounding: 3 / 2, step: 0, note: 'a; b' });
    expect(leftOpen({ ...conclusion(-3), note: 'a' }).note).toBe('a');
  });

  it('does not wander where the direction stays', () => {
    expect(wanderSlack(straight)).toMatchObject({ slack: -1 / 2 });
  });

  it('has readings that go on in the later window', () => {
    const later = { ...read(1), horizons: { quantity: 'error', readings: [100, 200].map((lnT) => ({ lnT, value: 3 })) } };

    expect(laterReadings(read(1, 2), later).horizons?.readings.map(({ lnT }) => lnT)).toEqual([10, 100, 200]);
    expect(laterReadings(read(1, 2, 3), later).horizons?.readings.map(({ lnT }) => lnT)).toEqual([10, 100, 1000]);
    const none: Conclusion = { slack: -1, rounding: 0, step: 0 };
    for (const [first, second] of [
      [read(), later],
      [none, later],
      [read(1), none],
    ] as const)
      expect(laterReadings(first, second)).toEqual({});
  });
});
