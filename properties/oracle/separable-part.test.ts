/** Separable parts of data: separable, and the largest where that is said. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dataset, dataset, subset } from '../../src/data/dataset.js';
import { nonSeparable } from '../../src/generator/non-separable.js';
import { separability } from '../../src/oracle/separability.js';
import { type SeparablePart, separablePart } from '../../src/oracle/separable-part.js';

/** The size of the largest separable part with both labels, by trying all parts; 0 where there is none. */
function largestSize(data: Dataset): number {
  let largest = 0;
  for (let bits = 1; bits < 2 ** data.n; bits++) {
    const part = Array.from({ length: data.n }, (_, i) => i).filter((i) => (bits >> i) & 1);
    if (part.length <= largest || new Set(part.map((i) => data.y[i])).size < 2) continue;
    if (separability(subset(data, part)).separable) largest = part.length;
  }
  return largest;
}

function expectSound(data: Dataset, { kept, leftOut }: SeparablePart): void {
  expect([...kept, ...leftOut].sort((a, b) => a - b)).toEqual(Array.from({ length: data.n }, (_, i) => i));
  expect(new Set(kept.map((i) => data.y[i])).size).toBe(2);
  expect(separability(subset(data, kept)).separable).toBe(true);
}

/** Data of two classes on either side of a line in the plane, but for the first few, whose labels are turned. */
function turned(n: number, wrong: number): Dataset {
  const x = Array.from({ length: n }, (_, i) => [1 + ((7 * i) % 5), ((3 * i) % 11) - 5, ((5 * i) % 7) - 3]);
  const y = x.map(([a = 0, b = 0, c = 0], i) => (a + 2 * b - c > 0.5 === i >= wrong ? 1 : -1));
  return dataset({ x, y });
}

describe('the largest separable part', () => {
  it('is that of the first sample where two are as good', () => {
    const data = dataset({
      x: [
        [1, 0],
        [1, 0],
        [0, 1],
        [0, -1],
      ],
      y: [1, -1, 1, -1],
    });

    expect(separablePart(data)).toEqual({ kept: [0, 2, 3], leftOut: [1], largest: true });
  });

  it('of few samples is as large as any, and there is none only where none is separable', () => {
    let none = 0;
    fc.assert(
      fc.property(nonSeparable(), (drawn) => {
        const data = dataset(drawn.data);

        const part = separablePart(data);

        const largest = largestSize(data);
        if (part === undefined) {
          none++;
          expect(largest).toBe(0);
          return;
        }
        expectSound(data, part);
        expect({ size: part.kept.length, largest: part.largest }).toEqual({ size: largest, largest: true });
      }),
      { numRuns: 150, seed: 21 },
    );
    expect(none).toBeGreaterThan(0);
  });

  it('is proved where few samples have to go, whatever the number of samples', () => {
    const data = turned(60, 2);

    const part = separablePart(data);

    expect(part).toMatchObject({ leftOut: [0, 1], largest: true });
  });

  it('is only said to be found where the search did not try all ways', () => {
    const data = turned(120, 24);

    const part = separablePart(data);

    if (part === undefined) throw new Error('none was found');
    expectSound(data, part);
    expect(part.largest).toBe(false);
    // As good as the line that the other labels are by.
    expect(part.kept.length).toBeGreaterThanOrEqual(96);
  });
});
