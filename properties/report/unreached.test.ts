import { describe, expect, it } from 'vitest';
import { unreached } from '../../src/report/verify-report.js';
import { claimOf } from '../support/judging.js';

/** A claim's cases on one data set: how many were effective, and how often each hypothesis was met and failed. */
const onData = (id: string, effective: number, hypotheses: readonly (readonly [name: string, met: number, failed: number])[]) => ({
  claim: claimOf(id),
  data: [
    {
      name: 'iris',
      cases: 4,
      effective,
      hypotheses: hypotheses.map(([name, met, failed]) => ({ id: name, name, of: 'paper' as const, met, failed })),
    },
  ],
});

describe('claims that no case on data reaches', () => {
  it('are told by the hypotheses that none met, and apart from those that all leave undecided', () => {
    const told = unreached([
      onData('def/gd', 1, [['separable', 1, 3]]),
      onData('ex-1', 0, [
        ['separable', 4, 0],
        ['small step', 0, 4],
      ]),
      onData('lem-f1', 0, [
        ['separable', 2, 2],
        ['small step', 2, 2],
      ]),
      onData('lem-f2', 0, [['separable', 4, 0]]),
      onData('lem-f3', 0, []),
    ]);

    expect(told).toEqual([
      'the data never meet "small step": ex-1',
      'the data never meet all hypotheses at once: lem-f1',
      'no case on the data is decided: lem-f2, lem-f3',
    ]);
  });
});
