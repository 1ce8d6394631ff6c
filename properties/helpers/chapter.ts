import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chapter, Claim } from '../../src/claim/claim.js';
import { judgeCase } from '../../src/claim/outcome.js';
import { standardParts } from '../../src/claim/parts.js';
import { claims } from '../../src/claim/registry.js';
import { recordedExpectations } from './expectations.js';
import { outcomeCounts } from './judging.js';

/** Cases a surviving claim is put through, on each of the seeds. */
const SURVIVES_CASES = 60;
/** The same for claims whose cases are few because each costs much. */
const FEW_CASES = { survives: 3, refuted: 12 } as const;
/** Cases within which a refuted claim has to break. */
const REFUTED_CASES = 200;
const SEEDS = [0, 1, 2];

/** What a violated case says, for the failure message. */
function complaint(claim: Claim, input: Parameters<Claim['evaluate']>[0]): string {
  const { kind, evaluation } = judgeCase(claim, input, standardParts);
  return `${claim.id} is ${kind}: margin ${evaluation.conclusion?.margin} at step ${evaluation.conclusion?.step}, rounding ${evaluation.conclusion?.rounding}; ${evaluation.conclusion?.note ?? ''}`;
}

/** Registers, for each claim of a chapter, the property that its recorded verdict stands for. */
export function describeChapter(chapter: Chapter): void {
  const expectations = recordedExpectations();
  describe(chapter, () => {
    for (const claim of claims.filter((one) => one.chapter === chapter)) {
      const expected = expectations[claim.id]?.verdict;
      const heavy = claim.defaultCases !== undefined;
      const refutedWithin = heavy ? FEW_CASES.refuted : REFUTED_CASES;
      const surviving = heavy ? FEW_CASES.survives : SURVIVES_CASES;
      const seeds = heavy ? [0] : SEEDS;

      it(`${claim.id} has a recorded verdict`, () => {
        expect(['survives', 'refuted']).toContain(expected);
      });

      if (expected === 'refuted') {
        it.each(seeds)(`${claim.id} is refuted within ${refutedWithin} cases on seed %i`, (seed) => {
          const broken = fc.check(
            fc.property(claim.cases, (input) => judgeCase(claim, input, standardParts).kind !== 'violated'),
            { seed, numRuns: refutedWithin, endOnFailure: true },
          );

          expect(broken.failed).toBe(true);
          expect(judgeCase(claim, broken.counterexample![0], standardParts).kind).toBe('violated');
        });
      } else {
        it.each(seeds)(`${claim.id} is not violated on seed %i`, (seed) => {
          fc.assert(
            fc.property(claim.cases, (input) => {
              if (judgeCase(claim, input, standardParts).kind === 'violated') throw new Error(complaint(claim, input));
            }),
            { seed, numRuns: surviving },
          );
        });

        it(`${claim.id} is put to the test by at least a quarter of its cases`, () => {
          const { satisfied, violated } = outcomeCounts(claim, 3, surviving);

          expect(satisfied + violated).toBeGreaterThanOrEqual(surviving / 4);
        });
      }
    }
  });
}
