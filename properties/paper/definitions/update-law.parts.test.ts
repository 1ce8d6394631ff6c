/** The law of an update and the models that it is judged of, on steps that are written down. */

import { describe, expect, it } from 'vitest';
import { standardParts } from '../../../src/claim/parts.js';
import type { Snapshot } from '../../../src/claim/snapshot.js';
import type { Case } from '../../../src/data/case.js';
import { modelOf } from '../../../src/paper/definitions/model-points.js';
import { updateLaw } from '../../../src/paper/definitions/update-law.js';
import type { RunResult } from '../../../src/trajectory/run.js';

/** The conclusion of one step of size 1 along a gradient, in one dimension. */
function judged(from: number, to: number, gradient: number, shift = 0, k = 0) {
  const law = updateLaw(() => 1);
  const before = { k, w: Float64Array.of(from), gradient: Float64Array.of(gradient), shift } as Snapshot;
  law.visit(before, { ...before, w: Float64Array.of(to) });
  return law.evaluation([], 'linear').conclusion!;
}
/** The share of w below which a step is lost: a few ulps. */
const LOST = 2 ** -47;

describe('the law of an update', () => {
  it('has an error relative to the step', () => {
    expect(judged(1, 0.5, 0.5)).toMatchObject({ slack: -0, step: 0 });
    expect(judged(1, 1.5, -0.5).slack).toBe(-0);
    expect(judged(1, 1, 0.5).slack).toBe(-1);
    expect(judged(1, 1.5, 0.5)).toMatchObject({ slack: -2, note: 'w_{k+1} differs from w_k - eta_k g_k by 1, where the step is 0.5' });
    expect(judged(1, 1 - Math.E / 4, 1 / 4, 1).slack).toBeCloseTo(0, 12);
  });

  it('has one relative to w where the step is lost in its rounding', () => {
    // |w| + |step| is 1.
    expect(judged(1 - LOST, 1 - LOST, LOST).slack).toBe(-LOST);
    expect(judged(1 - 2 * LOST, 1 - 2 * LOST, 2 * LOST).slack).toBe(-1);
    expect(judged(-(1 - LOST), -(1 - LOST), -LOST).slack).toBe(-LOST);
    // Of other lengths.
    expect(judged(4 - 2 * LOST, 4 - 2 * LOST, 2 * LOST).slack).toBe(-LOST / 2);
    expect(judged((1 - LOST) / 1024, (1 - LOST) / 1024, LOST / 1024).slack).toBe(-LOST);
  });

  it('asks of a step of zero that every bit stays', () => {
    expect(judged(3, 3, 0)).toMatchObject({ slack: -0, rounding: 0 });
    expect(judged(0, 0, 0)).toMatchObject({ slack: -0, rounding: 0 });
    expect(judged(4, 4 + 2 ** -50, 0)).toMatchObject({ slack: -(2 ** -52), rounding: 0 });
    expect(judged(0, 1 / 8, 0).slack).toBe(-1 / 8);
    // Also where a gradient of zero is scaled by a factor beyond float64.
    expect(judged(3, 3, 0, 1000).slack).toBe(-0);
  });

  it('leaves room for rounding by the sizes of w and of the step', () => {
    const ulp = 2 ** -53;
    for (const [from, step] of [
      [1000, 1],
      [1, 1000],
    ] as const) {
      const { rounding } = judged(from, from - step, step);

      expect(rounding).toBeGreaterThan(((from + step) / step) * ulp);
      expect(rounding).toBeLessThan(((from + step) / step) * 40 * ulp);
    }
    // The step size (k+1)^(-alpha) errs by its exponent.
    expect(judged(1, 0, 1, 0, 2 ** 40).rounding).toBeGreaterThan(judged(1, 0, 1).rounding + Math.log(2 ** 40) * ulp);
    expect(judged(1, 0, 1, 0, 2 ** 40).rounding).toBeLessThan(judged(1, 0, 1).rounding + 10 * Math.log(2 ** 40) * ulp);
  });

  it('is kept by a run that terminates, and undecided where nothing was seen', () => {
    const law = updateLaw(() => 1);
    law.ended({ end: 'horizon', steps: 3 } as RunResult);
    expect(law.evaluation([], 'relu')).toMatchObject({ undecided: expect.any(String), labels: [['model', 'relu']] });
    law.ended({ end: 'terminated', steps: 3 } as RunResult);
    expect(law.evaluation([], 'relu').conclusion).toMatchObject({ slack: 0, step: 3 });
  });
});

describe('the model of a case', () => {
  it.each<[Partial<Case>, string, number, readonly number[]]>([
    [{ outputWeights: [1, -2] }, 'network', 0, [1, -2]],
    [{ outputWeights: [1, -2], slope: 1 }, 'network', 0, [1, -2]],
    [{}, 'relu', 0, [1]],
    [{ slope: 1 }, 'linear', 1, [1]],
    [{ slope: 0 }, 'leaky', 0, [1]],
    [{ slope: 1 / 2 }, 'leaky', 1 / 2, [1]],
  ])('%j is %s', (input, kind, slope, v) => {
    expect(modelOf(input as Case, standardParts)).toMatchObject({ kind, slope, v });
  });
});
