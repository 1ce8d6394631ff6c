import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/claim/claim.js';
import { isNotACase, NotACase } from '../../src/claim/not-a-case.js';
import { standardParts } from '../../src/claim/parts.js';
import { confirm } from '../../src/judge/confirmation.js';
import { EvaluationError } from '../../src/judge/evaluation-error.js';
import { judgeGivenCase, judgeMovedCase, judgeOwnCase } from '../../src/judge/judged-case.js';
import { judgeChunk, shrinkViolation } from '../../src/verify/chunk.js';
import { at, trueClaim, witness } from '../support/planted.js';

/** A claim whose evaluation throws. */
const throwing = (thrown: () => unknown): Claim => ({
  ...trueClaim,
  id: 'planted/throwing',
  evaluate: () => {
    throw thrown();
  },
});
const input = witness([1, 2]);
const foreign = (): Error => Object.assign(new Error('another copy'), { [Symbol.for('claimcheck.NotACase')]: true });

describe('what an evaluation throws', () => {
  it('is told with the beginning of a case on large data, and has the whole case', () => {
    const large = witness(Array.from({ length: 30_000 }, (_, i) => i));
    const error = new EvaluationError('planted/throwing', large, new TypeError('x'));

    expect(error.message).toMatch(/^claim planted\/throwing: x; case \{.{19999} \.\.\. \(\d+ characters in all\)$/);
    expect(error.input).toBe(large);
  });

  it.each([
    [
      'a TypeError',
      () => new TypeError('x is not a function'),
      /^claim planted\/throwing: x is not a function; case \{.*"start": \[1, 2\]/,
    ],
    ['no Error at all', () => 'a text', /^claim planted\/throwing: a text; case \{/],
  ])('is an error of the claim with the case, whoever made it: %s', (_, thrown, message) => {
    for (const judge of [judgeOwnCase, judgeGivenCase, judgeMovedCase]) {
      const run = (): unknown => judge(throwing(thrown), input, standardParts);

      expect(run).toThrow(EvaluationError);
      expect(run).toThrow(message);
      expect(run).toThrow(expect.objectContaining({ claim: 'planted/throwing', input }));
    }
  });

  it.each([
    ['this copy of the package', () => new NotACase('vectors.u is missing')],
    ['another copy', foreign],
  ])('says that a moved case is none where it is NotACase of %s, and is an error on a case of the claim itself', (_, thrown) => {
    const claim = throwing(thrown);

    expect(judgeMovedCase(claim, input, standardParts)).toBeUndefined();
    expect(() => judgeGivenCase(claim, input, standardParts)).toThrow(thrown().message);
    expect(() => judgeGivenCase(claim, input, standardParts)).not.toThrow(EvaluationError);
    expect(() => judgeOwnCase(claim, input, standardParts)).toThrow(EvaluationError);
  });

  it('is told apart by its brand, not by its words or its name', () => {
    expect(isNotACase(Object.assign(new Error('NotACase'), { name: 'NotACase' }))).toBe(false);
    expect(isNotACase({ [Symbol.for('claimcheck.NotACase')]: true })).toBe(false);
  });

  it('ends a chunk, shrinking and confirmation', () => {
    const claim = throwing(() => new TypeError('planted'));
    // Violated where it does not throw: shrinking comes by what does.
    const shrinks: Claim = {
      ...trueClaim,
      id: 'planted/shrinks',
      cases: fc.integer({ min: 0, max: 1000 }).map((value) => ({ ...witness([value, 0]), claim: 'planted/shrinks' })),
      evaluate({ start: [value = 0] }) {
        if (value < 500) throw new TypeError('planted');
        return { hypotheses: [], conclusion: at(-1), labels: [] };
      },
    };

    expect(() => judgeChunk(claim, { seed: 1, chunk: 0, size: 20 })).toThrow(EvaluationError);
    expect(() => shrinkViolation(shrinks, { seed: 1, chunk: 0, size: 20 }, input)).toThrow(EvaluationError);
    expect(() => confirm(claim, input)).toThrow(EvaluationError);
  });
});
