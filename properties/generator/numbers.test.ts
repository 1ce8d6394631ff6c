import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lattice, latticeVector, positiveLattice } from '../../src/generator/lattice.js';
import { alpha, outputWeights, samplingSeed, slope, stepSize, stepSizeLabel } from '../../src/generator/steps.js';
import { lawful } from '../support/generator-laws.js';

const single = (value: number): number[] => [value];
const offGrid = (value: number): boolean => !Number.isInteger(64 * value) || Object.is(value, -0);

lawful('lattice', lattice(), {
  defect: (value) => (offGrid(value) || Math.abs(value) > 4 ? 'not a multiple of 1/64 in [-4, 4]' : undefined),
  coordinates: single,
  labels: (value) => [Number.isInteger(value) ? 'integer' : 'fraction', value < 0 ? 'negative' : value > 0 ? 'positive' : 'zero'],
  shares: { integer: 0.1, fraction: 0.4, negative: 0.25, positive: 0.25, zero: 0.005 },
  isSmallest: (value) => value === 0,
});

lawful('positiveLattice', positiveLattice(2, 16), {
  defect: (value) => (Number.isInteger(16 * value) && value > 0 && value <= 2 ? undefined : 'not a multiple of 1/16 in (0, 2]'),
  coordinates: single,
  isSmallest: (value) => value === 1,
});

lawful('latticeVector', latticeVector(3, 2), {
  defect: (value) =>
    value.length !== 3 || value.some((entry) => offGrid(entry) || Math.abs(entry) > 2) ? 'not three lattice numbers' : undefined,
  coordinates: (value) => value,
  isSmallest: (value) => value.every((entry) => entry === 0),
});

lawful('stepSize', stepSize(), {
  defect: (value) => (value >= 2 ** -10 && value <= 4 ? undefined : 'not in [2^-10, 4]'),
  coordinates: single,
  labels: (value) => [stepSizeLabel(value)],
  shares: { 'eta:tiny': 0.2, 'eta:moderate': 0.2, 'eta:large': 0.05 },
  isSmallest: (value) => value === 1,
});

lawful('alpha', alpha(), {
  defect: (value) => (value > 0.5 && value < 1 && !offGrid(value) ? undefined : 'not a multiple of 1/64 in (1/2, 1)'),
  coordinates: single,
  isSmallest: (value) => value === 0.75,
});

lawful('slope', slope(), {
  defect: (value) => (value > 0 && value < 1 && !offGrid(value) ? undefined : 'not a multiple of 1/64 in (0, 1)'),
  coordinates: single,
  isSmallest: (value) => value === 0.5,
});

lawful('samplingSeed', samplingSeed(), {
  defect: (value) => (value >>> 0 === value ? undefined : 'not an unsigned integer of 32 bits'),
  coordinates: single,
  labels: (value) => [value >= 2 ** 31 ? 'high-bit' : 'low'],
  shares: { 'high-bit': 0.2, low: 0.2 },
  isSmallest: (value) => value === 0,
});

lawful('outputWeights', outputWeights(2, 5), {
  defect: (value) => {
    if (value.length < 2 || value.length > 5) return 'not 2 to 5 weights';
    if (value.some((weight) => weight === 0 || offGrid(weight))) return 'a weight is zero or off the grid';
    return value.some((weight) => weight > 0) && value.some((weight) => weight < 0) ? undefined : 'a sign is missing';
  },
  coordinates: (value) => value,
  labels: (value) => [`neurons:${value.length}`],
  shares: { 'neurons:2': 0.1, 'neurons:5': 0.1 },
  isSmallest: (value) => value.length === 2 && value[0] === 1 && value[1] === -1,
});

describe('lattice', () => {
  it.each([0, -1, 0.5, Number.NaN])('refuses max = %d', (max) => {
    expect(() => lattice(max)).toThrow(`lattice: max is ${max}, not a positive integer`);
  });

  it.each([0, 3, 0.5])('refuses denominator = %d', (denominator) => {
    expect(() => positiveLattice(1, denominator)).toThrow(`lattice: denominator is ${denominator}, not a power of two`);
  });

  it('takes every value of the grid', () => {
    const seen = new Set(fc.sample(lattice(1, 4), { seed: 1, numRuns: 500 }));

    expect([...seen].sort((a, b) => a - b)).toEqual([-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1]);
  });

  it('shrinks to the whole number nearest a threshold rather than to the fraction just above it', () => {
    const { counterexample } = fc.check(
      fc.property(lattice(), (value) => value < 1.3),
      { seed: 1 },
    );

    expect(counterexample).toEqual([2]);
  });
});

describe('outputWeights', () => {
  it('refuses fewer than two neurons, which cannot have both signs', () => {
    expect(() => outputWeights(1, 3)).toThrow('output weights: from 1 to 3, not a range from 2 up');
  });
});
