import { describe, expect, it } from 'vitest';
import { NotACase } from '../../src/claim/not-a-case.js';
import { standardParts } from '../../src/claim/parts.js';
import { vectorOf } from '../../src/claim/read-case.js';
import type { Case } from '../../src/data/case.js';
import { claimOf, drawCases } from '../support/judging.js';

const [input] = drawCases(claimOf('lem-f2'), 1, 1) as [Case];

describe('a vector that a case names', () => {
  it('is read by its key', () => {
    expect(vectorOf({ ...input, vectors: { u: [1, 2] } }, 'u', 2)).toEqual([1, 2]);
  });

  it.each([
    ['is missing', { v: [1] }, /^vectors\.u is missing$/],
    ['is missing with all others', undefined, /^vectors\.u is missing$/],
    ['has another length', { u: [1, 2, 3] }, /^vectors\.u must have 2 numbers \(got 3\)$/],
  ])('makes the case none of the claim where it %s', (_, vectors, message) => {
    const { vectors: __, ...rest } = input;
    const without: Case = vectors === undefined ? rest : { ...rest, vectors };

    expect(() => vectorOf(without, 'u', 2)).toThrow(NotACase);
    expect(() => vectorOf(without, 'u', 2)).toThrow(message);
  });

  it.each([
    ['lem-f2', 'simplex'],
    ['prop-1/eq-9', 'u'],
    ['thm-3.1/2', 'perturbation'],
    ['thm-3.1/3', 'separator'],
  ])('is not taken for zeros by %s where its key %s is misspelt', (id, name) => {
    const claim = claimOf(id);
    const misspelt = drawCases(claim, 1, 40).map(({ vectors, ...rest }) => {
      const { [name]: vector = [], ...others } = vectors ?? {};
      return { ...rest, vectors: { ...others, [`${name}s`]: vector } };
    });

    const thrown = misspelt.flatMap((one) => {
      try {
        // Where a hypothesis fails before, nothing is read.
        return claim.evaluate(one, standardParts).conclusion === undefined ? [] : ['judged'];
      } catch (error) {
        return [error];
      }
    });

    expect(thrown.length).toBeGreaterThan(0);
    for (const error of thrown) expect(error).toEqual(new NotACase(`vectors.${name} is missing`));
  });
});
