import { describe, expect, it } from 'vitest';
import { propositionOf } from '../../../src/certify/coq/proof-file.js';
import type { Case } from '../../../src/data/case.js';
import { claims } from '../../../src/paper/edition.js';
import { readRecords, readWitness, SHIPPED_RECORD } from '../../../src/record/records.js';
import { certify } from '../../support/certify.js';

const records = readRecords(SHIPPED_RECORD);

/** The claim of a proposition, and its witness. */
function onRecord(proposition: string) {
  const claim = claims.find(({ id }) => propositionOf(id) === proposition)!;
  return { claim, input: readWitness(SHIPPED_RECORD, records[claim.id])!.input };
}

describe('a file for Coq about the first draw that stays', () => {
  const { claim, input } = onRecord('lem_f3_staying_intended');
  const write = (change: Partial<Case> = {}): string | undefined => claim.coq?.({ ...input, ...change });

  it('has the draws that stay, those that leave, and the application at the start', () => {
    for (const part of [
      'Lemma stays_1 : inside data (stepped s1 w0) = true.',
      'Lemma stays_3 : inside data (stepped s3 w0) = false. Proof. apply (not_inside data _ s1 ',
      'Lemma stayed : filter (fun s => inside data (stepped s w0)) data = [s1; s2].',
      'Theorem refuted : ~ lem_f3_staying_intended.',
    ])
      expect(write()).toContain(part);
  });

  it.each<[string, Partial<Case>]>([
    ['a start on a kink', { start: [2, 0.03125] }],
    ['a start outside of the region', { start: [-2, 0] }],
    ['a start so far out that no draw leads out', { start: [200, 0] }],
    ['data of which no draw may lead out', { data: { ...input.data, y: [-1, -1, 1], x: [[-0.015625, 1], ...input.data.x.slice(1)] } }],
    ['no step', { steps: { kind: 'power', alpha: 0.75, count: 0 } }],
    ['an exponent that the paper does not take', { steps: { kind: 'power', alpha: 1, count: 5 } }],
    ['data that are too long', { data: { ...input.data, x: [...input.data.x.slice(0, 2), [0.03125, -2]] } }],
  ])('is not written for %s', (_, change) => {
    expect(write(change)).toBeUndefined();
  });
});

describe('a certificate about a sample that is never drawn', () => {
  const { input } = onRecord('thm_3_4_staying_intended');

  it.each([0, 100_000_008])('is not given for %i steps, which are no positive multiple of 16', (count) => {
    expect(certify(input)).toBeDefined();
    expect(certify({ ...input, steps: { kind: 'power', alpha: 0.515625, count } })).toBeUndefined();
  });
});

describe('a certificate about positives that are drawn', () => {
  const { input } = onRecord('thm_3_4_staying_intended');

  it('is given for copies, and not where they are two vectors', () => {
    const withPositive = (row: readonly number[]): Case => ({
      ...input,
      data: { x: [...input.data.x, row], y: [...input.data.y, 1] },
      steps: { kind: 'power', alpha: 0.515625, count: 1_000_000_000 },
    });

    expect(certify(withPositive([0, 0.40625, 0]))).toBeDefined();
    expect(certify(withPositive([0, 0.421875, 0]))).toBeUndefined();
  });
});

describe('a file for Coq about a sample that is never drawn', () => {
  const { claim, input } = onRecord('thm_3_4_staying_intended');
  const write = (change: Partial<Case> = {}): string => claim.coq?.({ ...input, ...change }) ?? '';
  const { x, y } = input.data;
  const far = { kind: 'power', alpha: 0.515625, count: 1_000_000_000 } as const;

  it('has the number of steps in decimal, the sample, and the share of the draws that move', () => {
    for (const part of [
      'Definition steps := Z.to_nat 100000000.',
      'Definition early := Z.to_nat 6250000.',
      'Definition kept (i : nat) := negb (existsb (Nat.eqb i) [0%nat]).',
      'Lemma is_undrawn : undrawn data alpha w0 steps kept s3.',
      '(is_positive data) = 1 / 2.',
      'Theorem refuted : ~ thm_3_4_staying_intended.',
    ])
      expect(write()).toContain(part);
  });

  it('takes samples in any order, and copies of those that are drawn', () => {
    const [held = [], drawn = [], carried = []] = x;
    const text = write({ data: { x: [drawn, carried, held, drawn, carried], y: [1, -1, 1, 1, -1] } as Case['data'], steps: far });

    expect(text).toContain('[2%nat]');
    expect(text).toContain('undrawn data alpha w0 steps kept s2.');
    expect(text).toContain('(is_positive data) = 2 / 4.');
  });

  it.each<[string, Partial<Case>]>([
    ['too few steps', { steps: { ...far, count: 1_000_000 } }],
    ['steps that are no multiple of 16', { steps: { ...far, count: 100_000_001 } }],
    ['a start from which the sample is drawn late', { start: [0.015625, 0.015625, 0.03125] }],
    ['a start outside of the region', { start: [-0.015625, 0.015625, 0.015626907348632812] }],
    ['copies of the sample that is never drawn', { data: { x: [...x, x[0]!], y: [...y, 1] } as Case['data'], steps: far }],
    ['other positives that are two vectors', { data: { x: [...x, [0, 0.25, 0]], y: [...y, 1] } as Case['data'], steps: far }],
    ['a label turned', { data: { x, y: [1, -1, -1] } as Case['data'] }],
  ])('is not written for %s', (_, change) => {
    expect(write(change)).toBe('');
  });
});
