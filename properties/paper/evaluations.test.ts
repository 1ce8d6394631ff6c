/** Each claim's witness and a few drawn cases come out as they are on record, to the bit: quick tests by which a slip shows at once. */

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../src/claim/outcome.js';
import { standardParts } from '../../src/claim/parts.js';
import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { claims } from '../../src/paper/edition.js';
import { readStoredCase } from '../../src/record/case-files.js';
import { claimOf, drawCases } from '../support/judging.js';
import { EVALUATIONS, evaluationsAt } from '../support/recorded-evaluations.js';

const recorded = JSON.parse(readFileSync(EVALUATIONS, 'utf8')) as Record<string, Readonly<Record<string, string>>>;

describe('evaluations', () => {
  it('are on record for every claim: npx tsx scripts/evaluations.ts', () => {
    expect(Object.keys(recorded)).toEqual(claims.map(({ id }) => id));
  });

  it.each(claims.map((claim) => ({ id: claim.id, claim })))('are as recorded for $id', ({ id, claim }) => {
    const due = recorded[id] ?? {};

    expect(evaluationsAt(claim, Object.keys(due))).toEqual(due);
  });

  it.each(claims.map(({ id }) => id))('have a case of %s within its hypotheses', (id) => {
    expect(Object.values(recorded[id] ?? {}).some((told) => /^(satisfied|violated)/.test(told))).toBe(true);
  });
});

describe('witnesses on record', () => {
  it.each(readdirSync('fixtures/witnesses'))('still break their claim as recorded: %s', (name) => {
    const { input, outcome } = readStoredCase(`fixtures/witnesses/${name}`);

    const { kind, evaluation } = judgeCase(claimOf(input.claim), input, standardParts);

    expect([kind, evaluation.conclusion?.slack, evaluation.conclusion?.step]).toEqual([outcome.verdict, outcome.slack, outcome.step]);
  });
});

describe('an optimizer that stays where it is', () => {
  const still: OptimizerUnderTest = { ...standardParts.gradientDescent, create: () => ({ step: () => {} }) };

  it.each(['ex-2/enters'])('breaks %s, which says that w gets somewhere', (id) => {
    const claim = claimOf(id);
    const kinds = drawCases(claim, 5, 6).map((input) => judgeCase(claim, input, { ...standardParts, gradientDescent: still }).kind);

    expect(kinds).toContain('violated');
    expect(kinds).not.toContain('satisfied');
  });
});
