import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slackReport } from '../../src/verify/slacks.js';

describe('the slacks of many cases', () => {
  it('are told by the smallest, the median, and one after each tenth', () => {
    const slacks = Array.from({ length: 101 }, (_, i) => 100 - i);

    expect(slackReport(slacks)).toEqual({ min: 0, median: 50, quantiles: [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100] });
  });

  it('are slacks that occurred, in order, with at least a tenth of the cases between one and the next', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -2, max: 2 })), { minLength: 1, maxLength: 60 }),
        (slacks) => {
          const { min, median, quantiles } = slackReport(slacks);

          expect(quantiles).toHaveLength(11);
          expect([quantiles![0], quantiles![5], quantiles![10]]).toEqual([min, median, Math.max(...slacks)]);
          expect(min).toBe(Math.min(...slacks));
          for (const [tenths, slack] of quantiles!.entries()) {
            expect(slacks).toContain(slack);
            // At most this many tenths lie below it, and at least this many not above.
            expect(slacks.filter((one) => one < slack).length * 10).toBeLessThanOrEqual(tenths * slacks.length);
            expect(slacks.filter((one) => one <= slack).length * 10).toBeGreaterThanOrEqual(tenths * slacks.length);
          }
        },
      ),
    );
  });

  it('are none where no case is effective', () => {
    expect(slackReport([])).toEqual({ min: Number.NaN, median: Number.NaN });
  });
});
