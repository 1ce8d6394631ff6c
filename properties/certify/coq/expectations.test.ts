import { describe, expect, it } from 'vitest';
import { requiredModules } from '../../../src/certify/coq/library.js';
import { propositionOf } from '../../../src/certify/coq/proof-file.js';
import type { Case } from '../../../src/data/case.js';
import { claims } from '../../../src/paper/edition.js';
import { readRecords, readWitness, SHIPPED_RECORD } from '../../../src/record/records.js';

const records = readRecords(SHIPPED_RECORD);
/** Claims whose propositions are about expectations. */
const proved = claims.filter(({ id, coq }) => {
  const witness = readWitness(SHIPPED_RECORD, records[id]);
  return witness !== undefined && requiredModules(coq?.(witness.input) ?? '').includes('Draws');
});

/** The claim whose proposition is eq. 13, and its witness: two samples, and a u at which it fails at the first step. */
function distance() {
  const claim = proved.find(({ id }) => propositionOf(id) === 'prop_1_eq_13')!;
  return { claim, input: readWitness(SHIPPED_RECORD, records[claim.id])!.input };
}

describe('a file for Coq about an expectation', () => {
  it('is written for twenty-four claims', () => {
    expect(proved).toHaveLength(24);
  });

  it('has data, start, exponent, u and step of the case', () => {
    const { claim, input } = distance();
    const text = claim.coq?.(input) ?? '';

    for (const part of [
      'Definition s1 := Sample [(1 / 2)] 1.',
      'Definition s2 := Sample [(-1 / 2)] (-1).',
      'Definition w0 : vec := [2].',
      'Definition alpha := (3 / 4).',
      'claim 1%nat data alpha w0 B [(7 / 2)] 1%nat',
      'Theorem refuted : ~ prop_1_eq_13.',
    ])
      expect(text).toContain(part);
  });

  it.each<[string, Partial<Case>]>([
    ['a u at which the display holds', { vectors: { u: [2, 0, 0, 0] } }],
    ['a start outside of the region', { start: [-2] }],
    ['a start on a kink', { start: [0] }],
    ['an exponent that the paper does not take', { steps: { kind: 'power', alpha: 0.5, count: 6 } }],
    ['no step', { steps: { kind: 'power', alpha: 0.75, count: 0 } }],
    ['data that are too long', { data: { x: [[2], [-0.5]], y: [1, -1] } }],
    ['a label turned', { data: { x: [[0.5], [-0.5]], y: [1, 1] } }],
  ])('is not written for %s', (_, change) => {
    const { claim, input } = distance();

    expect(claim.coq?.({ ...input, ...change })).toBeUndefined();
  });

  it('has fewer copies of the negatives where a case has too many samples', () => {
    const { claim, input } = distance();
    const [positive, negative] = input.data.x;
    const many = { x: [positive!, ...Array<readonly number[]>(40).fill(negative!)], y: [1, ...Array<1 | -1>(40).fill(-1)] };
    const text = claim.coq?.({ ...input, data: many as Case['data'] }) ?? '';

    expect(text.match(/^Definition s\d+ := /gm)).toHaveLength(24);
    expect(text).toContain('calm [s1] 23 24');
  });
});
