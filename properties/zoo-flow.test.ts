import { describe, expect, it } from 'vitest';
import { flowDefects } from './helpers/flow-defects.js';
import { casesToViolation, claimOf, outcomeCounts } from './helpers/judging.js';

/** Cases within which a planted defect has to be found, on each of the seeds. */
const LIMIT = 40;
const SEEDS = [0, 1, 2];
/** Cases of a claim that a defect must not touch. */
const SPARED = 30;

describe('planted defects in the trajectory', () => {
  describe.each(flowDefects)('$name', ({ parts, caughtBy, innocent }) => {
    it.each(caughtBy.flatMap((id) => SEEDS.map((seed) => [id, seed] as const)))(
      `is caught by %s within ${LIMIT} cases on seed %i`,
      (id, seed) => {
        const found = casesToViolation(claimOf(id), parts, seed, LIMIT);

        expect(found, `no case of ${id} is violated`).toBeDefined();
      },
    );

    it.each(innocent)('leaves %s alone', (id) => {
      const { violated, satisfied } = outcomeCounts(claimOf(id), 0, SPARED, parts);

      expect({ violated, judged: satisfied > 0 }).toEqual({ violated: 0, judged: true });
    });
  });
});
