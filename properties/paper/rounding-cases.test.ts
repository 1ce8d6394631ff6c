/** Cases that a hunt once called violations of true statements, each for a rounding error that a claim had not allowed for. */

import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../src/claim/parts.js';
import type { Case } from '../../src/data/case.js';
import type { Model } from '../../src/model/model.js';
import { claimOf } from '../support/judging.js';

const subnormal: Case = {
  claim: 'def/gradient',
  data: { x: [[24.25]], y: [-1] },
  start: [-31],
  steps: { kind: 'none' },
  slope: 63 / 64,
};

const cancelling: Case = {
  claim: 'def/gradient',
  data: { x: [[-6.296875, -16, 7, -0.048828125]], y: [1] },
  start: [-3952451684087105, 4356903560128595.5, 6403229117988505, 4936951767000],
  steps: { kind: 'none' },
  outputWeights: [1],
};

describe('def/gradient', () => {
  it('allows for the absolute error of a subnormal weight, e^-740', () => {
    expect(judgeCase(claimOf('def/gradient'), subnormal, standardParts).kind).toBe('satisfied');
  });

  it('is undecided where rounding alone decides on which side of its kink a sample lies', () => {
    expect(judgeCase(claimOf('def/gradient'), cancelling, standardParts).kind).toBe('undecided');
  });

  it('is undecided where that is so at the second of two neurons', () => {
    const second = { ...cancelling, start: [1, 1, 1, 1, ...cancelling.start], outputWeights: [1, 1] };

    expect(judgeCase(claimOf('def/gradient'), second, standardParts).kind).toBe('undecided');
  });

  it('still blames a model whose subnormal loss is off by far more than that', () => {
    const doubled = (model: Model): Model => ({
      ...model,
      evaluateSample(data, i, w, into) {
        model.evaluateSample(data, i, w, into);
        into.loss *= 2;
      },
    });
    const parts: Parts = { ...standardParts, leakyRelu: (slope) => doubled(standardParts.leakyRelu(slope)) };
    expect(judgeCase(claimOf('def/gradient'), subnormal, parts).kind).toBe('violated');
  });
});

/** Violations of true statements that hunts once reported, with what they are now. */
const mended: readonly { readonly why: string; readonly kind: 'satisfied' | 'undecided' | 'discarded'; readonly input: Case }[] = [
  {
    why: 'w is so short that scaling by 2^60 is not far out',
    kind: 'satisfied',
    input: {
      claim: 'thm-3.1/1',
      data: { x: [[-1], [1]], y: [1, -1] },
      start: [-(2 ** -61)],
      steps: { kind: 'none' },
      vectors: { separator: [-1], perturbation: [1] },
    },
  },
  {
    why: 'a gradient underflows to zero although a positive is active',
    kind: 'satisfied',
    input: {
      claim: 'thm-3.2/4',
      data: {
        x: [
          [-11.625, 6.25, 22.6875],
          [-9.171875, 2.578125, -18],
        ],
        y: [1, -1],
      },
      start: [-0.828125, -1.109375, 0.078125],
      steps: { kind: 'constant', eta: 0.185546875, count: 300 },
    },
  },
  {
    why: 'the initial loss, e^-734, is subnormal, and its logarithm off by 1e-5',
    kind: 'undecided',
    input: {
      claim: 'nacson/normalized-gd',
      data: {
        x: [
          [0, 1216],
          [1055, -2053],
        ],
        y: [-1, 1],
      },
      start: [-1.25, -1],
      steps: { kind: 'constant', eta: 0.25, count: 5000 },
    },
  },
  {
    why: 'all losses are subnormal, e^-727, so that their ratios are off by 1e-8',
    kind: 'undecided',
    input: {
      claim: 'nacson/cyclic-sgd',
      data: {
        x: [
          [1.7060000000000173, 0],
          [0, -1.6379999999999768],
        ],
        y: [1, -1],
      },
      start: [426.14302461898745, 444.30355968818134],
      steps: { kind: 'constant', eta: 1.1235582092889474e307, count: 20 },
    },
  },
  {
    why: 'a gradient of norm 1.2 is small beside a sample of norm 2e18, but does not vanish',
    kind: 'undecided',
    input: {
      claim: 'leaky/landscape',
      data: {
        x: [
          [1, 1],
          [2066838399446458600, 0],
        ],
        y: [-1, 1],
      },
      start: [0.5, 0],
      slope: 0.5,
      steps: { kind: 'none' },
    },
  },
  {
    why: 'an expected loss is subnormal',
    kind: 'satisfied',
    input: {
      claim: 'thm-3.3/norm',
      data: { x: [[1.34375], [-1]], y: [1, -1] },
      start: [550],
      steps: { kind: 'power', alpha: 0.75, count: 1 },
    },
  },
  {
    why: 'inner products of 10^20 cancel in the bound',
    kind: 'undecided',
    input: {
      claim: 'ex-2/enters',
      data: {
        x: [
          [-1, 0, 0],
          [-1895825412.5, 301989827, -339],
        ],
        y: [1, -1],
      },
      start: [-181609132430.2325, -1140102008811.4668, -43060],
      steps: { kind: 'constant', eta: 1, count: 20_000 },
    },
  },
  {
    why: 'the terms of a gradient cancel to far less than their rounding',
    kind: 'satisfied',
    input: {
      claim: 'thm-4.1/eq-29',
      data: { x: [[-0.5625], [2], [-1], [-1]], y: [1, 1, -1, -1] },
      start: [3, -1, -1.125, -0.25],
      steps: { kind: 'constant', eta: 0.0615234375, count: 300 },
      outputWeights: [1.5, -3.5, -1.125, -1],
    },
  },
  {
    why: 'samples that differ little act as one for long',
    kind: 'undecided',
    input: {
      claim: 'thm-3.2/classification@repaired',
      data: {
        x: [
          [1, 0.005859375],
          [1, 0],
          [-1, 0],
        ],
        y: [1, 1, -1],
      },
      start: [1, 0],
      steps: { kind: 'constant', eta: 1, count: 0 },
    },
  },
  {
    why: 'samples that differ little act as one for long, and a strike of a step that is not small has blurred the error before',
    kind: 'discarded',
    input: {
      claim: 'thm-3.2/classification@repaired',
      data: {
        x: [
          [0, 16, 96, 0],
          [8, 0, 0, 0],
          [8, 0, 0, 0],
          [8, 0, 0, 0],
          [8, 0, 0.125, 0],
          [8, 0, 0, 0],
          [8, 0, 0, 0],
          [8, 0, 0, 0],
          [0, 16, 96, 0],
          [0, 16, 96, 0],
        ],
        y: [-1, 1, 1, 1, 1, 1, 1, 1, -1, -1],
      },
      start: [1, 0, -0.65625, 0],
      steps: { kind: 'constant', eta: 8, count: 0 },
    },
  },
  {
    why: 'one neuron was thrown so far that it has not outgrown that by ln t = 10^6',
    kind: 'undecided',
    input: {
      claim: 'thm-4.1/direction@intended',
      data: {
        x: [
          [2, 0],
          [-1, 0],
          [-3.5, 4],
        ],
        y: [-1, 1, 1],
      },
      start: [-6.5, -2, 0, 1],
      steps: { kind: 'constant', eta: 0.029296875, count: 0 },
      outputWeights: [-1.0625, 0.125],
    },
  },
  {
    why: 'steps with alpha near 1 add up to 10^6 only far beyond ln t = 10^6',
    kind: 'satisfied',
    input: {
      claim: 'thm-3.4/global@intended',
      data: {
        x: [
          [0, 1],
          [0, -1],
        ],
        y: [1, -1],
      },
      start: [1, 1],
      steps: { kind: 'power', alpha: 0.9999990463256836, count: 1563 },
      seed: 1,
    },
  },
  {
    why: 'the first steps of SGD threw a neuron far',
    kind: 'undecided',
    input: {
      claim: 'thm-4.2/direction@intended',
      data: {
        x: [
          [3, 0],
          [-1, 1],
        ],
        y: [1, -1],
      },
      start: [1, 0, 1, 0],
      steps: { kind: 'power', alpha: 0.875, count: 1563 },
      outputWeights: [-4, 1],
      seed: 0,
    },
  },
  {
    why: 'a strike at ln t = 5 10^5 throws w far, by a step that is not small',
    kind: 'discarded',
    input: {
      claim: 'ex-2/no-limit@repaired',
      data: {
        x: [
          [261, 167, -9, 191],
          [-622, 1025, 1036, 4],
        ],
        y: [1, -1],
      },
      start: [0, -1, 0, 1],
      steps: { kind: 'constant', eta: 1, count: 0 },
    },
  },
  {
    why: 'the terms of a w_k.x_i cancel, so that the run goes by another pattern than the exact one',
    kind: 'discarded',
    input: {
      claim: 'thm-4.2/purity',
      data: {
        x: [
          [0, 0, 0, 0],
          [0, 0, 0, 1],
          [-1128703994968.25, -1795677575060, 1615317563067, -1166924341854.75],
        ],
        y: [-1, 1, 1],
      },
      start: [0, 0, 0, 0, 163, -6607, -4758, 3423],
      steps: { kind: 'power', alpha: 0.75, count: 1 },
      outputWeights: [-1, 1],
      seed: 0,
    },
  },
  {
    why: 'at the start rounding decides on which side of its kink the second positive lies, and a step of it follows',
    kind: 'undecided',
    input: {
      claim: 'ex-1',
      data: {
        x: [
          [0, -1, 0],
          [-3289812118.5522456, 491934515.6337669, -1967738089.4952946],
          [0, 1, 0],
        ],
        y: [1, 1, -1],
      },
      start: [-84447092.5, -720803113, -39015793],
      steps: { kind: 'constant', eta: 1, count: 1 },
    },
  },
  {
    why: 'the same among numbers of ordinary size',
    kind: 'undecided',
    input: {
      claim: 'ex-1',
      data: {
        x: [
          [0, -74.5, -0.5, 0, -0.390625, 0],
          [-0.19149226826570495, 0.028634357477641134, -0.11453743147985629, 0, 0, 0],
          [4, 0, 16, 0, 0, 0],
        ],
        y: [1, 1, -1],
      },
      start: [-2.516719475388527, -21.481606751680374, -1.162761241197586, 0, 0, 0],
      steps: { kind: 'constant', eta: 24576, count: 22 },
    },
  },
  {
    why: 'rounding turns the sign of w_0.x1 at the start, 4e-17 exactly: the exact run enters at step 1, the computed one never moves',
    kind: 'undecided',
    input: {
      claim: 'ex-2/enters',
      data: {
        x: [
          [-22.203191928132853, 18.163263203960177, 8.660873726260682, 1.1777843469351978],
          [0, 64, 0, 0],
        ],
        y: [1, -1],
      },
      start: [-0.13525390625, -0.1513671875, -0.029298067092895508, 4.1350722312927246e-7],
      steps: { kind: 'constant', eta: 1, count: 6 },
    },
  },
  {
    why: 'the same with many small steps to go',
    kind: 'undecided',
    input: {
      claim: 'ex-2/enters',
      data: {
        x: [
          [
            0.14739990234375, 0.295166015625, 0.29638671875, 0.000705718994140625, -0.00041961669921875, -0.0006256103515625,
            -0.00008678436279296875, 0,
          ],
          [
            -0.000213623046875, -0.00018310546875, 8.064176559448242, -0.00011444091796875, 0.00005340576171875, 0.00006866455078125,
            0.00006866455078125, 0,
          ],
        ],
        y: [1, -1],
      },
      start: [
        0.43707240186565116, 0.6773409151051857, -0.8919180126904573, -0.0016950788299685549, -0.0013974059992106214, -0.001301378687851889,
        -0.000004727428167983216, 0,
      ],
      steps: { kind: 'constant', eta: 0.0005243420600891113, count: 20_000 },
    },
  },
  {
    why: 'the steps are absorbed and rounding decides on which side of its kink a positive rests, by a step that is not small',
    kind: 'discarded',
    input: {
      claim: 'ex-1/direction',
      data: {
        x: [
          [0, 0, 0, -1],
          [10.1397705078125, -19.9345703125, 3.52001953125, 0.3551025390625],
          [-23, -16.25, 3.25, 2.5],
        ],
        y: [1, 1, -1],
      },
      start: [2.084337936678658, 37.951529757145174, 212.78333418743162, -38.267150181559145],
      steps: { kind: 'constant', eta: 1, count: 0 },
    },
  },
  {
    why: 'the first step throws w so far that it rests until ln t = 10^5',
    kind: 'undecided',
    input: {
      claim: 'soudry/loss',
      data: {
        x: [
          [0.25, 5.25],
          [1, 5],
          [0, -4],
          [-0.25, -5.25],
          [0.25, 5.25],
        ],
        y: [1, 1, -1, -1, 1],
      },
      start: [5, -2.75],
      steps: { kind: 'constant', eta: 2 ** -6, count: 0 },
    },
  },
];

describe('a true statement is not called violated where', () => {
  for (const { why, kind, input } of mended) {
    it(`${why} (${input.claim})`, () => {
      expect(judgeCase(claimOf(input.claim), input, standardParts).kind).toBe(kind);
    });
  }
});
