/** Limits are read in two windows: what is violated in the first alone is undecided. */

import { describe, expect, it } from 'vitest';
import { isClear } from '../../../src/claim/outcome.js';
import { standardParts } from '../../../src/claim/parts.js';
import { dataset } from '../../../src/data/dataset.js';
import { rateSlack, wanderSlack } from '../../../src/paper/setting/limit-direction.js';
import { type FollowedRun, follow, LATER_WINDOW, type SettledRun, WINDOW, type Window } from '../../../src/paper/setting/settled-run.js';
import { checkpoint } from '../../support/checkpoint.js';

/** A run whose direction is off (1, 0) by `error(s)`. */
function astray(window: Window, error: (s: number) => number, later: () => FollowedRun): SettledRun {
  const at = (s: number) => checkpoint(s, [s * Math.sqrt(1 - error(s) ** 2), s * error(s)]);
  const late = [...window.checkpoints.filter((s) => s >= window.early), window.horizon].map(at);
  return { kind: 'settled', window, late, first: late[0]!, middle: at(window.middle), last: late.at(-1)!, later };
}

/** Followed by the same law into the later window. */
const lawful = (error: (s: number) => number): SettledRun =>
  astray(WINDOW, error, () => astray(LATER_WINDOW, error, () => ({ kind: 'unknown', reason: 'no third window' })));

const target = [1, 0];

describe('a limit', () => {
  it('that is missed by a constant is violated', () => {
    const slack = rateSlack(
      lawful(() => 0.002),
      target,
    );

    expect(isClear(slack)).toBe(true);
    expect(slack.note).toContain(`at ln t = ${LATER_WINDOW.horizon}`);
  });

  it('that is approached too slowly is violated', () => {
    expect(
      isClear(
        rateSlack(
          lawful((s) => 0.5 * s ** (-1 / 3)),
          target,
        ),
      ),
    ).toBe(true);
  });

  it('whose error is constant up to ln t = 10^6 and falls from then on is neither violated nor satisfied', () => {
    const slack = rateSlack(
      lawful((s) => 0.006 / (1 + s / 1e6)),
      target,
    );

    expect(slack.slack).toBeLessThan(0);
    expect(isClear(slack)).toBe(false);
    expect(slack.slack).toBeLessThan(-slack.rounding);
  });

  it('whose error falls by a higher power later than at first is left open, however large it still is', () => {
    const slack = rateSlack(
      lawful((s) => 0.05 / (1 + s / 3e7)),
      target,
    );

    expect(slack.slack).toBeLessThan(0);
    expect(isClear(slack)).toBe(false);
  });

  it('is left open where the later window cannot be reached', () => {
    const run = astray(
      WINDOW,
      () => 0.002,
      () => ({ kind: 'unknown', reason: 'planted' }),
    );

    const slack = rateSlack(run, target);

    expect(isClear(slack)).toBe(false);
    expect(slack.note).toContain('planted');
  });

  it('that exists refutes wandering in both windows, and in the first alone leaves it open', () => {
    const converging = lawful((s) => 1 / s);
    const swinging = astray(
      WINDOW,
      (s) => 1 / s,
      () =>
        astray(
          LATER_WINDOW,
          (s) => 0.1 * Math.cos(3 * Math.log(s)),
          () => converging,
        ),
    );

    expect(isClear(wanderSlack(converging))).toBe(true);
    expect(isClear(wanderSlack(swinging))).toBe(false);
  });

  it('is followed to the later window by the engine itself', () => {
    const data = dataset({
      x: [
        [1, 1],
        [1, -3],
      ],
      y: [1, 1],
    });

    const run = follow(data, standardParts.linear, [0, 0], 0.2, standardParts);
    const later = run.kind === 'settled' ? run.later() : run;

    expect(later.kind).toBe('settled');
    if (later.kind !== 'settled') return;
    expect(later.last.s).toBe(LATER_WINDOW.horizon);
    // w - (1, 0) ln t tends to a constant.
    expect(Math.abs(later.last.w[1]! + 0.2746531)).toBeLessThan(1e-4);
  });
});
