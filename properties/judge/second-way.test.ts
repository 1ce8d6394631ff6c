import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/claim/claim.js';
import { standardParts } from '../../src/claim/parts.js';
import type { Case } from '../../src/data/case.js';
import { judged } from '../../src/judge/confirmation.js';
import { inlineWorkers } from '../../src/judge/workers.js';
import { limitLines } from '../../src/replay/limit-account.js';
import { type done, judgeChunk } from '../../src/verify/chunk.js';
import { verify } from '../../src/verify/verify.js';
import { blindAverage } from '../support/blind-average.js';
import { claimOf } from '../support/judging.js';
import { flipsForEver, lock, obtuse, slidesInside } from '../support/limit-cases.js';
import { firstOrOthers, STATISTICAL } from '../support/long-suite.js';

/** The repaired cases of theorem 3.2, on starts near that of a run. */
const near = ({ start, ...run }: Case): Claim => ({
  ...claimOf('thm-3.2/cases@repaired'),
  cases: fc
    .array(fc.integer({ min: -2, max: 2 }), { minLength: start.length, maxLength: start.length })
    .map((moves) => ({ ...run, start: start.map((value, j) => value + moves[j]! / 256) })),
});

describe('a satisfied case of a claim about a limit', () => {
  it.each([
    ['one kink', { ...slidesInside, steps: { kind: 'constant', eta: 0.25, count: 0 } } satisfies Case],
    ['two kinks', obtuse],
  ])('that slides along %s is followed a second time, by steps and by events up to ln t = 200, and the ways agree', (_, input) => {
    const { outcome, agreement } = judged(claimOf(input.claim), input);

    expect(outcome.verdict).toBe('satisfied');
    expect(agreement.length).toBe(6);
    expect(Math.log(agreement.at(-1)!.steps)).toBeCloseTo(200, 6);
    // Strikes are resolved by both until ln t = 25.
    for (const { distance } of agreement.slice(0, 2)) expect(distance).toBeLessThan(1e-7);
    for (const { distance, allowed } of agreement) expect(distance).toBeLessThan(allowed);
  });

  it('is told by the ways that it was really followed: steps, and events beyond them', () => {
    const { evaluation, agreement } = judged(claimOf(slidesInside.claim), {
      ...slidesInside,
      steps: { kind: 'constant', eta: 0.25, count: 0 },
    });

    const lines = limitLines(evaluation.conclusion?.horizons, agreement);

    expect(agreement.map(({ way }) => way)).toEqual(['steps', 'events', 'events', 'events', 'events', 'events']);
    expect(lines.filter((line) => line.startsWith('Followed'))).toEqual([
      expect.stringMatching(/step by step, then from strike to strike/),
    ]);
    expect(lines.filter((line) => / events /.test(line)).length).toBe(5);
  });

  it('is chosen by its content where it does not slide: some are, some are not, and the same ones again', () => {
    const plain = claimOf('linear/direction');
    const cases = fc.sample(plain.cases, { seed: 5, numRuns: 24 });
    const chosen = (): boolean[] => cases.map((input) => judged(plain, input).agreement.length > 0);

    const first = chosen();

    expect(first.filter(Boolean).length).toBeGreaterThan(0);
    expect(first.filter(Boolean).length).toBeLessThan(12);
    expect(chosen()).toEqual(first);
  });
});

describe('an engine that averages where a strike wakes a positive', () => {
  it.each(firstOrOthers(1, 2, 3))('is caught on seed %i: its satisfied cases count as undecided', STATISTICAL, (seed) => {
    const { outcomes, disagreed } = judgeChunk(near(lock), { seed, chunk: 0, size: 2 }, blindAverage);

    expect(disagreed).toBe(2);
    expect(outcomes).toMatchObject({ satisfied: 0, undecided: 2 });
  });

  it('would have told that the case is satisfied', () => {
    const { conclusion } = claimOf(lock.claim).evaluate(lock, blindAverage);

    expect(conclusion!.slack).toBeGreaterThan(0.5);
  });

  it('is not blamed where nothing sleeps in reach of the chatter', () => {
    const { outcomes, disagreed } = judgeChunk(
      near({ ...slidesInside, steps: { kind: 'constant', eta: 0.25, count: 0 } }),
      { seed: 1, chunk: 0, size: 2 },
      blindAverage,
    );

    expect(disagreed).toBe(0);
    expect(outcomes.satisfied).toBe(2);
  });

  it('is told loudly', async () => {
    const claim = near(lock);
    const work = inlineWorkers((one: Claim, job: Parameters<typeof done>[1]) =>
      'chunk' in job ? judgeChunk(one, job, blindAverage) : undefined,
    );

    const [report] = await verify({
      claims: [claim],
      seed: 1,
      cases: 1,
      data: [],
      generated: true,
      workers: work,
      witnesses: new Map(),
      stopped: () => false,
    });

    expect(report!.verdict).toBe('unknown');
    expect(report!.because).toContain('THE ENGINES DISAGREE on the runs of 1 cases');
  });
});

describe('what no average holds for', () => {
  it('is undecided under the sound engine, and nothing is said to disagree', () => {
    const { outcomes, disagreed } = judgeChunk(near(lock), { seed: 1, chunk: 0, size: 1 }, standardParts);

    expect(disagreed).toBe(0);
    expect(outcomes).toMatchObject({ satisfied: 0, violated: 0, undecided: 1 });
  });

  it('includes no pattern that flips for ever: the hypothesis of constant patterns fails', () => {
    const { outcome, evaluation } = judged(claimOf(flipsForEver.claim), flipsForEver);

    expect(outcome.verdict).toBe('discarded');
    expect(evaluation.hypotheses.filter(({ slack }) => !(slack >= 0)).map(({ id }) => id)).toEqual(['constant-patterns']);
  });
});
