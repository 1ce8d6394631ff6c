import { describe, expect, it } from 'vitest';
import type { Conclusion } from '../../src/claim/claim.js';
import { leastOf } from '../../src/claim/outcome.js';

const of = (slack: number, rounding = 0, note = ''): Conclusion => ({ slack, rounding, step: 0, note });

describe('the conclusion on several parts', () => {
  it('is that of the smallest slack, the first of equal ones', () => {
    expect(leastOf([])).toBeUndefined();
    expect(leastOf([of(3), of(1, 0, 'first'), of(2), of(1, 0, 'second')])?.note).toBe('first');
    expect(leastOf([of(-1), of(-2), of(1)])?.slack).toBe(-2);
  });

  it('is a clear violation before one that rounding leaves open, and that before what is satisfied', () => {
    const open = of(-3, 1);

    for (const parts of [
      [open, of(-1)],
      [of(-1), open],
    ])
      expect(leastOf(parts)?.slack).toBe(-1);
    for (const parts of [
      [open, of(1)],
      [of(1), open],
    ])
      expect(leastOf(parts)).toBe(open);
  });
});
