/** What the claims about the limit of ReLU runs say of runs that log time tells. */

import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import { dataset, type LabelledData } from '../../../src/data/dataset.js';
import { exp, log } from '../../../src/numerics/elementary.js';
import { placeOfBest } from '../../../src/paper/gradient-descent/positives.js';
import { tendsTo } from '../../../src/paper/gradient-descent/relu-limit.js';
import { claimOf } from '../../support/judging.js';
import { settledAlong } from '../../support/settled-along.js';
import { toldRun } from '../../support/told-run.js';

/** The positive (1, 0), so that w^+ is (1, 0), and negatives. */
const beside = (...negatives: readonly (readonly [number, number])[]): LabelledData => ({
  x: [[1, 0], ...negatives],
  y: [1, ...negatives.map((): -1 => -1)],
});

/** What is said of a run that goes along (1, 0) in log time. */
function along(claim: string, data: LabelledData, active: readonly number[] = [0], parts: Partial<Parts> = {}) {
  const told = toldRun(
    [1, -1],
    [1e4, 1e5, 1e6].map((s) => ({ s, w: [s, 0], active })),
  );
  return judgeCase(claimOf(claim), { claim, data, start: [1, -1], steps: constantSteps(1 / 4, 1000) }, { ...told, ...parts });
}

describe('where w^+ lies', () => {
  it.each([
    [1.1e-12, 'outside'],
    [1e-12, 'edge'],
    [0, 'edge'],
    [-1e-12, 'edge'],
    [-1.1e-12, 'inside'],
  ])('with w^+.x_j = %d for a negative of length 1 is %s', (entry, place) => {
    expect(placeOfBest(dataset(beside([entry, 1])), standardParts)).toBe(place);
  });
});

describe('a run tends to a direction', () => {
  /** The error of the run is |e| for the target (1, e). */
  const target = Float64Array.of(1, 1 / 16);

  it('as long as error ln t / ln ln t at most doubles', () => {
    expect(16 / log(16)).toBe((2 * 4) / log(4));
    expect(tendsTo(settledAlong(4, 16), target)).toBe(true);
    expect(tendsTo(settledAlong(4, 17), target)).toBe(false);
  });

  it('if there is one', () => {
    expect(tendsTo(settledAlong(4, 16), undefined)).toBe(false);
  });
});

describe('app-b/active-max-margin', () => {
  it('counts no negative to the positives that stay active', () => {
    expect(along('app-b/active-max-margin', beside([-1, 1]), [0, 1]).evaluation.labels).toEqual([['outcome', 'global']]);
  });
});

describe('app-b/enters', () => {
  it('is broken by one of two negatives that stays active', () => {
    const data = beside([-1, 1], [-1, -1]);

    expect(along('app-b/enters', data).kind).toBe('satisfied');
    for (const j of [1, 2])
      expect(along('app-b/enters', data, [0, j])).toMatchObject({ kind: 'violated', evaluation: { conclusion: { slack: -1 / 2 } } });
  });
});

describe('sec-3.2/only-when', () => {
  it.each([
    [1.1e-12, -1.1e-12, -1.1e-12],
    [1e-12, -1 / 2, 0],
    [-1e-12, -1 / 2, 0],
    [-1.1e-12, 1.1e-12, 1.1e-12],
  ])('takes a cosine of %d with a negative for none up to 1e-12', (entry, printed, repaired) => {
    const slackOf = (claim: string) => along(claim, beside([entry, 1])).evaluation.conclusion?.slack;

    expect([slackOf('sec-3.2/only-when'), slackOf('sec-3.2/only-when@repaired')]).toEqual([printed, repaired]);
  });
});

describe('thm-3.2/1-loss', () => {
  it('takes the loss with its scale', () => {
    const relu: Parts['relu'] = {
      ...standardParts.relu,
      evaluate(data, w, into) {
        standardParts.relu.evaluate(data, w, into);
        into.loss *= exp(-1);
        into.shift = 1;
      },
    };

    // n L is 1, which is that of the negative.
    expect(along('thm-3.2/1-loss', beside([-1, 1]), [0], { relu }).evaluation.conclusion?.slack).toBeCloseTo(1 / 2, 12);
  });
});

describe('thm-3.2/cases', () => {
  /** A run whose direction is off by so much at ln t = 10^4, and by a hundredth from 10^5 on. */
  const settling = (claim: string, off: number) => {
    const aside = 2 * Math.asin(off / 2);
    const later = [1e5, 1e6, 1e7, 1e8].map((s) => ({ s, w: [s, s / 100], active: [0] }));
    const parts = toldRun([1, -1], [{ s: 1e4, w: [1e4, 1e4 * Math.tan(aside)], active: [0] }, ...later]);
    const input = { claim, data: beside([-1, 1]), start: [1, -1], steps: constantSteps(1 / 4, 1000) };
    return judgeCase(claimOf(claim), input, parts).evaluation.conclusion;
  };

  it('is judged by the wandering of the direction where its convergence is no nearer to what is claimed', () => {
    const slackOf = (off: number): number => settling('app-b/active-max-margin', off)?.slack ?? Number.NaN;
    const wanders = (off: number): boolean | undefined => settling('thm-3.2/cases', off)?.note?.startsWith('the direction moves');
    // No move from ln t = 10^5 on has the slack -1/2. So has a direction whose error ln t / ln ln t grows threefold from 10^4 on.
    let [below, tied] = [0.2, 0.25];
    for (let halvings = 0; halvings < 60; halvings++) {
      const between = (below + tied) / 2;
      if (slackOf(between) < -1 / 2) below = between;
      else tied = between;
    }

    expect(slackOf(tied)).toBe(-1 / 2);
    expect(tied).toBeCloseTo((0.01 * 1e6 * log(1e4)) / (3 * 1e4 * log(1e6)), 4);
    expect([0.2, tied, 0.25].map(wanders)).toEqual([true, true, false]);
  });
});
