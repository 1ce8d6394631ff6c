import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/claim/claim.js';
import { type Parts, standardParts } from '../../src/claim/parts.js';
import type { Case } from '../../src/data/case.js';
import { edition, findClaim } from '../../src/paper/edition.js';
import { bundled, DEAREST_FIRST } from '../../src/verify/bundles.js';
import { casesOf, recipeOf } from '../../src/verify/chunk.js';
import { fewOrMany, STATISTICAL } from '../support/long-suite.js';

const SEED = 1;

/** Claims by recipe, where several share one. */
const shared = [...new Set(edition.claims.map(recipeOf))]
  .map((recipe) => [recipe, edition.claims.filter((claim) => recipeOf(claim) === recipe)] as const)
  .filter(([, claims]) => claims.length > 1);

function firstCases(claim: Claim, size: number): Case[] {
  return [...(casesOf(claim, { seed: SEED, chunk: 0, size }) ?? [])];
}

/** The parts with models that no number tells, so that no answer about a run is kept. */
const forgetful: Parts = {
  ...standardParts,
  linear: { ...standardParts.linear },
  relu: { ...standardParts.relu },
  leakyRelu: (slope) => ({ ...standardParts.leakyRelu(slope) }),
  network: (weights) => ({ ...standardParts.network(weights) }),
};

describe('claims that share a recipe', () => {
  it('are many', () => {
    expect(shared.reduce((sum, [, claims]) => sum + claims.length, 0)).toBeGreaterThan(80);
  });

  it.each(shared)('see the same cases: %s', (_, claims) => {
    const [first, ...others] = claims.map((claim) => firstCases(claim, 20).map(({ claim: _id, ...content }) => content));

    for (const other of others) expect(other).toEqual(first);
  });

  it.each([
    'thm-3.2/cases',
    'thm-3.2/classification@repaired',
    'thm-4.1/direction@intended',
    'thm-4.1/reduction',
    'app-i/growth',
    'thm-3.4/global@intended',
    'lem-f3/long@intended',
    'prop-1/eq-13',
    'thm-3.3/staying/long@repaired',
  ])('judge a case that another has judged as if it were new: %s', STATISTICAL, (id) => {
    const claim = findClaim(id);
    if (claim === undefined) throw new Error(`no claim ${id}`);
    const others = edition.claims.filter((other) => other !== claim && recipeOf(other) === recipeOf(claim));
    for (const input of firstCases(claim, fewOrMany(1, 2))) {
      const afresh = claim.evaluate(input, forgetful);
      for (const other of others) other.evaluate({ ...input, claim: other.id }, standardParts);

      expect(claim.evaluate(input, standardParts)).toEqual(afresh);
      expect(claim.evaluate(input, standardParts)).toEqual(afresh);
    }
  });
});

describe('bundles', () => {
  it('hold every plan once, those of the same cases together, the dearest first', () => {
    const plans = edition.claims.flatMap((claim) => [0, 1].map((chunk) => ({ claim, chunk })));

    const bundles = bundled(plans, 2);

    expect(bundles.flatMap((bundle) => bundle.map(([index]) => index)).sort((a, b) => a - b)).toEqual(plans.map((_, index) => index));
    for (const bundle of bundles) {
      expect(new Set(bundle.map(([, { claim, chunk }]) => `${recipeOf(claim)} ${chunk}`)).size).toBe(1);
    }
    const ranks = bundles.map((bundle) => Math.min(...bundle.map(([, { claim }]) => DEAREST_FIRST.indexOf(claim.method))));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  it('are dissolved where more can be worked on at a time than there are', () => {
    const plans = edition.claims.map((claim) => ({ claim, chunk: 0 }));

    const alone = bundled(plans, 10_000);

    expect(alone).toHaveLength(plans.length);
    expect(alone.every((bundle) => bundle.length === 1)).toBe(true);
  });
});
