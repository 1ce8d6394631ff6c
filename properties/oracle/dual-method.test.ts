import { describe, expect, it } from 'vitest';
import { dualMethod } from '../../src/oracle/dual-method.js';

describe('a row opposite to an active one, but for a part beside it', () => {
  const proposed = (beside: number) => dualMethod(Float64Array.of(1, 0, -1, beside), Float64Array.of(1, 1), 2);

  it('is refuted by it where that part is within rounding', () => {
    expect(proposed(1e-12)).toEqual({ active: [0], refuting: 1 });
    expect(proposed(1e-11)).toEqual({ active: [0], refuting: 1 });
  });

  it('is active with it where the part is longer', () => {
    const { active, refuting } = proposed(2e-11);

    expect([active.toSorted(), refuting]).toEqual([[0, 1], undefined]);
  });
});
