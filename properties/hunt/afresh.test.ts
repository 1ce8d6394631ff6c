import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/claim/claim.js';
import type { Case } from '../../src/data/case.js';
import { stringifyCompact } from '../../src/data/json-number.js';
import { latticeVector } from '../../src/generator/lattice.js';
import { samplingSeed } from '../../src/generator/steps.js';
import { afresh } from '../../src/hunt/afresh.js';
import { hunt } from '../../src/hunt/hunt.js';
import { burst } from '../../src/hunt/search/burst.js';
import { randomOf } from '../../src/hunt/search/random.js';
import { strategies } from '../../src/hunt/strategy/portfolio.js';
import { violation } from '../../src/hunt/violation.js';
import { CASE_ALLOWANCE } from '../../src/monte-carlo/alpha-ledger.js';
import { huntJson, huntText } from '../../src/report/hunt-report.js';
import { firstOrOthers, STATISTICAL } from '../support/long-suite.js';

/** A claim judged by a test that finds a violation on this share of seeds, whatever the case, or on all where `broken` says so. */
const statistical = (share: number, broken: (input: Case) => boolean = () => false, method: Claim['method'] = 'statistics'): Claim => ({
  id: 'planted/statistical',
  reading: 'as-printed',
  chapter: 'definitions',
  kind: 'expectation',
  method,
  source: 'planted',
  statement: 'A claim judged by chance.',
  slack: 'one half either way',
  required: {},
  cases: fc.tuple(latticeVector(2), samplingSeed()).map(([start, seed]) => ({
    claim: 'planted/statistical',
    data: {
      x: [
        [1, 0],
        [0, -1],
      ],
      y: [1, -1],
    },
    start,
    steps: { kind: 'none' as const },
    seed,
  })),
  evaluate(input) {
    const chance = randomOf(`test/${stringifyCompact(input)}`).unit() < share;
    return { hypotheses: [], conclusion: { slack: chance || broken(input) ? -0.5 : 0.5, rounding: 0, step: 0 }, labels: [] };
  },
});

const hunted = (claim: Claim, seed: number) =>
  hunt({ claim, seed, strategies, maxCases: 8000, stopped: () => false, run: async (job) => burst(claim, job) });

const context = { strategy: 'portfolio', seed: 0, seconds: 0, files: {}, resumed: 0 };

describe('a hunt on a claim that is judged by statistics', () => {
  // Thousands of tests of this level raise an alarm in nearly every hunt; one more raises a second one rarely.
  const trueClaim = statistical(1 / 512);

  it.each(firstOrOthers(0, 1, 2, 3))(
    'does not report the false alarms of its many tests (seed %i), and says that it met them',
    STATISTICAL,
    async (seed) => {
      const result = await hunted(trueClaim, seed);

      expect(result.archive.counts.violated).toBeGreaterThan(0);
      expect(result.refused).toBeGreaterThan(0);
      expect(result.found ?? result.smallest ?? result.worst).toBeUndefined();
      expect(huntJson(result, context)).toMatchObject({ verdict: 'survives', effort: { refused: result.refused } });
      expect(huntText(result, context)).toContain(`that fresh runs did not show again: ${result.refused}`);
    },
  );

  it('reports them where nothing was chance: the same tests in a claim of another method', async () => {
    const result = await hunted(
      statistical(1 / 512, () => false, 'exact'),
      0,
    );

    expect(result.smallest).toBeDefined();
    expect(result.falseAlarm).toBeUndefined();
  });

  it.each(firstOrOthers(0, 1, 2))(
    'reports a claim that is false on some cases, with the price of the tests that say so (seed %i)',
    STATISTICAL,
    async (seed) => {
      const result = await hunted(
        statistical(1 / 512, ({ start }) => start[0]! > 1),
        seed,
      );

      expect(result.smallest!.stored.input.start[0]).toBeGreaterThan(1);
      expect(result.worst!.stored.outcome).toMatchObject({ verdict: 'violated', evidence: 'statistical' });
      expect(result.falseAlarm! >= CASE_ALLOWANCE && result.falseAlarm! <= 6.01 * CASE_ALLOWANCE).toBe(true);
      expect(huntText(result, context)).toContain(`false alarm with probability at most ${result.falseAlarm!.toPrecision(2)}`);
    },
  );

  it('reports no seed that took part in the choice', async () => {
    const claim = statistical(0, ({ start }) => start[0]! > 1);
    const met = new Set<number | undefined>();
    const watched: Claim = {
      ...claim,
      evaluate(input, parts) {
        met.add(input.seed);
        return claim.evaluate(input, parts);
      },
    };

    // The search for a worse case sets out from the one found, so what counts is what was met before that.
    let known: boolean | undefined;
    await hunt({
      claim,
      seed: 5,
      strategies,
      maxCases: 2000,
      stopped: () => false,
      run: async (job) => burst(watched, job),
      onFound: ({ stored }) => {
        known = met.has(stored.input.seed);
      },
    });

    expect(met.size).toBeGreaterThan(0);
    expect(known).toBe(false);
  });
});

describe('confirmation', () => {
  it('is as rare for cases chosen for their alarm as for any: half of those that a test of level 1/2 calls violated', () => {
    const claim = statistical(1 / 2);
    const chosen = fc.sample(claim.cases, { numRuns: 4000, seed: 7 }).filter((input) => violation(claim, input) !== undefined);
    const fresh = afresh(claim);

    const confirmed = chosen.filter((input) => fresh.confirmed(input) !== undefined);

    expect(chosen.length).toBeGreaterThan(1800);
    expect(Math.abs(confirmed.length / chosen.length - 1 / 2)).toBeLessThan(0.05);
    expect(fresh.refused).toBe(chosen.length - confirmed.length);
    expect(fresh.falseAlarm).toBeCloseTo(chosen.length * CASE_ALLOWANCE, 20);
  });

  it('is the same every time, and of a case with another seed', () => {
    const claim = statistical(0, () => true);
    const [input] = fc.sample(claim.cases, { numRuns: 1, seed: 1 });

    const first = afresh(claim).confirmed(input!)!;

    expect(afresh(claim).confirmed(input!)).toEqual(first);
    expect(first.seed).not.toBe(input!.seed);
    expect({ ...first, seed: input!.seed }).toEqual(input);
  });
});
