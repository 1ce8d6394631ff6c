/** SGD far out: accumulated step time, the mean flow, and the bound on how far SGD strays from it. */

import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../src/claim/parts.js';
import { flowDistance } from '../../src/expectation/flow-distance.js';
import { type MeanFlowOptions, type MeanFlowResult, meanFlow } from '../../src/expectation/mean-flow.js';
import { stepTime } from '../../src/expectation/step-time.js';
import { exp, log, power } from '../../src/numerics/elementary.js';
import { rateReports } from '../../src/verify/rates.js';
import type { Defect } from '../support/defects.js';
import { claimOf, drawCases } from '../support/judging.js';
import { strayProblems, strays } from '../support/mean-flow-strays.js';
import { testDefects } from '../support/zoo.js';

describe('accumulated step time', () => {
  it.each([33 / 64, 0.75, 63 / 64])('is the sum of the steps, alpha = %f', (alpha) => {
    const time = stepTime(alpha, 1000);
    let sum = 0;
    for (let k = 0; k < 1_000_000; k++) {
      if (k === 1000 || k === 50_000) expect(Math.abs(exp(time.logAt(log(k))) / sum - 1)).toBeLessThan(1e-11);
      sum += power(k + 1, -alpha);
    }
    expect(Math.abs(exp(time.logAt(log(1_000_000))) / sum - 1)).toBeLessThan(1e-11);
  });

  it('refuses a T that is too early to extrapolate from', () => {
    expect(() => stepTime(0.75, 10)).toThrow(/T is 10/);
  });
});

describe.each(strayProblems)('runs of SGD from one w_T: $name', (problem) => {
  const seen = strays(problem, [8000, 20_000], 300, 7);

  it('stray from the flow by less than the bound in the mean square', () => {
    for (const { root, bound } of seen) expect(root).toBeLessThan(bound);
  });

  it('have means on the flow, to within five standard errors and the bias of the bound', () => {
    for (const { mean, average, standardError, bound } of seen) {
      expect(mean).toBeLessThan(5 * standardError + bound / 10);
      expect(average).toBeLessThan(5 * standardError + bound / 10);
    }
  });
});

describe('the mean flow', () => {
  const options: MeanFlowOptions = {
    rows: [
      [1, 0],
      [0.5, 1],
    ],
    n: 3,
    gamma: 0.8,
    alpha: 0.75,
    from: 4000,
    start: Float64Array.of(2, 1.5),
    average: Float64Array.of(1.5, 1),
    at: [20, 60],
  };

  it('is followed once for all who ask for the same, and anew for each who asks for another', () => {
    const flow = meanFlow(options);
    expect(flow.kind).toBe('reached');
    expect(meanFlow({ ...options, rows: options.rows.map((row) => Float64Array.from(row)) })).toBe(flow);
    const others: readonly Partial<MeanFlowOptions>[] = [
      {
        rows: [
          [1, 0],
          [0.5, 1.25],
        ],
      },
      { n: 4 },
      { gamma: 0.75 },
      { alpha: 0.8125 },
      { from: 4001 },
      { start: Float64Array.of(2, 1.25) },
      { average: Float64Array.of(1.5, 1.25) },
      { at: [20, 61] },
    ];
    for (const other of others) expect(meanFlow({ ...options, ...other })).not.toEqual(flow);
  });
});

describe('the bound', () => {
  const sgd = { n: 4, reach: 1, gamma: 0.5, alpha: 0.75, from: 10_000, loss: 0.02 };

  it('falls about like T^(-1/2)', () => {
    const ratio = flowDistance(sgd)!.distance / flowDistance({ ...sgd, from: 1_000_000 })!.distance;
    expect(ratio).toBeGreaterThan(2);
    expect(ratio).toBeLessThan(100);
  });

  it('is refused where steps are too long for the margin', () => {
    expect(flowDistance({ ...sgd, gamma: 0.01 })).toBeUndefined();
  });
});

describe('measured powers', () => {
  const measured = drawCases(claimOf('thm-3.4/global@intended'), 5, 12).flatMap(
    (input) => judgeCase(claimOf('thm-3.4/global@intended'), input, standardParts).evaluation.conclusion?.rates ?? [],
  );
  const reports = new Map(rateReports(measured).map((report) => [report.quantity, report]));

  it('are known to intervals that hold the true ones: 1/ln^2 t, ln t, t^-(1-alpha)', () => {
    const truth = { 'squared direction error by ln t': -2, '|E wbar_t| by ln t': 1, 'E L(w_t) - inf by t^(1-alpha)': -1 };
    for (const [quantity, power] of Object.entries(truth)) {
      const own = measured.filter((rate) => rate.quantity === quantity);
      expect(own.length).toBeGreaterThan(4);
      for (const { low, high } of own) {
        expect(low).toBeLessThan(power + 0.05);
        expect(high).toBeGreaterThan(power - 0.05);
      }
      expect(Math.abs(reports.get(quantity)!.median - power)).toBeLessThan(0.05);
    }
  });

  it('leave the range of all cases in the report', () => {
    const own = measured.filter(({ quantity }) => quantity === '|E wbar_t| by ln t');
    const report = reports.get('|E wbar_t| by ln t')!;
    expect(report.cases).toBe(own.length);
    expect(report.low).toBe(Math.min(...own.map(({ low }) => low)));
    expect(report.high).toBe(Math.max(...own.map(({ high }) => high)));
  });
});

const altered = (change: (options: MeanFlowOptions) => MeanFlowResult): Parts => ({ ...standardParts, meanFlow: change });

const pushed = (by: (s: number) => number): Parts =>
  altered((options) => {
    const flow = meanFlow(options);
    if (flow.kind === 'unknown') return flow;
    const turn = ({ s, average }: { s: number; average: Float64Array }): Float64Array => {
      const length = Math.sqrt(average.reduce((sum, value) => sum + value * value, 0));
      return average.map((value, j) => value + (j === 0 ? length * by(s) : 0));
    };
    return { ...flow, checkpoints: flow.checkpoints.map((checkpoint) => ({ ...checkpoint, average: turn(checkpoint) })) };
  });

const flowOfSgdDefects: readonly Defect[] = [
  {
    name: 'mean flow that forgets the last row',
    parts: altered((options) => meanFlow({ ...options, rows: options.rows.length > 1 ? options.rows.slice(0, -1) : options.rows })),
    caughtBy: ['thm-3.4/global@intended', 'leaky/sgd@intended'],
    innocent: ['def/sgd', 'prop-1/eq-13@intended'],
  },
  {
    name: 'direction of E wbar_t off by a constant hundredth',
    parts: pushed(() => 1 / 100),
    caughtBy: ['thm-3.4/global@intended', 'thm-3.4/local@intended', 'leaky/sgd@intended', 'thm-4.2/direction@intended'],
    innocent: ['def/sgd', 'thm-3.3/norm'],
  },
  {
    name: 'direction error of E wbar_t that falls like (ln t)^(-1/10) only',
    parts: pushed((s) => exp(-log(s) / 10)),
    caughtBy: ['thm-3.4/global@intended', 'thm-3.4/local@intended', 'leaky/sgd@intended', 'thm-4.2/direction@intended'],
    innocent: ['def/sgd', 'thm-3.3/norm'],
  },
];

const partitionDefects: readonly Defect[] = [
  {
    name: 'pattern oracle that puts every sample into the first partition',
    parts: {
      ...standardParts,
      patternPartition: (data, w, neurons) => {
        const { patterns } = standardParts.patternPartition(data, w, neurons);
        return {
          patterns: patterns.slice(0, 1),
          members: [Array.from({ length: data.n }, (_, i) => i)],
          of: Array.from({ length: data.n }, () => 0),
          disjoint: true,
        };
      },
    },
    caughtBy: ['thm-4.1/purity', 'thm-4.2/purity'],
    innocent: ['def/sgd', 'thm-3.4/global@intended'],
  },
];

const cyclicDefects: readonly Defect[] = [
  {
    name: 'cyclic sampler that draws the first sample only',
    parts: { ...standardParts, cyclicSampler: () => () => 0 },
    caughtBy: ['nacson/cyclic-sgd'],
    innocent: ['def/sampling', 'soudry/loss'],
  },
  {
    name: 'cyclic sampler that leaves out the last sample',
    parts: { ...standardParts, cyclicSampler: (n) => standardParts.cyclicSampler(Math.max(1, n - 1)) },
    caughtBy: ['nacson/cyclic-sgd'],
    innocent: ['def/sampling', 'soudry/loss'],
  },
];

describe('planted defects of the cyclic order', () => testDefects(cyclicDefects, { limit: 300, spared: 20 }));

describe('planted defects of the pattern oracle', () => testDefects(partitionDefects, { limit: 120, spared: 20 }));

describe('planted defects of the mean flow', () => testDefects(flowOfSgdDefects, { limit: 40, spared: 20 }));
