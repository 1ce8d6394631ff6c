/** Cases that a hunt once called violations of true statements, each for a rounding error that a claim had not allowed for. */

import { describe, expect, it } from 'vitest';
import { judgeCase } from '../src/claim/outcome.js';
import { type Parts, standardParts } from '../src/claim/parts.js';
import type { Case } from '../src/data/case.js';
import type { Model } from '../src/model/model.js';
import { claimOf } from './helpers/judging.js';

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
