import { describe, expect, it } from 'vitest';
import { gramOf, settingOf } from '../../../src/certify/enclosure/setting.js';
import type { Case } from '../../../src/data/case.js';

const caseOf = (x: number[][]): Case => ({
  claim: 'any',
  data: { x, y: x.map(() => 1) },
  start: x[0]!.map(() => 1),
  steps: { kind: 'none' },
});

describe('a case as certifiers read it', () => {
  it('has the inner products of all samples, those of copies too', () => {
    const at = settingOf(
      caseOf([
        [1, 2],
        [-3, 0.5],
        [1, 2],
      ]),
      2,
    );

    expect(gramOf(at).map((row) => row.map(({ low, high }) => [Number(low) / 4, Number(high) / 4]))).toEqual(
      [
        [5, -2, 5],
        [-2, 9.25, -2],
        [5, -2, 5],
      ].map((row) => row.map((entry) => [entry, entry])),
    );
    expect(() => at.inner(0, 3)).toThrow(RangeError);
  });

  it('takes inner products when they are asked for: all of 20,000 samples would neither end nor fit', () => {
    const at = settingOf(caseOf(Array.from({ length: 20_000 }, (_, i) => [i, 1])), 2);

    expect(at.units(19_999, 2)).toBe(4n * 39_999n);
    expect(at.products[7]).toEqual({ low: 32n, high: 32n });
  });
});
