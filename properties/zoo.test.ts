import { describe, expect, it } from 'vitest';
import { defects } from './helpers/defects.js';
import { casesToViolation, claimOf } from './helpers/judging.js';

/** Cases within which a planted defect has to be found, on each of the seeds. */
const LIMIT = 120;
const SEEDS = [0, 1, 2];

describe('planted defects', () => {
  it('are at least twelve', () => {
    expect(defects.length).toBeGreaterThanOrEqual(12);
  });

  describe.each(defects)('$name', ({ parts, caughtBy, innocent }) => {
    it.each(caughtBy.flatMap((id) => SEEDS.map((seed) => [id, seed] as const)))(
      `is caught by %s within ${LIMIT} cases on seed %i`,
      (id, seed) => {
        const found = casesToViolation(claimOf(id), parts, seed, LIMIT);

        expect(found, `no case of ${id} is violated`).toBeDefined();
      },
    );

    it.each(innocent)('leaves %s alone', (id) => {
      const found = casesToViolation(claimOf(id), parts, 0, 60);

      expect(found).toBeUndefined();
    });
  });
});
