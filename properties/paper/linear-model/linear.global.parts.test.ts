import { describe, expect, it } from 'vitest';
import { judgeCase, type Outcome } from '../../../src/claim/outcome.js';
import { standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { nth } from '../../../src/numerics/lists.js';
import { claimOf } from '../../support/judging.js';
import { walking } from '../../support/walking.js';

/** L(w) = exp(-2 w_1), so that B and the margin are 2, and beta between two points is four times the larger loss. */
const data = {
  x: [
    [2, 0],
    [-2, 0],
  ],
  y: [1, -1] as const,
};

/** What a claim says where gradient descent goes through these iterates. */
function judged(claim: string, eta: number, iterates: readonly (readonly number[])[]): Outcome {
  const parts = { ...standardParts, gradientDescent: walking(iterates) };
  return judgeCase(claimOf(claim), { claim, data, start: [...nth(iterates, 0)], steps: constantSteps(eta, iterates.length - 1) }, parts);
}

describe('linear/global', () => {
  const ranBy = (eta: number, ...heights: number[]) =>
    judged(
      'linear/global',
      eta,
      [0, ...heights].map((height) => [height, 0]),
    ).evaluation;
  // ln (2 / (e eta B^2 L)) with eta = 1/2 is 2 w_1 - 1.
  it('is settled at the first step at which e eta B^2 L < 2', () => {
    const { conclusion, labels } = ranBy(1 / 2, 1 / 4, 3 / 4, 2);

    expect(conclusion?.slack).toBeCloseTo(1 / 2, 12);
    expect(conclusion?.step).toBe(2);
    expect(conclusion?.horizons).toBeUndefined();
    expect(labels).toEqual([['loss', 'trapped']]);
  });

  it('is open where that is so at no step', () => {
    expect(ranBy(1 / 2, 1 / 4, 3 / 8)).toMatchObject({
      undecided: 'neither settled nor diverged within the steps',
      labels: [['loss', 'open']],
    });
  });

  it('is open where e eta B^2 L is 2', () => {
    const eta = 1 / (2 * Math.E);

    expect(2 / (Math.E * eta * 2 * 2)).toBe(1);
    expect(ranBy(eta, 0).labels).toEqual([['loss', 'open']]);
    // The run goes on from there.
    expect(ranBy(eta, 1)).toMatchObject({ conclusion: { step: 1 }, labels: [['loss', 'trapped']] });
  });

  it('is broken where the run leaves the range of float64, with the loss at the last eight steps from step 1 on', () => {
    const { conclusion, labels } = ranBy(1 / 2, -1, 1 / 4, -2, Number.POSITIVE_INFINITY);

    expect(conclusion?.slack).toBeCloseTo(-5, 12);
    expect(conclusion?.step).toBe(4);
    expect(conclusion?.note).toContain('|w| leaves the range of float64 at step 4; the last finite ln L is 4');
    const { readings } = conclusion!.horizons!;
    expect(readings.map(({ lnT }) => Math.exp(lnT))).toEqual([1, 2, 3].map((t) => expect.closeTo(t, 12)));
    expect(readings.map(({ value }) => value)).toEqual([2, -1 / 2, 4].map((value) => expect.closeTo(value, 12)));
    expect(labels).toEqual([['loss', 'diverged']]);
    const long = ranBy(1 / 2, ...Array.from({ length: 12 }, (_, k) => -k), Number.NEGATIVE_INFINITY).conclusion!;
    expect(long.horizons!.readings.map(({ value }) => Math.round(value))).toEqual([8, 10, 12, 14, 16, 18, 20, 22]);
  });
});

describe('linear/global@intended', () => {
  const smallStep = ({ evaluation }: Outcome) => evaluation.hypotheses.find(({ id }) => id === 'small-step')?.slack;

  it('compares 1/L with its bound, and |w| with -ln L / B', () => {
    // From L = 1 to 1/e: beta is 4, and the bound is 1 + 4 eta (1 - 2 eta); |w| = 1/sqrt 2 against 1/2.
    const outcome = judged('linear/global@intended', 1 / 4, [
      [0, 0],
      [1 / 2, 1 / 2],
    ]);
    const parts = Object.fromEntries(outcome.evaluation.conclusion!.parts!.map(({ name, slack }) => [name, slack]));

    expect(smallStep(outcome)).toBeCloseTo(1, 12);
    expect(parts.loss).toBeCloseTo(Math.E / 1.5 - 1, 12);
    expect(parts.norm).toBeCloseTo((Math.SQRT1_2 - 1 / 2) / 1.5, 12);
  });

  it('is about steps with 0 < eta < 2 / beta alone', () => {
    const at = (eta: number, ...heights: number[]) =>
      smallStep(
        judged(
          'linear/global@intended',
          eta,
          [0, ...heights].map((height) => [height, 0]),
        ),
      );

    expect(at(3 / 8, 1 / 2)).toBeCloseTo(1 / 2, 12);
    expect(at(1, 1 / 2)).toBe(-1);
    // beta is 4 e between -1/2 and 0, and beyond float64 where exponents are shifted.
    expect(at(1 / 4, -1 / 2, 1)).toBe(-1);
    expect(at(1 / 4, -400, 1)).toBe(-1);
  });

  it('is not about steps of 2 / beta', () => {
    // beta is 4 but for rounding, and eta takes all values from a little above 2 / beta to a little below.
    const slacks = Array.from({ length: 200 }, (_, less) =>
      smallStep(
        judged('linear/global@intended', 1 / 2 - less * 2 ** -54, [
          [0, 0],
          [1 / 2, 0],
        ]),
      ),
    );

    expect(slacks[0]).toBe(-1);
    expect(slacks).toContain(2 ** -52);
    expect(slacks).not.toContain(0);
  });
});
