import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import type { Case } from '../../../src/data/case.js';
import type { DrawLaw } from '../../../src/expectation/draw-law.js';
import { type ExpectationOptions, type Expectations, sgdExpectations } from '../../../src/expectation/expectations.js';
import { power } from '../../../src/numerics/elementary.js';
import { stochasticClaims } from '../../../src/paper/stochastic/index.js';
import { claimOf } from '../../support/judging.js';
import { firstOrOthers, STATISTICAL } from '../../support/long-suite.js';

const LIMIT = 120;
const SEEDS = firstOrOthers(0, 1, 2);

/** Parts whose engine of expectations is another. */
function withEngine(engine: (options: ExpectationOptions) => Expectations): Parts {
  const parts: Parts & { readonly sgdExpectations: typeof sgdExpectations } = { ...standardParts, sgdExpectations: engine };
  return parts;
}

/** Every index once in each n draws. */
const withoutReplacement: DrawLaw = {
  memoryless: false,
  probabilities(drawn, into) {
    const rounds = Math.min(...drawn);
    const left = drawn.filter((count) => count === rounds).length;
    for (const [i, count] of drawn.entries()) into[i] = count === rounds ? 1 / left : 0;
  },
};

const firstPreferred: DrawLaw = {
  memoryless: true,
  probabilities(_, into) {
    into.fill((1 - 0.5 / (into.length - 1)) / into.length);
    into[0] = 1.5 / into.length;
  },
};

const marginOf = (change: (margin: number) => number): Parts => ({
  ...standardParts,
  maxMargin(problem) {
    const answer = standardParts.maxMargin(problem);
    return answer.feasible ? { ...answer, margin: change(answer.margin) } : answer;
  },
});

const alteredSteps = (alter: (step: Expectations['at'][number]) => Partial<Expectations['at'][number]>): Parts =>
  withEngine((options) => {
    const result = sgdExpectations(options);
    return { ...result, at: result.at.map((step) => ({ ...step, ...alter(step) })) };
  });

const defects: readonly { name: string; parts: Parts; caughtBy: string; innocent: string }[] = [
  {
    name: 'average that includes w_t',
    parts: withEngine((options) => sgdExpectations({ ...options, averaged: (t) => t + 1 })),
    caughtBy: 'thm-3.4/eq-19',
    innocent: 'prop-1/eq-9@intended',
  },
  {
    name: 'step sizes off by one: (k+2)^(-alpha)',
    parts: { ...standardParts, powerSchedule: (alpha) => (k) => power(k + 2, -alpha) },
    caughtBy: 'thm-3.4/eq-19',
    innocent: 'prop-1/variance',
  },
  {
    name: 'sampling without replacement',
    // Its n! orders cannot be followed for many samples; shorter runs will do.
    parts: withEngine((options) =>
      sgdExpectations({ ...options, law: withoutReplacement, steps: Math.min(options.steps, options.data.n > 6 ? 2 : 4) }),
    ),
    caughtBy: 'thm-3.4/eq-19',
    innocent: 'lem-f4',
  },
  {
    name: 'sampling that prefers the first sample',
    parts: withEngine((options) => sgdExpectations({ ...options, law: firstPreferred })),
    caughtBy: 'thm-3.4/eq-19',
    innocent: 'thm-3.3/jensen',
  },
  {
    name: 'missing square: E|grad l| for E|grad l|^2',
    parts: alteredSteps(({ gradientSquare }) => ({ gradientSquare: Math.sqrt(gradientSquare) })),
    caughtBy: 'prop-1/eq-9@intended',
    innocent: 'thm-3.4/eq-19',
  },
  {
    name: 'variance of the full gradient for that of the samples',
    parts: alteredSteps(({ gradient }) => ({ gradientSquare: gradient.reduce((sum, entry) => sum + entry * entry, 0) })),
    caughtBy: 'prop-1/eq-9@intended',
    innocent: 'lem-f3@intended',
  },
  {
    name: 'gamma^2 for gamma',
    parts: marginOf((margin) => margin ** 2),
    caughtBy: 'lem-f4',
    innocent: 'prop-1/eq-9@intended',
  },
  {
    name: 'root of gamma for gamma',
    parts: marginOf(Math.sqrt),
    caughtBy: 'lem-f3@intended',
    innocent: 'prop-1/eq-9@intended',
  },
  {
    name: 'loss of the average taken at the last iterate, and doubled',
    parts: alteredSteps(({ loss }) => ({ averageLoss: { ...loss, excess: loss.excess * 2, reduced: loss.reduced * 2 } })),
    caughtBy: 'thm-3.3/jensen',
    innocent: 'thm-3.4/eq-19',
  },
];

/** Lemma F.1 in these readings is judged along one direction, by bounds that need no enumeration. */
const alongOneDirection = ['lem-f1', 'lem-f1@repaired'];
/** Claims on runs that settle, or that are given to stay, have cases of their own (properties/paper/stochastic/literal-readings.test.ts). */
const elsewhere = /\/(either|from-T|staying|wlog@)/;
const enumeratedClaims = stochasticClaims
  .filter(({ id, method }) => method === 'enumeration' && !alongOneDirection.includes(id) && !elsewhere.test(id))
  .map(({ id }) => id);

function casesToViolation(id: string, parts: Parts, seed: number, limit: number): number {
  return fc
    .sample(claimOf(id).cases, { seed, numRuns: limit })
    .findIndex((input) => judgeCase(claimOf(id), input, parts).kind === 'violated');
}

describe.each(defects)('planted defect: $name', ({ parts, caughtBy, innocent }) => {
  it.each(SEEDS)(`is caught by ${caughtBy} within ${LIMIT} cases on seed %i`, STATISTICAL, (seed) => {
    const found = casesToViolation(caughtBy, parts, seed, LIMIT);

    expect(found).toBeGreaterThanOrEqual(0);
  });

  it(`leaves ${innocent} alone`, () => {
    const found = casesToViolation(innocent, parts, 0, 40);

    expect(found).toBe(-1);
  });
});

describe('claims about expectations', () => {
  it.each(enumeratedClaims)('%s is put to the test by more than half of its cases', (id) => {
    const kinds = fc.sample(claimOf(id).cases, { seed: 3, numRuns: 60 }).map((input) => judgeCase(claimOf(id), input, standardParts).kind);

    expect(kinds.filter((kind) => kind === 'satisfied' || kind === 'violated').length).toBeGreaterThan(30);
  });

  it.each(enumeratedClaims)('%s discards a case of more paths than can be followed, however long', (id) => {
    const input: Case = {
      claim: id,
      data: { x: [[1], [-1]], y: [1, -1] },
      start: [1],
      steps: { kind: 'power', alpha: 0.75, count: 30_000 },
      vectors: { u: [0, 0, 0, 0] },
    };

    expect(judgeCase(claimOf(id), input, standardParts).kind).toBe('discarded');
  });
});
