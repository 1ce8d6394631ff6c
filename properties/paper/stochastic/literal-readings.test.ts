/** Small cases on which the printed words and the narrowed reading part, each with its right value. */

import { describe, expect, it } from 'vitest';
import { certifyCase, kindOf } from '../../support/literal.js';

/** 8 positives stay silent in W_J, J = {x_1}; w^+ separates, and w^+_J is in W_J. */
const WJ = {
  data: {
    x: [[1, 0], ...new Array<number[]>(8).fill([-1, 1]), [-1, -1]],
    y: [1, 1, 1, 1, 1, 1, 1, 1, 1, -1],
  },
  start: [1, 0],
  steps: { kind: 'power', alpha: 0.515625, count: 9 },
  vectors: { u: [0, 0, 0, 0] },
} as const;

/** Whatever is drawn first, w_1 is in the separable region, and nothing leads out: T = 1. */
const T1 = {
  data: {
    x: [
      [1, 0],
      [-1, 10],
    ],
    y: [1, -1],
  },
  start: [0.3, 0.05],
  steps: { kind: 'power', alpha: 0.75, count: 8 },
  vectors: { u: [0, 0] },
} as const;

/** One positive of length 10. */
const B10 = {
  data: { x: [[10], [-1]], y: [1, -1] },
  start: [0.0078125],
  steps: { kind: 'power', alpha: 0.75, count: 8 },
  vectors: { u: [0] },
} as const;

/** A sample exactly orthogonal to the active ones, which rounding carries over its kink. */
const KINK = {
  data: {
    x: [
      [0.0546875, -0.3671875, 0.234375, 0.625],
      [0.0546875, -0.203125, 0.1640625, 0.296875],
      [0.171875, 0.171875, 0, 0.0859375],
      [0.0703125, 0.421875, 0, -0.140625],
      [-0.3671875, -0.015625, 0, -0.359375],
    ],
    y: [1, 1, 1, 1, -1],
  },
  start: [0.5, -1, 0, 1],
  steps: { kind: 'power', alpha: 0.765625, count: 30_000 },
  vectors: { u: [1.5, 2, -0.6875, -1.3125] },
  seed: 13,
} as const;

describe('a run that stays in W_J', () => {
  it('breaks the first display of theorem 3.3 by the share of its silent positives, and keeps the second', () => {
    const { kind, slack } = kindOf('thm-3.3/either', WJ);

    expect(kind).toBe('violated');
    expect(slack).toBe(-8 / 10);
    expect(certifyCase('thm-3.3/either', WJ)?.slack).toEqual({ low: -0.8, high: -0.8 });
    expect(kindOf('thm-3.3/either@repaired', WJ).kind).toBe('satisfied');
    expect(kindOf('thm-3.3/local@intended', WJ).kind).toBe('satisfied');
  });

  it('breaks the first display of theorem 3.4 with the max-margin direction, and not the second', () => {
    const long = { ...WJ, steps: { ...WJ.steps, count: 30_000 }, seed: 1 };

    expect(kindOf('thm-3.4/either@intended', long).kind).toBe('violated');
    expect(certifyCase('thm-3.4/either@intended', long)).toBeDefined();
    expect(kindOf('thm-3.4/either@repaired', long).kind).toBe('satisfied');
  });
});

describe('a run that settles at T = 1', () => {
  it('breaks the displays of appendix D summed from k = 0, by far, and keeps those from T on', () => {
    const { kind, slack } = kindOf('prop-1/from-T', T1);

    expect(kind).toBe('violated');
    expect(slack).toBeLessThan(-0.5);
    expect(certifyCase('prop-1/from-T', T1)?.step).toBe(1);
    expect(kindOf('prop-1/from-T@repaired', T1).kind).toBe('satisfied');
  });

  it('keeps proposition 1 and theorem 3.3', () => {
    expect(kindOf('prop-1/either', T1).kind).toBe('satisfied');
    expect(kindOf('thm-3.3/either', T1).kind).toBe('satisfied');
  });

  it('settles in no W_J of its start', () => {
    expect(kindOf('prop-1@intended', T1).kind).toBe('discarded');
  });
});

describe('a positive of length 10', () => {
  it('breaks proposition 1 with the constants that are shown for B < sqrt 2', () => {
    expect(kindOf('prop-1/wlog', B10).kind).toBe('violated');
    expect(certifyCase('prop-1/wlog', B10)?.step).toBe(1);
  });

  it('keeps the rate, and the constants for any B', () => {
    for (const id of ['prop-1/either', 'prop-1/wlog@repaired', 'thm-3.3/either']) expect(kindOf(id, B10).kind).toBe('satisfied');
  });

  it('has a squared gradient of about 43 at the start, where the bound is 28', () => {
    const gradient = 0.5 * 100 * Math.exp(-2 * 10 * 0.0078125);
    const bound = 10 * (Math.sqrt(0.0078125 ** 2 + 2 / 0.25) - 0.0078125);

    expect(gradient).toBeCloseTo(42.8, 1);
    expect(bound).toBeCloseTo(28.2, 1);
  });
});

describe('a sample that rounding carries over its kink', () => {
  it('makes the case undecided, and fails no hypothesis', () => {
    const { kind, undecided } = kindOf('thm-3.4/local@intended', KINK);

    expect(kind).toBe('undecided');
    expect(undecided).toContain('rounding');
  });
});
