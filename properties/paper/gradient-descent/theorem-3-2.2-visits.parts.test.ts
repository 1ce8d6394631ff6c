import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../src/claim/claim.js';
import { judgeCase } from '../../../src/claim/outcome.js';
import { standardParts } from '../../../src/claim/parts.js';
import { constantSteps } from '../../../src/claim/steps.js';
import type { LabelledData } from '../../../src/data/dataset.js';
import { log } from '../../../src/numerics/elementary.js';
import { claimOf } from '../../support/judging.js';
import { walking } from '../../support/walking.js';

/** w^+ is along x1, outside of the region, whose direction of the widest margin is (1, 1): p = (2 x1 - x2) / 9. */
const data = {
  x: [
    [2, 1],
    [1, -1],
  ],
  y: [1, -1] as const,
};
const FROM = 2 ** 11;
const OUT = [1, 0];
const IN = [1, 2];

/** What is said of a run that is outside up to the step from which visits are counted, and then goes through these iterates. */
function judged(
  tail: readonly (readonly number[])[],
  { eta = 1 / 32, before = [OUT], count = FROM + tail.length - 1, of = data as LabelledData } = {},
): Evaluation {
  const early = Array.from({ length: FROM }, (_, k) => before[k] ?? before[before.length - 1]!);
  const parts = { ...standardParts, gradientDescent: walking([...early, ...tail]) };
  const claim = 'thm-3.2/2-visits@repaired';
  return judgeCase(claimOf(claim), { claim, data: of, start: [...early[0]!], steps: constantSteps(eta, count) }, parts).evaluation;
}

const slackOf = ({ hypotheses }: Evaluation, id: string) => hypotheses.find((one) => one.id === id)?.slack;
const times = (count: number, ...some: readonly number[][]) => Array.from({ length: count }, () => some).flat();

describe('thm-3.2/2-visits@repaired', () => {
  it('counts entries and exits from step 2048 on, and takes the smaller number', () => {
    expect(judged([OUT, IN, OUT]).conclusion).toMatchObject({ slack: 1 / 2, step: FROM + 2 });
    expect(judged([IN, OUT, OUT, IN, OUT]).conclusion).toMatchObject({ slack: 1 / 2 });
    expect(judged([IN, OUT, IN, OUT, IN]).conclusion).toMatchObject({ slack: 3 / 2, note: '2 entries and 2 exits, 25 strikes expected' });
  });

  it('leaves open whether a run that came once leaves again, and one that left comes back', () => {
    expect(judged([OUT, IN]).undecided).toBe('1 entries and 0 exits, 25 strikes expected; the run may still come and go');
    expect(judged([IN, OUT]).undecided).toBe('0 entries and 1 exits, 25 strikes expected; the run may still come and go');
  });

  it('is broken where a run stays outside for longer than it can', () => {
    // From (1, 0) to (1, 1 / 2) a run that stays outside takes at most 2 n / eta / 2 = 64 steps.
    const away = (steps: number) => judged([IN, ...times(steps, OUT), [1, 1 / 2]]);

    expect(away(64).undecided).toMatch(/may still come and go$/);
    expect(away(65).conclusion).toMatchObject({ slack: -1 / 2, step: FROM + 66 });
  });

  it('calls more than 32 entries many', () => {
    expect(judged(times(33, OUT, IN)).labels).toEqual([['visits', 'many']]);
    expect(judged([...times(32, OUT, IN), OUT]).labels).toEqual([['visits', 'few']]);
  });

  it('expects (n/eta) mu ln 32 strikes, at least 16', () => {
    const strikes = (eta: number) => slackOf(judged([OUT, IN, OUT], { eta }), 'strikes');

    expect(strikes(1 / 32)).toBeCloseTo((64 * log(32)) / 9 / 16 - 1, 12);
    expect(strikes(1 / 16)).toBeLessThan(0);
  });

  it('is about runs that keep all positives active from step 2048 on', () => {
    const allActive = (tail: number[][], count?: number) => slackOf(judged(tail, count === undefined ? {} : { count }), 'all-active');

    expect(allActive([OUT])).toBe(1);
    expect(allActive([OUT], FROM - 1)).toBe(-1);
    expect(allActive([OUT, IN, [-1, 1 / 2], OUT])).toBe(-1);
    expect(allActive([OUT, IN, [-1, 2], OUT])).toBe(-1);
    expect(slackOf(judged([OUT, IN, OUT], { before: [[-1, 1], OUT] }), 'all-active')).toBe(1);
  });

  it('is about runs that keep each of two positives active', () => {
    const of: LabelledData = { x: [...data.x, [4, 1]], y: [1, -1, 1] };

    expect(slackOf(judged([OUT, IN, OUT], { of }), 'all-active')).toBe(1);
    expect(slackOf(judged([OUT, [-1 / 3, 1], OUT], { of }), 'all-active')).toBe(-1);
  });

  it('is about runs on which a negative acts before that', () => {
    expect(slackOf(judged([OUT, IN, OUT], { before: [IN] }), 'struck')).toBe(-1);
    expect(slackOf(judged([OUT, IN, OUT], { before: [[1, 1]] }), 'struck')).toBe(-1);
    expect(slackOf(judged([OUT, IN, OUT], { before: [IN, OUT, IN] }), 'struck')).toBe(1);
  });

  it('is undecided where rounding decides on the side of a sample, which is looked at every 64 steps', () => {
    const near = [1, 1 - 2 ** -53];

    expect(judged([near]).undecided).toBe('rounding decides on which side of its kink sample 2 lies');
    expect(judged([near, IN, OUT, IN]).undecided).toBe('rounding decides on which side of its kink sample 2 lies');
    expect(judged([OUT, near, IN, OUT]).conclusion?.slack).toBe(1 / 2);
    expect(judged([...times(64, OUT), near]).undecided).toBe('rounding decides on which side of its kink sample 2 lies');
  });
});
