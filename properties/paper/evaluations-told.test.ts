/** What evaluations say of cases that are worked out by hand, or when a part is wrong. */

import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../src/claim/parts.js';
import type { Case } from '../../src/data/case.js';
import { dataset } from '../../src/data/dataset.js';
import { exp } from '../../src/numerics/elementary.js';
import { heldBack } from '../../src/paper/stochastic/held-back.js';
import { settledEnd } from '../../src/paper/stochastic/settling.js';
import type { StableCase } from '../../src/paper/stochastic/stable-case.js';
import { readRecords, readWitness, SHIPPED_RECORD } from '../../src/record/records.js';
import { claimOf, drawCases } from '../support/judging.js';

describe('linear/global', () => {
  it('tells the last few values of ln L before a run diverges, by their steps', () => {
    const { input } = readWitness(SHIPPED_RECORD, readRecords(SHIPPED_RECORD)['linear/global'])!;
    const { conclusion } = judgeCase(claimOf('linear/global'), input, standardParts).evaluation;
    const readings = conclusion?.horizons?.readings ?? [];
    const steps = readings.map(({ lnT }) => Math.round(exp(lnT)));

    expect(steps).toHaveLength(8);
    expect(steps).toEqual(steps.map((_, place) => steps[0]! + place));
    expect(steps.at(-1)).toBe(conclusion!.step - 1);
    expect(conclusion?.note).toContain(`the last finite ln L is ${readings.at(-1)?.value}`);
  });
});

describe('soudry/loss-constant', () => {
  it('is broken by a margin that is off by one percent, since the error then does not fall', () => {
    const claim = claimOf('soudry/loss-constant');
    const off: Parts = {
      ...standardParts,
      maxMargin: (problem) => {
        const best = standardParts.maxMargin(problem);
        return best.feasible ? { ...best, margin: best.margin * 1.01 } : best;
      },
    };
    const input = drawCases(claim, 1, 20).find((one) => judgeCase(claim, one, standardParts).kind === 'satisfied')!;

    expect(judgeCase(claim, input, off).evaluation.conclusion?.slack).toBeLessThan(0);
  });
});

describe('sec-3.3/scope@repaired', () => {
  const claim = claimOf('sec-3.3/scope@repaired');
  const scopeOf = (x: number[][], y: (1 | -1)[], start: number[]): Case => ({
    claim: claim.id,
    data: { x, y },
    start,
    steps: { kind: 'power', alpha: 0.75, count: 4096 },
  });

  it('tells of wrong signs among the active samples and beside them', () => {
    const both = scopeOf(
      [
        [1, 0],
        [-0.5, 1],
        [0.5, -1],
      ],
      [1, 1, -1],
      [1, 1],
    );
    const { kind, evaluation } = judgeCase(claim, both, standardParts);

    expect(kind).toBe('satisfied');
    expect(evaluation.labels).toEqual([
      ['wrong-sign', 'active'],
      ['wrong-sign', 'other'],
    ]);
  });

  it('is decided by one sample where another only meets its kink', () => {
    // The first draw of x1 moves w.x2 from -e^-1 (1 - 2^-40) to some 10^-13.
    const near = 1 + exp(-1) * (1 - 2 ** -40);
    const only = scopeOf(
      [
        [1, 0],
        [1, -1],
      ],
      [1, -1],
      [1, near],
    );
    const withOther = scopeOf([...only.data.x.map((row) => [...row]), [1, -2]], [1, -1, -1], [1, near]);

    expect(judgeCase(claim, only, standardParts).kind).toBe('undecided');
    expect(judgeCase(claim, withOther, standardParts).kind).toBe('satisfied');
  });
});

describe('thm-3.1/spurious@repaired', () => {
  it('is broken by a region that leaves out a positive', () => {
    const claim = claimOf('thm-3.1/spurious@repaired');
    const forgetful: Parts = {
      ...standardParts,
      landscapeRegion: (data, w) => {
        const region = standardParts.landscapeRegion(data, w);
        return { ...region, activePositives: region.activePositives.slice(1) };
      },
    };
    const kinds = drawCases(claim, 3, 40)
      .filter((input) => standardParts.landscapeRegion(dataset(input.data), input.start).kind === 'partial')
      .map((input) => judgeCase(claim, input, forgetful).kind);

    expect(kinds).toContain('violated');
    expect(kinds).not.toContain('satisfied');
  });
});

describe('prop-1/staying/long@intended', () => {
  it('holds where every draw of some run is of the longest sample, so that the sum of squares is its bound but for rounding', () => {
    const copies = 12;
    const input: Case = {
      claim: 'prop-1/staying/long@intended',
      data: { x: [...Array.from({ length: copies }, () => [1.1, 0.1]), [0.25, -0.5]], y: [...Array<1>(copies).fill(1), -1] },
      start: [0.5, 3],
      steps: { kind: 'power', alpha: 0.75, count: 20 },
      seed: 1,
    };

    expect(judgeCase(claimOf(input.claim), input, standardParts).kind).toBe('satisfied');
  });
});

describe('runs that stay', () => {
  const at = (far: number): StableCase => ({
    data: dataset({
      x: [
        [1, 0, 0],
        [0, 1, 0],
        [1, 0, -1],
      ],
      y: [1, 1, -1],
    }),
    region: 'separable',
    active: [0, 1],
    reach: 1,
    gamma: 0.5,
    direction: Float64Array.of(0, 1, 0),
    alpha: 0.75,
    start: Float64Array.of(1, 1, 1 + far),
    vector: () => new Float64Array(3),
    eta: (k) => (k + 1) ** -0.75,
  });

  it('are said to hold a sample back only where its draw leads out by more than rounding', () => {
    // A draw of x1 moves w.x3 from -far by e^-1.
    expect(heldBack(at(exp(-1) * (1 - 1e-6)), 1)?.of).toEqual([0]);
    expect(heldBack(at(exp(-1) * (1 - 1e-11)), 1)).toBeUndefined();
    expect(heldBack(at(exp(-1) * (1 + 1e-6)), 1)).toBeUndefined();
  });

  it('are not followed where there are too many of them', () => {
    const data = dataset({
      x: [
        [1, 0],
        [0, 1],
      ],
      y: [1, 1],
    });
    const end = { w: Float64Array.of(1, 1), probability: 1, squareSum: 0 };
    const onward = (count: number) => settledEnd(data, standardParts, { end, from: 0, alpha: 0.75, count });

    expect(onward(2)?.active).toEqual([0, 1]);
    expect(onward(1000)).toBeUndefined();
  });
});
