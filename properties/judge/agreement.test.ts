import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/claim/claim.js';
import { type Parts, standardParts } from '../../src/claim/parts.js';
import { dataset } from '../../src/data/dataset.js';
import { hunt } from '../../src/hunt/hunt.js';
import { burst } from '../../src/hunt/search/burst.js';
import { strategies } from '../../src/hunt/strategy/portfolio.js';
import { engineAgreement } from '../../src/judge/agreement.js';
import { confirm, judged } from '../../src/judge/confirmation.js';
import { leakyRelu, relu } from '../../src/model/neuron.js';
import { limitLines } from '../../src/replay/limit-account.js';
import { huntJson, huntText } from '../../src/report/hunt-report.js';
import { schemas } from '../../src/report/schema.js';
import { witnessOf } from '../support/certify.js';
import { commanded } from '../support/cli.js';
import { flowDefects } from '../support/flow-defects.js';
import { claimOf } from '../support/judging.js';
import { scratch } from '../support/scratch.js';

const { file } = scratch();
const FOLLOWED = ['thm-3.2/cases', 'thm-3.2/1', 'thm-3.2/2', 'thm-3.2/3', 'ex-2/no-limit', 'leaky/gd', 'thm-4.1/direction'];

/** The engine told a step size that is 1 % too large: the clock of the flow is off by ln 1.01. */
const fastClock: Parts = { ...standardParts, trajectory: (options) => standardParts.trajectory({ ...options, eta: options.eta * 1.01 }) };

describe('the engines on a witness', () => {
  it.each(FOLLOWED)('of %s agree to 1e-8 in w, at 10^5 and at 10^6 steps', (id) => {
    const { outcome, agreement, evaluation } = judged(claimOf(id), witnessOf(id));

    expect(outcome.verdict).toBe('violated');
    expect(agreement.map(({ steps }) => steps)).toEqual([100_000, 1_000_000]);
    expect(Math.max(...agreement.map(({ distance }) => distance))).toBeLessThan(1e-8);
    const { readings } = evaluation.conclusion!.horizons!;
    const window = [1e4, 2e4, 3.5e4, 5e4, 7e4, 1e5, 2e5, 5e5, 1e6];
    expect(readings.map(({ lnT }) => lnT)).toEqual([...window, ...window.slice(1).map((lnT) => 100 * lnT)]);
  });

  it.each(FOLLOWED)('of %s disagree under a planted clock that is fast by a hundredth, and then nothing is refuted', (id) => {
    const { outcome, agreement, evaluation } = judged(claimOf(id), witnessOf(id), fastClock);
    const text = limitLines(evaluation.conclusion!.horizons, agreement).join('\n');

    expect(outcome.verdict).toBe('undecided');
    expect(Math.max(...agreement.map(({ distance, allowed }) => distance / allowed))).toBeGreaterThan(100);
    expect(text).toContain('DISAGREE');
  });

  it('are compared when a violation is confirmed', () => {
    expect(confirm(claimOf('thm-3.2/1'), witnessOf('thm-3.2/1'), fastClock).outcome.verdict).toBe('undecided');
    expect(confirm(claimOf('thm-3.2/1'), witnessOf('thm-3.2/1')).outcome.verdict).toBe('violated');
  });

  it('disagree under a defect that pushes the flow aside, as far as the pushed run still breaks the claim', () => {
    const found = flowDefects.flatMap(({ name, parts }) =>
      ['thm-3.2/1', 'thm-3.2/2', 'leaky/gd'].flatMap((id) => {
        const { outcome, agreement } = judged(claimOf(id), witnessOf(id), parts);
        return agreement.length === 0
          ? []
          : [{ name, verdict: outcome.verdict, far: Math.max(...agreement.map((at) => at.distance / at.allowed)) }];
      }),
    );

    expect(found.length).toBeGreaterThan(8);
    for (const { verdict, far } of found) expect(verdict).toBe(far > 1 ? 'undecided' : 'violated');
    expect(found.filter(({ verdict }) => verdict === 'undecided').length).toBeGreaterThan(4);
  });
});

describe('a leaky run that crosses one kink 30,000 times', () => {
  it('is followed by both ways alike, its chatter averaged: they were 0.11 apart before the average lay where the iterates do', () => {
    const run = {
      data: dataset({
        x: [
          [0.03125, 1.984375],
          [-0.03125, 1.71875],
        ],
        y: [-1, 1],
      }),
      model: leakyRelu(0.421875),
      start: [127, -2],
      eta: 1 / 32,
    };

    const found = engineAgreement(run, standardParts);

    expect(found.map(({ steps }) => steps)).toEqual([100_000, 1_000_000]);
    for (const { distance, allowed } of found) expect(distance).toBeLessThan(allowed);
  });
});

describe('what is printed of a limit', () => {
  it('is the horizons and the agreement, in text and in JSON', async () => {
    const path = file('replay.json', '');

    const { stdout } = await commanded('replay', 'fixtures/witnesses/thm-3.2_2.json', '--json', path);

    const json = schemas.replay.parse(JSON.parse(readFileSync(path, 'utf8')));

    expect(stdout).toMatch(/Read at these horizons: distance of the direction[^\n]*\n +ln t +value\n +10000\.0 +0\.0000123/);
    expect(stdout).toMatch(
      /Followed step by step against the log-time engine[^\n]*\n +t +followed by +distance of w +allowed[^\n]*\n +100000 +steps +\d\.\d+e-10/,
    );
    expect(stdout).not.toContain('DISAGREE');
    expect(json.horizons!.readings.at(-1)!.lnT).toBe(1e8);
    expect(json.agreement).toHaveLength(2);
    expect(json.certificate!.argument.length).toBeGreaterThan(3);
  });

  it("bounds SGD's averages by what the noise leaves open", () => {
    const { horizons } = judged(claimOf('thm-3.4/global'), witnessOf('thm-3.4/global')).evaluation.conclusion!;

    expect(horizons!.readings.map(({ lnT }) => lnT)).toEqual([4e4, 1.2e5, 4e5, 1.2e6, 4e6, 1.2e7, 4e7, 1.2e8, 4e8]);
    expect(horizons!.readings.every(({ value, within }) => within! > 0 && within! < 1e-3 * value)).toBe(true);
  });
});

describe('a hunt', () => {
  const hunted = (claim: Claim, maxCases = 50) =>
    hunt({ claim, seed: 0, strategies, maxCases, stopped: () => false, run: async (job) => burst(claim, job) });
  const context = { strategy: 'portfolio', seed: 0, seconds: 1, files: {}, resumed: 0 };

  it('tells the horizons and the agreement of its smallest witness', async () => {
    const result = await hunted(claimOf('thm-3.2/1'));

    expect(huntText(result, context)).toMatch(/Read at these horizons[\s\S]*Followed step by step against the log-time engine/);
    const json = schemas.hunt.parse(JSON.parse(JSON.stringify(huntJson(result, context))));
    expect(json.verdict).toBe('refuted');
    expect(json.agreement!.every(({ distance, allowed }) => Number(distance) <= Number(allowed))).toBe(true);
  });

  it('does not count a violation on whose run the engines disagree', async () => {
    // Steps of one model, continued in log time as those of another.
    const twofold = { ...relu, evaluate: leakyRelu(0.5).evaluate };
    const original = claimOf('thm-3.1/3');
    const claim: Claim = {
      ...original,
      id: 'planted/disagreement',
      evaluate(_, parts) {
        parts.trajectory({ data: dataset({ x: [[1], [-1]], y: [1, -1] }), model: twofold, start: [1], eta: 1 / 8, until: 12 });
        return { hypotheses: [], conclusion: { slack: -1, rounding: 0, step: 0 }, labels: [] };
      },
    };

    // Each case is followed by both engines.
    const result = await hunted(claim, 10);

    expect([result.found, result.smallest, result.worst]).toEqual([undefined, undefined, undefined]);
    expect(result.unconfirmed).toBeGreaterThan(0);
    expect(huntText(result, context)).toContain(`since the engines disagree on their runs: ${result.unconfirmed}`);
    expect(huntJson(result, context)).toMatchObject({ verdict: 'survives', unconfirmed: result.unconfirmed });
  });
});
