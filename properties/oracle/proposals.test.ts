/** The parts of the oracles that only propose do so as it is on record, to the bit: what they propose is checked elsewhere, and how well is not. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { signOfDot } from '../../src/numerics/exact-dot.js';
import { proposeActiveSet } from '../../src/oracle/active-set-proposal.js';
import { type BallMargin, evaluatedOnBall } from '../../src/oracle/ball-margin.js';
import { proposeOnBall } from '../../src/oracle/ball-proposal.js';
import { maxMargin } from '../../src/oracle/max-margin.js';
import { proposeSeparator } from '../../src/oracle/separator-proposal.js';
import { evaluatedOnSpectralBall } from '../../src/oracle/spectral-margin.js';
import { proposeOnSpectralBall } from '../../src/oracle/spectral-proposal.js';
import { MATRICES, PROPOSALS, PROPOSING_PARTS, proposalHashes, SMALL } from '../support/proposals.js';

const recorded = JSON.parse(readFileSync(PROPOSALS, 'utf8')) as Record<string, Readonly<Record<string, string>>>;

/** Bounds on a margin that proposals come to, relative to it. */
const SHARP = 1e-7;

const isSharp = (margin: BallMargin | undefined): boolean => margin !== undefined && margin.high - margin.low <= SHARP * margin.high;

describe('proposals on record', () => {
  it('are of all parts: npx tsx scripts/evaluations.ts --proposals', () => {
    expect(Object.keys(recorded)).toEqual(Object.keys(PROPOSING_PARTS));
  });

  it.each(Object.entries(PROPOSING_PARTS))('are as they were: %s', (name, part) => {
    expect(proposalHashes(part)).toEqual(recorded[name]);
  });
});

describe('the proposals for the problems on record are right:', () => {
  const separable = SMALL.filter(({ rows, dimension }) => maxMargin({ dimension, atLeastOne: rows }).feasible);

  it('a separator where there is one, and none where there is none', () => {
    for (const { name, rows, dimension } of SMALL) {
      const w = proposeSeparator(rows, dimension);
      const isRight = w !== undefined && rows.every((row) => signOfDot(row, w) > 0);

      expect([name, isRight]).toEqual([name, separable.some((one) => one.name === name)]);
    }
  });

  it('the active rows, where none is degenerate, but for rows whose first entries are a billionth of the others', () => {
    const wrong = separable.filter(({ rows, dimension }) => {
      const answer = maxMargin({ dimension, atLeastOne: rows });
      if (!answer.feasible || answer.degenerate.length > 0) return false;
      const { active } = proposeActiveSet(rows, new Uint8Array(rows.length).fill(1), dimension);
      return `${active.toSorted((a, b) => a - b)}` !== `${answer.support}`;
    });

    expect(wrong.map(({ name }) => name)).toEqual(['steep']);
  });

  it.each(['l1', 'l-infinity'] as const)('margins on the ball of %s, but for rows of such unlike sizes', (ball) => {
    const wrong = separable.filter(({ rows, dimension }) => {
      const proposed = proposeOnBall(rows, dimension, ball);
      return !(proposed && isSharp(evaluatedOnBall(rows, ball, proposed.direction, proposed.weights)));
    });

    expect(wrong.map(({ name }) => name)).toEqual(['of unlike lengths', 'with a square beyond float64', 'steep']);
  });

  it('margins on the spectral ball', () => {
    const positive = MATRICES.filter(({ name }) => name.includes('separable'));
    const wrong = positive.filter(
      ({ rows, height, width }) => !isSharp(evaluatedOnSpectralBall(rows, width, proposeOnSpectralBall(rows, height, width))),
    );

    expect(positive.length).toBeGreaterThan(5);
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
