import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { standardParts } from '../../../src/claim/parts.js';
import { dataset } from '../../../src/data/dataset.js';
import { remainsInside, remainsOutside } from '../../../src/paper/gradient-descent/remains.js';
import { claimOf } from '../../support/judging.js';
import { toldRun } from '../../support/told-run.js';

/** w^+ is along x1, and makes x2 active; the max-margin direction is (0, 1), with a margin of 1. */
const outside = dataset({
  x: [
    [2, 1],
    [1, -1],
  ],
  y: [1, -1],
});

describe('a run outside of the region', () => {
  const remains = (way: number) => remainsOutside(outside, Float64Array.of(0, 1), Float64Array.of(0, 1 + way), 8, standardParts);

  it('remains there where it has come less than half as far as a negative that acts carries it: 8/n', () => {
    expect(remains(2)).toBe(false);
    expect(remains(2 - 2 ** -20)).toBe(true);
    expect(remains(0)).toBe(true);
    // With samples twice as long the margin is 2.
    const longer = dataset({
      x: [
        [4, 2],
        [2, -2],
      ],
      y: [1, -1],
    });
    expect(remainsOutside(longer, Float64Array.of(0, 1), Float64Array.of(0, 4), 8, standardParts)).toBe(true);
    expect(remainsOutside(longer, Float64Array.of(0, 1), Float64Array.of(0, 5), 8, standardParts)).toBe(false);
  });
});

describe('a run inside of the region', () => {
  it('remains there where no kink of a negative is struck, and no negative is active', () => {
    const inside = dataset({
      x: [
        [2, 1],
        [-1, -1],
      ],
      y: [1, -1],
    });
    expect(remainsInside(inside, Float64Array.of(1, 1), 1 / 2, standardParts)).toBe(true);
    expect(remainsInside(outside, Float64Array.of(0, 1), 1 / 2, standardParts)).toBe(false);
  });

  it('does not where a negative is active in the end', () => {
    const told = (active: readonly number[]) =>
      toldRun(
        [0, 1],
        [1e4, 1e5, 1e6].map((s) => ({ s, w: [0, s], active })),
      );

    expect(remainsInside(outside, Float64Array.of(0, 1), 1 / 2, told([0]))).toBe(true);
    expect(remainsInside(outside, Float64Array.of(0, 1), 1 / 2, told([0, 1]))).toBe(false);
  });

  it('does not where it ends', () => {
    expect(remainsInside(outside, Float64Array.of(-2, 3), 1 / 2, standardParts)).toBe(false);
  });
});

describe('thm-3.2/classification@repaired', () => {
  it('is about runs on which a single positive stays active', () => {
    const input = {
      claim: 'thm-3.2/classification@repaired',
      data: {
        x: [
          [1, 0],
          [0, 1],
          [-1, 0],
        ],
        y: [1, 1, -1] as const,
      },
      start: [1, -1],
      steps: { kind: 'constant', eta: 1 / 4, count: 0 } as const,
    };

    expect(judgeCase(claimOf(input.claim), input, standardParts).kind).toBe('satisfied');
  });
});
