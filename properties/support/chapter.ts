import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/claim/claim.js';
import { judgeCase } from '../../src/claim/outcome.js';
import { claims } from '../../src/paper/edition.js';
import { fewOrMany, firstOrOthers, STATISTICAL } from './long-suite.js';
import { recordedVerdicts } from './records.js';
import { sharingParts } from './shared-runs.js';

/** Cases a surviving claim is put through, on each of the seeds. */
const SURVIVES_CASES = 60;
/** Which part of them has to judge the claim: a twelfth in `npm test`, which judges no more, a quarter in `npm run test:long`. */
const JUDGED_SHARE = fewOrMany(1 / 12, 1 / 4);
/** The same for claims whose cases are few because each costs much. */
const FEW_CASES = { survives: 3, refuted: 12 } as const;
/** Cases within which a refuted claim has to break. */
const REFUTED_CASES = 200;
/** Seeds on which a refuted claim has to break; the first alone where cases are few. */
const REFUTED_SEEDS = [0, 1, 2] as const;
/** Seeds on which a surviving claim is put through its cases, besides the one on which enough of them have to judge it. */
const JUDGED_SEED = 3;
const FURTHER_SEEDS = fewOrMany([], [1, 2]);

/** What a violated case says, for the failure message. */
function complaint(claim: Claim, input: Parameters<Claim['evaluate']>[0]): string {
  const { kind, evaluation } = judgeCase(claim, input, sharingParts);
  return `${claim.id} is ${kind}: slack ${evaluation.conclusion?.slack} at step ${evaluation.conclusion?.step}, rounding ${evaluation.conclusion?.rounding}; ${evaluation.conclusion?.note ?? ''}`;
}

/** How many of a claim's cases satisfy it; `npm test` judges none after `enough` of them. @throws the error of fast-check with a smaller case when one violates it. */
function satisfiedCases(claim: Claim, seed: number, count: number, enough: number): number {
  const most = fewOrMany(enough, Number.POSITIVE_INFINITY);
  let satisfied = 0;
  const property = fc.property(claim.cases, (input) => {
    if (satisfied >= most) return;
    const { kind } = judgeCase(claim, input, sharingParts);
    if (kind === 'violated') throw new Error(complaint(claim, input));
    if (kind === 'satisfied') satisfied++;
  });
  fc.assert(property, { seed, numRuns: count });
  return satisfied;
}

/** Registers, for each claim of a chapter, the property that its recorded verdict stands for. */
export function describeChapter(chapter: string): void {
  const records = recordedVerdicts();
  describe(chapter, () => {
    for (const claim of claims.filter((one) => one.chapter === chapter)) {
      const expected = records[claim.id]?.verdict;
      const heavy = claim.defaultCases !== undefined;
      const refutedWithin = heavy ? FEW_CASES.refuted : REFUTED_CASES;
      const surviving = heavy ? FEW_CASES.survives : SURVIVES_CASES;
      const enough = Math.ceil(surviving * JUDGED_SHARE);
      it(`${claim.id} has a recorded verdict`, () => {
        expect(['survives', 'refuted']).toContain(expected);
      });

      if (expected === 'refuted') {
        it.each(heavy ? fewOrMany(REFUTED_SEEDS.slice(0, 1), []) : firstOrOthers(...REFUTED_SEEDS))(
          `${claim.id} is refuted within ${refutedWithin} cases on seed %i`,
          STATISTICAL,
          (seed) => {
            const broken = fc.check(
              fc.property(claim.cases, (input) => judgeCase(claim, input, sharingParts).kind !== 'violated'),
              { seed, numRuns: refutedWithin, endOnFailure: true },
            );

            expect(broken.failed).toBe(true);
            expect(judgeCase(claim, broken.counterexample![0], sharingParts).kind).toBe('violated');
          },
        );
      } else {
        it.each(heavy ? [] : FURTHER_SEEDS)(`${claim.id} is not violated on seed %i`, STATISTICAL, (seed) => {
          expect(satisfiedCases(claim, seed, surviving, enough)).toBeGreaterThan(0);
        });

        it(
          `${claim.id} is not violated on seed ${JUDGED_SEED}, and put to the test by at least ${enough} of ${surviving} cases`,
          STATISTICAL,
          () => {
            expect(satisfiedCases(claim, JUDGED_SEED, surviving, enough)).toBeGreaterThanOrEqual(enough);
          },
        );
      }
    }
  });
}
