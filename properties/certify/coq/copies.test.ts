import { describe, expect, it } from 'vitest';
import { propositionOf } from '../../../src/certify/coq/proof-file.js';
import type { Case } from '../../../src/data/case.js';
import { claims } from '../../../src/paper/edition.js';
import { readRecords, readWitness, SHIPPED_RECORD } from '../../../src/record/records.js';

/** A claim of lemma F.1 and its witness: one positive x, many negatives -x. */
function lemma(proposition: string) {
  const claim = claims.find(({ id }) => propositionOf(id) === proposition)!;
  return { claim, input: readWitness(SHIPPED_RECORD, readRecords(SHIPPED_RECORD)[claim.id])!.input };
}

/** The data with so many negatives. */
function withNegatives({ data }: Case, count: number): Case['data'] {
  const [positive, negative] = [data.x[0]!, data.x[1]!];
  return { x: [positive, ...Array<readonly number[]>(count).fill(negative)], y: [1, ...Array<1 | -1>(count).fill(-1)] };
}

describe('a file for Coq about lemma F.1', () => {
  it('writes each different sample once, with the number of its copies', () => {
    const { claim, input } = lemma('lem_f1');
    const text = claim.coq?.(input) ?? '';

    expect(text.match(/^Definition s\d+ := .*$/gm)).toEqual([
      'Definition s1 := Sample [(45 / 32)] 1.',
      'Definition s2 := Sample [(-45 / 32)] (-1).',
    ]);
    expect(text).toContain(`counts : list nat := [1; ${input.data.x.length - 1}]%nat`);
    expect(text).toContain(`share whole = (1 / ${input.data.x.length})`);
    expect(text).toContain('Theorem refuted : ~ lem_f1.');
  });

  it('counts copies wherever they stand', () => {
    const { claim, input } = lemma('lem_f1');
    const { x, y } = input.data;
    const turned = { x: [...x.slice(1), x[0]!], y: [...y.slice(1), y[0]!] };

    expect(claim.coq?.({ ...input, data: turned })).toContain(`counts : list nat := [${x.length - 1}; 1]%nat`);
  });

  it('spells sums of step sizes out at small steps, and bounds them by powers of t at larger ones', () => {
    const [long, short] = [lemma('lem_f1'), lemma('lem_f1_intended')].map(({ claim, input }) => claim.coq?.(input) ?? '');

    expect(long).toContain('rates_sum_below');
    expect(short).not.toContain('rates_sum_below');
  });

  it.each<[string, (input: Case) => Partial<Case>]>([
    ['a start outside of the region', () => ({ start: [-1] })],
    ['a long start', () => ({ start: [1] })],
    ['an exponent that the paper does not take', () => ({ steps: { kind: 'power', alpha: 0.5, count: 300 } })],
    ['few steps', () => ({ steps: { kind: 'power', alpha: 33 / 64, count: 20 } })],
    ['no step', () => ({ steps: { kind: 'power', alpha: 33 / 64, count: 0 } })],
    ['few negatives', (input) => ({ data: withNegatives(input, 40) })],
    ['data that are too long', ({ data: { x, y } }) => ({ data: { x: x.map((row) => row.map((entry) => 2 * entry)), y } })],
  ])('is not written for %s', (_, change) => {
    const { claim, input } = lemma('lem_f1');

    expect(claim.coq?.({ ...input, ...change(input) })).toBeUndefined();
  });
});
