import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dataset, dataset, sample } from '../../src/data/dataset.js';
import { nonSeparable } from '../../src/generator/non-separable.js';
import { separable } from '../../src/generator/separable.js';
import { dot } from '../../src/numerics/vector.js';
import { quickSeparator } from '../../src/oracle/quick-separator.js';

/** The samples, each with y_i w.x_i: exact enough on lattice data for the sign of what the perceptron leaves. */
const margins = (data: Dataset, w: Float64Array): number[] => Array.from(data.y, (y, i) => y * dot(sample(data, i), w));

describe('a separator that is easily found', () => {
  it('separates wherever there is one, and is found for nearly all small separable data', () => {
    const found = fc.sample(separable(), { numRuns: 120, seed: 1 }).map(({ data }) => {
      const packed = dataset(data);
      const w = quickSeparator(packed);
      if (w !== undefined) expect(margins(packed, w).every((margin) => margin > 0)).toBe(true);
      return w !== undefined;
    });

    expect(found.filter(Boolean).length).toBeGreaterThan(108);
  });

  it('is none where there is none', () => {
    fc.assert(
      fc.property(nonSeparable(), ({ data }) => {
        expect(quickSeparator(dataset(data))).toBeUndefined();
      }),
      { numRuns: 50 },
    );
    expect(
      quickSeparator(
        dataset({
          x: [
            [0, 0],
            [1, 0],
          ],
          y: [1, -1],
        }),
      ),
    ).toBeUndefined();
  });

  it('is the same whatever the lengths of the samples', () => {
    const x = [
      [3, 4],
      [-4, 3],
      [1, -1],
    ];
    const y = [1, -1, 1];
    const lengthened = x.map((row, i) => row.map((value) => value * 2 ** (10 * i)));

    expect(quickSeparator(dataset({ x: lengthened, y }))).toEqual(quickSeparator(dataset({ x, y })));
  });
});
