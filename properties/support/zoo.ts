import { describe, expect, it } from 'vitest';
import type { Defect } from './defects.js';
import { casesToViolation, claimOf, outcomeCounts } from './judging.js';
import { firstOrOthers, STATISTICAL } from './long-suite.js';

const SEEDS = firstOrOthers(0, 1, 2);

/**
 * Registers the tests of planted defects: each is caught by each claim that ought to within `limit` cases on each
 * seed, and `spared` cases of the claims that it must not touch stay unviolated.
 */
export function testDefects(defects: readonly Defect[], { limit, spared }: { limit: number; spared: number }): void {
  describe.each(defects)('$name', ({ parts, caughtBy, innocent }) => {
    it.each(caughtBy.flatMap((id) => SEEDS.map((seed) => [id, seed] as const)))(
      `is caught by %s within ${limit} cases on seed %i`,
      STATISTICAL,
      (id, seed) => {
        const found = casesToViolation(claimOf(id), parts, seed, limit);

        expect(found, `no case of ${id} is violated`).toBeDefined();
      },
    );

    it.each(innocent)('leaves %s alone', STATISTICAL, (id) => {
      const { violated, satisfied } = outcomeCounts(claimOf(id), 0, spared, parts);

      expect({ violated, judged: satisfied > 0 }).toEqual({ violated: 0, judged: true });
    });
  });
}
