import { describe, expect, it } from 'vitest';

import { dataset } from '../../src/data/dataset.js';
import { edition } from '../../src/paper/edition.js';
import { drawn, judgeChunk } from '../../src/verify/chunk.js';
import { claimOf } from '../support/judging.js';

const on = {
  name: 'a test',
  data: {
    x: [
      [2, 1],
      [-1, -2],
      [1, 3],
      [-3, 1],
    ],
    y: [1, -1, 1, -1],
  },
};

describe('the cases of a chunk', () => {
  it('are the same one by one as all at once, of every claim and on given data', () => {
    for (const { id, cases, casesOn } of edition.claims) {
      for (const source of [cases, ...(casesOn === undefined ? [] : [casesOn(dataset(on.data))])]) {
        expect([...drawn(source, 5, 8, true)], id).toEqual([...drawn(source, 5, 8, false)]);
      }
    }
  });

  it('are drawn no further than they are looked at', () => {
    let drawings = 0;
    const counting = claimOf('thm-3.2/descent').cases.map((input) => {
      drawings++;
      return input;
    });

    for (const _ of drawn(counting, 1, 20, true)) break;

    expect(drawings).toBe(1);
  });
});

describe('a chunk whose time is over', () => {
  it('has judged its first case, as without a limit', () => {
    const claim = claimOf('linear/global');

    const cut = judgeChunk(claim, { seed: 1, chunk: 0, size: 20, on, until: Date.now() });
    const { slacks } = judgeChunk(claim, { seed: 1, chunk: 0, size: 20, on });

    expect(cut).toMatchObject({ cut: true, outcomes: { satisfied: 1, violated: 0, undecided: 0, discarded: 0 } });
    expect(cut.slacks).toEqual(slacks.slice(0, 1));
  });

  it('ends with a case that breaks the claim where that is to be confirmed', () => {
    const claim = claimOf('thm-3.1/1-proof');
    const job = { seed: 1, chunk: 0, size: 20, on };

    const whole = judgeChunk(claim, job);
    const cut = judgeChunk(claim, { ...job, untilViolated: true });

    expect(whole.outcomes.violated).toBeGreaterThan(1);
    expect(cut).toMatchObject({ cut: true, outcomes: { violated: 1 }, violation: whole.violation });
  });
});
