import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataset } from '../../src/data/dataset.js';
import type { DrawnData } from '../../src/generator/drawn.js';
import { separable } from '../../src/generator/separable.js';
import { signOfDot } from '../../src/numerics/exact-dot.js';
import { maxMargin, signedRows } from '../../src/oracle/max-margin.js';
import { combes } from '../../src/paper/generators/combes.js';
import { edge } from '../../src/paper/generators/edge.js';
import { mirrored } from '../../src/paper/generators/mirrored.js';
import { outside } from '../../src/paper/generators/outside.js';
import { lawful } from '../support/generator-laws.js';

const coordinates = ({ data, separator }: DrawnData): number[] => [...data.x.flat(), ...separator];
const labels = (value: DrawnData): readonly string[] => value.labels;

/** What every separable data set owes: a grid of 1/64, no negative zero, both classes, a separator that separates. */
function separableDefect({ data: { x, y }, separator }: DrawnData): string | undefined {
  if (!x.flat().every((value) => Number.isInteger(64 * value) && !Object.is(value, -0))) return 'a coordinate is off the grid';
  if (!y.includes(1) || !y.includes(-1)) return 'a class is empty';
  if (!x.every((row, i) => signOfDot(row, separator) === y[i])) return 'the separator does not separate';
  return undefined;
}

lawful('separable', separable(), {
  defect: separableDefect,
  coordinates,
  labels,
  shares: {
    'margin:wide': 0.2,
    'margin:thin': 0.2,
    'margin:medium': 0.1,
    'conditioning:good': 0.4,
    'conditioning:ill': 0.15,
    'samples:duplicate': 0.05,
    'samples:collinear': 0.1,
    'samples:fewer-than-features': 0.05,
  },
  isSmallest: ({ data }) => JSON.stringify(data) === '{"x":[[1],[-1]],"y":[1,-1]}',
});

lawful('separable of given sizes', separable({ samples: [3, 12], dimension: [2, 6] }), {
  defect: (value) => {
    const { x } = value.data;
    if (!(x.length >= 3 && x.length <= 12 && x[0]!.length >= 2 && x[0]!.length <= 6)) return 'a size is out of its range';
    return separableDefect(value);
  },
  coordinates,
  isSmallest: ({ data }) => data.x.length === 3 && data.x[0]!.length === 2,
});

lawful('combes', combes(), {
  defect: (value) => {
    const { x, y } = value.data;
    const kept = x.every((a, i) => x.every((b, j) => signOfDot(a, b) === y[i]! * y[j]!));
    return kept ? separableDefect(value) : 'an inner product has the wrong sign';
  },
  coordinates,
  labels,
  shares: {
    'cone:orthant': 0.2,
    'cone:axis': 0.2,
    'cone:tight': 0.2,
    'angles:nearly-orthogonal': 0.15,
    'margin:wide': 0.2,
    'margin:medium': 0.05,
  },
  isSmallest: ({ data }) => JSON.stringify(data) === '{"x":[[1],[-1]],"y":[1,-1]}',
});

/** Number of negatives with w^+.x_j > 0 exactly, by the oracle. */
function misclassified({ data }: DrawnData): number {
  const packed = dataset(data);
  const best = maxMargin({ dimension: packed.d, atLeastOne: signedRows(packed, { subset: packed.positives }) });
  if (!best.feasible || best.exact === undefined) throw new Error('the positives alone have no exact margin');
  const { exactDirection } = best;
  return packed.negatives.filter((i) => data.x[i]!.reduce((sum, value, j) => sum + BigInt(64 * value) * exactDirection[j]!, 0n) > 0n)
    .length;
}

lawful('outside', outside(), {
  defect: (value) => (misclassified(value) > 0 ? separableDefect(value) : 'w^+ misclassifies no negative'),
  coordinates,
  labels,
  shares: {
    'support:single': 0.4,
    'support:pair': 0.15,
    'outside:all-negatives': 0.2,
    'outside:some-negatives': 0.2,
    'margin:thin': 0.05,
  },
  isSmallest: ({ data }) => JSON.stringify(data) === '{"x":[[1,1],[0,1]],"y":[1,-1]}',
});

/** Largest and least exact sign of w^+.x_j over the negatives. */
function placeOf({ data }: DrawnData): readonly number[] {
  const packed = dataset(data);
  const best = maxMargin({ dimension: packed.d, atLeastOne: signedRows(packed, { subset: packed.positives }) });
  if (!best.feasible || best.exact === undefined) throw new Error('the positives alone have no exact margin');
  return packed.negatives.map((j) => Number(data.x[j]!.reduce((sum, value, k) => sum + BigInt(64 * value) * best.exactDirection[k]!, 0n)));
}

lawful('edge', edge(), {
  defect: (value) => (Math.max(...placeOf(value)) === 0 ? separableDefect(value) : 'w^+ is not on the edge of the region'),
  coordinates,
  labels,
  isSmallest: ({ data }) => JSON.stringify(data) === '{"x":[[1,0],[0,1]],"y":[1,-1]}',
});

lawful('mirrored', mirrored([1]), {
  defect: (value) => {
    const { x, y } = value.data;
    const half = x.length / 2;
    const isMirror = x.every(
      (row, i) => i >= half || (y[i] === 1 && y[i + half] === -1 && row.every((entry, j) => entry === 0 - x[i + half]![j]!)),
    );
    return isMirror ? separableDefect(value) : 'some positive has no negative opposite';
  },
  coordinates,
  labels,
  isSmallest: ({ data }) => data.x.length === 4 && data.x[0]!.length === 1,
});

describe('separable', () => {
  it.each([{ samples: [1, 4] as const }, { samples: [5, 4] as const }, { dimension: [0, 2] as const }, { dimension: [1.5, 2] as const }])(
    'refuses %j, naming the range',
    (options) => {
      expect(() => separable(options)).toThrow(/separable: (samples|dimension) is \[.*\], not a range of integers/);
    },
  );

  it('shrinks a failing condition to a data set with small whole numbers', () => {
    const hasLongSample = fc.property(separable(), ({ data }) => data.x.every((row) => row.every((value) => Math.abs(value) < 1.5)));

    const { counterexample } = fc.check(hasLongSample, { seed: 3, numRuns: 1000 });

    const { data } = counterexample![0];
    expect(data.x).toHaveLength(2);
    expect(data.x.flat().every((value) => Number.isInteger(2 * value))).toBe(true);
  });
});
