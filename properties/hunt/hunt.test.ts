import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/claim/claim.js';
import { standardParts } from '../../src/claim/parts.js';
import type { Case } from '../../src/data/case.js';
import { excludedRate, hunt } from '../../src/hunt/hunt.js';
import { coordinatesOf, withCoordinates } from '../../src/hunt/moves/coordinates.js';
import { type BurstJob, burst } from '../../src/hunt/search/burst.js';
import { randomOf } from '../../src/hunt/search/random.js';
import { type BurstResult, evaluationsIn } from '../../src/hunt/search/result.js';
import { type SearchResult, search } from '../../src/hunt/search/search.js';
import { compareStandings, type Standing } from '../../src/hunt/search/standing.js';
import { complexity } from '../../src/hunt/shrink/complexity.js';
import { shrink } from '../../src/hunt/shrink/shrink.js';
import { strategies, strategiesOf } from '../../src/hunt/strategy/portfolio.js';
import { violation } from '../../src/hunt/violation.js';
import { confirm } from '../../src/judge/confirmation.js';
import { claimOf, drawCases } from '../support/judging.js';
import { firstOrOthers, STATISTICAL } from '../support/long-suite.js';
import { planted, trueClaim } from '../support/planted.js';

const plantedClaim = (name: string): Claim => planted.find(({ id }) => id === `planted/${name}`)!;

const searched = (claim: Claim, seed: number, maxCases: number, strategy = 'portfolio', recorded: readonly BurstResult[] = []) =>
  search({
    claim,
    seed,
    strategies: strategiesOf(strategy)!,
    maxCases,
    stopped: () => false,
    run: async (job) => burst(claim, job),
    recorded,
  });

const hunted = (id: string, seed: number) => {
  const claim = claimOf(id);
  return hunt({ claim, seed, strategies, maxCases: 2000, stopped: () => false, run: async (job) => burst(claim, job) });
};

describe('the portfolio', () => {
  // Budgets are about three times the medians in docs/reference/hunt-strategies.md.
  it.each([
    ['smooth-1e-2', 180],
    ['smooth-1e-4', 480],
    ['smooth-1e-7', 840],
    ['kinked-1e-6', 720],
    ['kinked-1e-10', 1700],
    ['wedge', 1700],
    ['combination', 720],
    ['kink', 830],
    ['tiny-step', 330],
    ['hypothesis', 1650],
    ['unlike-parts', 2700],
  ])('breaks the planted-false claim %s within %i evaluations on seeds 0, 1 and 2', async (name, budget) => {
    for (const seed of [0, 1, 2]) {
      const { violations, archive } = await searched(plantedClaim(name), seed, budget);
      expect(violations.length, `seed ${seed}, best ${JSON.stringify(archive.best?.standing)}`).toBeGreaterThan(0);
      expect(violation(plantedClaim(name), violations[0]!)).toBeDefined();
    }
  });

  it.each(strategies.map(({ name }) => name))('raises no false alarm on a true claim: %s', async (name) => {
    const { violations, archive } = await searched(trueClaim, 0, 1000, name);

    expect(violations).toEqual([]);
    expect(archive.evaluations).toBe(1000);
    expect(archive.best?.standing).toMatchObject({ kind: 'inside', slack: 0 });
  });

  it('does not break a claim of the paper that survives, while meeting many behaviours within its hypotheses', async () => {
    const { violations, archive } = await searched(claimOf('thm-3.1/2@repaired'), 0, 600);

    expect(violations).toEqual([]);
    expect(archive.coverage.inside).toBeGreaterThan(20);
    expect(archive.counts.satisfied).toBeGreaterThan(150);
  });

  it('takes the parts of a conclusion in turn, so that a small part does not hide a violated large one', async () => {
    const { violations, archive } = await searched(plantedClaim('unlike-parts'), 1, 2700);

    expect([...archive.parts].sort()).toEqual(['large', 'small']);
    expect(violations.length).toBeGreaterThan(0);
  });

  it('goes on from violations that do not count to one that does, and replays from its results', async () => {
    // Violated wherever |w_1| > 5/2; only negative w_1 count.
    const claim: Claim = {
      ...trueClaim,
      id: 'planted/two-sides',
      evaluate: ({ start }) => ({ hypotheses: [], conclusion: { slack: 2.5 - Math.abs(start[0]!), rounding: 0, step: 0 }, labels: [] }),
    };
    const kept: BurstResult[] = [];
    let turnedDown = 0;
    const options = {
      claim,
      strategies,
      maxCases: 4000,
      stopped: () => false,
      run: async (job: BurstJob) => burst(claim, job),
      counts: ({ start }: Case) => {
        if (start[0]! > 0) turnedDown++;
        return start[0]! < 0;
      },
    };

    for (const seed of [0, 1, 2]) {
      kept.length = 0;
      const first = await search({ ...options, seed, onRound: (results) => kept.push(...results) });
      const again = await search({ ...options, seed, recorded: [...kept], run: () => Promise.reject(new Error('nothing is left to run')) });

      expect(first.violations[0]!.start[0]!).toBeLessThan(-2.5);
      expect(again.violations).toEqual(first.violations);
      expect(again.archive.evaluations).toBe(first.archive.evaluations);
    }
    expect(turnedDown).toBeGreaterThan(0);
  });

  it('ends where again and again no violation counts', async () => {
    const claim = plantedClaim('smooth-1e-2');
    const { violations, archive } = await search({
      claim,
      seed: 0,
      strategies,
      maxCases: 100_000,
      stopped: () => false,
      run: async (job) => burst(claim, job),
      counts: () => false,
    });

    expect(violations).toEqual([]);
    expect(archive.counts.violated).toBeGreaterThanOrEqual(12);
    expect(archive.evaluations).toBeLessThan(20_000);
  });

  it('does the same whatever order its bursts end in', async () => {
    const claim = plantedClaim('kinked-1e-10');
    const late = await search({
      claim,
      seed: 3,
      strategies,
      maxCases: 1500,
      stopped: () => false,
      run: async (job) => {
        const result = burst(claim, job);
        await new Promise((resolve) => setTimeout(resolve, job.strategy === 'random' ? 5 : 0));
        return result;
      },
    });

    const { archive } = await searched(claim, 3, 1500);

    expect(late.archive.counts).toEqual(archive.counts);
    expect(late.archive.best).toEqual(archive.best);
  });

  it('makes short bursts only in rounds after which the deepest has spent half of a whole burst, however early its bursts end', async () => {
    for (const seed of [0, 1, 2]) {
      const rounds: { led: number; short: boolean }[] = [];
      const kinked = plantedClaim('kinked-1e-10');
      // As hard to go down in, but never broken.
      const claim: Claim = {
        ...kinked,
        evaluate: (input) => {
          const { conclusion, ...rest } = kinked.evaluate(input, standardParts);
          return { ...rest, conclusion: { ...conclusion!, slack: conclusion!.slack + 1 } };
        },
      };
      await search({
        claim,
        seed,
        strategies,
        maxCases: 6000,
        stopped: () => false,
        run: async (job) => {
          const result = burst(claim, job);
          const [round, slot] = job.seed.split('/').slice(-2).map(Number) as [number, number];
          rounds[round] ??= { led: 0, short: false };
          if (job.patience !== undefined) rounds[round].led += evaluationsIn(result.counts);
          // Slots 0 and 1 are those of the deepest and of the fastest run.
          if (slot > 1) rounds[round].short = true;
          return result;
        },
      });

      let led = 0;
      // What the budget cut short is no whole round.
      for (const round of rounds.slice(0, -1)) {
        if (round.led > 0) expect(round.short).toBe(led >= 120);
        led = round.short ? round.led : led + round.led;
      }
      expect(rounds.filter(({ short }) => !short).length).toBeGreaterThan(1);
      expect(rounds.filter(({ short }) => short).length).toBeGreaterThan(1);
    }
  });

  it('goes on from recorded bursts to the same end as without a break', async () => {
    const claim = plantedClaim('kinked-1e-6');
    const recorded: BurstResult[] = [];
    const whole = await search({
      claim,
      seed: 0,
      strategies,
      maxCases: 4000,
      stopped: () => false,
      run: async (job) => burst(claim, job),
      onRound: (results) => recorded.push(...results),
    });

    const resumed = await searched(claim, 0, 4000, 'portfolio', recorded.slice(0, 5));

    expect(resumed.violations).toEqual(whole.violations);
    expect(resumed.archive.counts).toEqual(whole.archive.counts);
  });
});

describe('a search whose time is over', () => {
  const claim = plantedClaim('wedge');
  const options = { claim, seed: 0, strategies, maxCases: 4000, stopped: () => false };
  const LAST = 25;

  /** A search in which one burst is given up, and the one after it is cut short. */
  async function cutShort(): Promise<{ result: SearchResult; told: BurstResult[]; counted: number }> {
    const told: BurstResult[] = [];
    let begun = 0;
    let counted = 0;
    const run = async (job: BurstJob): Promise<BurstResult | undefined> => {
      begun++;
      if (begun === LAST) return undefined;
      const done = burst(claim, begun === LAST + 1 ? { ...job, evaluations: 3 } : job);
      counted += evaluationsIn(done.counts);
      return begun === LAST + 1 ? { ...done, cut: true } : done;
    };
    const result = await search({ ...options, run, onRound: (results) => told.push(...results) });
    return { result, told, counted };
  }

  it('ends with the round, and counts what ended or was cut short and nothing else', async () => {
    const { result, told, counted } = await cutShort();

    expect(result).toMatchObject({ endedEarly: true, abandoned: 1, violations: [] });
    expect(result.archive.evaluations).toBe(counted);
    // A journal has no slot from the one that was given up on.
    expect(told).toHaveLength(LAST - 1);
    expect(told.filter(({ cut }) => cut)).toEqual([]);
  });

  it('goes on later to the same end as without a break', async () => {
    const { told } = await cutShort();

    const resumed = await searched(claim, 0, 4000, 'portfolio', told);
    const whole = await searched(claim, 0, 4000);

    expect(resumed.violations).toEqual(whole.violations);
    expect(resumed.archive.counts).toEqual(whole.archive.counts);
  });

  it.each(strategies.map(({ name }) => [name]))('begins no evaluation of %s', (strategy) => {
    const job = { claim: claim.id, strategy, seed: 'over', evaluations: 100, elites: [], until: Date.now() };

    const { counts, cut } = burst(claim, job);

    expect({ evaluations: evaluationsIn(counts), cut }).toEqual({ evaluations: 0, cut: true });
  });

  it('cuts nothing short that ends before', () => {
    const job = { claim: claim.id, strategy: 'random', seed: 'in time', evaluations: 100, elites: [] };

    expect(burst(claim, { ...job, until: Date.now() + 60_000 })).toEqual(burst(claim, job));
  });
});

describe('a burst with patience', () => {
  const job = (claim: Claim, seed: number, patience?: number): BurstJob => ({
    claim: claim.id,
    strategy: 'evolution',
    seed: `patience/${seed}`,
    evaluations: 240,
    ...(patience === undefined ? {} : { patience }),
    elites: [],
  });

  it('ends after as many evaluations in which nothing went deeper', () => {
    // The slack takes no part in anything: whatever comes first is as deep as all else.
    const level: Claim = {
      ...trueClaim,
      id: 'planted/level',
      evaluate: () => ({ hypotheses: [], conclusion: { slack: 1, rounding: 0, step: 0 }, labels: [] }),
    };

    for (const seed of [0, 1, 2]) {
      expect(evaluationsIn(burst(level, job(level, seed, 60)).counts)).toBe(1 + 60 + 1);
      expect(evaluationsIn(burst(level, job(level, seed)).counts)).toBeGreaterThan(200);
    }
  });

  it('goes on as long as it goes down', () => {
    // Each evaluation is deeper than the one before.
    let depth = 1;
    const descending: Claim = {
      ...trueClaim,
      id: 'planted/descending',
      evaluate: () => {
        depth *= 0.99;
        return { hypotheses: [], conclusion: { slack: depth, rounding: 0, step: 0 }, labels: [] };
      },
    };

    expect(evaluationsIn(burst(descending, job(descending, 0, 60)).counts)).toBe(240);
  });
});

describe('standings', () => {
  const outside = (met: number, slack: number): Standing => ({ kind: 'outside', met, slack });
  const inside = (slack: number, parts: Record<string, number> = {}): Standing => ({ kind: 'inside', slack, parts });

  it.each([
    ['any slack within the hypotheses beats a near miss outside', inside(1e9), outside(5, -1e-9)],
    ['undecided beats outside', { kind: 'undecided' } as Standing, outside(5, -1e-9)],
    ['one more hypothesis met beats a smaller miss', outside(2, -100), outside(1, -0.1)],
    ['with the same hypotheses met the smaller miss is better', outside(1, -0.1), outside(1, -0.2)],
    ['within the hypotheses the smaller slack is better', inside(0.1), inside(0.2)],
  ])('%s', (_, better, worse) => {
    expect(compareStandings(better, worse)).toBeLessThan(0);
    expect(compareStandings(worse, better)).toBeGreaterThan(0);
  });

  it('compares the part in focus alone', () => {
    const a = inside(0, { small: 0, large: 300 });
    const b = inside(1, { small: 1, large: 200 });

    expect(compareStandings(a, b, 'large')).toBeGreaterThan(0);
    expect(compareStandings(a, b, 'small')).toBeLessThan(0);
  });
});

describe('coordinates', () => {
  it('a case taken apart and put together again is the same', () => {
    for (const id of ['linear/descent', 'leaky/landscape', 'prop-1@intended', 'thm-4.1/eq-29', 'landscape/infimum']) {
      for (const input of drawCases(claimOf(id), 7, 10)) {
        expect(withCoordinates(input, coordinatesOf(input).values, 2 ** -40)).toEqual(input);
      }
    }
  });
});

describe('shrinking', () => {
  it.each(['thm-3.1/2', 'thm-3.2/descent', 'prop-2/eq-25', 'thm-4.1/reduction', 'prop-1/eq-13'])(
    'makes a violated case of %s small enough for a person, violated clear of rounding, and never more complex',
    async (id) => {
      const claim = claimOf(id);
      const found = drawCases(claim, 11, 80).find((input) => violation(claim, input) !== undefined)!;

      const shrunk = (await shrink(claim, found, 2000, () => false))!;

      expect(confirm(claim, shrunk.input).outcome.verdict).toBe('violated');
      expect(-shrunk.conclusion.slack).toBeGreaterThan(64 * shrunk.conclusion.rounding);
      expect(complexity(shrunk.input)).toBeLessThanOrEqual(Math.min(60, complexity(found)));
      expect(shrunk.input.data.x.length).toBeLessThanOrEqual(3);
      expect(shrunk.input.data.x[0]!.length).toBeLessThanOrEqual(2);
    },
  );

  it('leaves a case alone that breaks nothing', async () => {
    const [input] = drawCases(claimOf('lem-f2'), 1, 1);

    expect(await shrink(claimOf('lem-f2'), input!, 100, () => false)).toBeUndefined();
  });

  it('counts a number as the more complex the more digits it has', () => {
    const withStart = (value: number): Case => ({
      claim: 'x',
      data: { x: [[1], [-1]], y: [1, -1] },
      start: [value],
      steps: { kind: 'none' },
    });
    const costs = [0, 1, 2, 0.5, 0.75, 83 / 64, 0.1].map((value) => complexity(withStart(value)));

    expect([...costs].sort((a, b) => a - b)).toEqual(costs);
  });
});

describe('a hunt', () => {
  it.each(firstOrOthers(0, 1, 2))('reports the smallest and the worst witness, both confirmed (seed %i)', STATISTICAL, async (seed) => {
    const { found, smallest, worst } = await hunted('thm-3.1/1-proof', seed);

    expect(smallest!.complexity).toBeLessThanOrEqual(found!.complexity);
    expect(worst!.stored.outcome.slack).toBeLessThanOrEqual(smallest!.stored.outcome.slack);
    for (const witness of [found, smallest, worst]) expect(witness!.stored.outcome.verdict).toBe('violated');
  });

  it('draws its random choices from the seed alone', () => {
    const first = randomOf('a');
    const second = randomOf('a');

    expect([first.unit(), first.normal(), first.below(10)]).toEqual([second.unit(), second.normal(), second.below(10)]);
    expect(randomOf('b').unit()).not.toBe(randomOf('a').unit());
  });

  it('excludes the rate that n draws without a violation exclude with 99% confidence', () => {
    expect(excludedRate(0)).toBe(1);
    expect(excludedRate(1)).toBeCloseTo(0.99, 12);
    expect((1 - excludedRate(1000)) ** 1000).toBeCloseTo(0.01, 10);
  });
});
