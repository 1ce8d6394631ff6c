import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claims } from '../../../src/paper/edition.js';
import { readRecords, SHIPPED_RECORD } from '../../../src/record/records.js';

const page = readFileSync('docs/explanation/coq.md', 'utf8');
const records = readRecords(SHIPPED_RECORD);
const refuted = claims.filter(({ id }) => records[id]?.verdict === 'refuted');

/** The rows of the table below a heading, as the ids in the first column and the rest. */
function rowsBelow(heading: string): readonly { readonly ids: readonly string[]; readonly cells: readonly string[] }[] {
  const section = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| (?!claim|-)(.+) \|$/gm)].map(([, row = '']) => {
    const [first = '', ...cells] = row.split(' | ');
    return { ids: first.split(', '), cells };
  });
}

describe('docs/explanation/coq.md', () => {
  it('has each refutation without a Coq proof, in the order of the edition, with what is missing', () => {
    const rows = rowsBelow('Refutations without a proof for Coq');

    expect(rows.flatMap(({ ids }) => ids)).toEqual(refuted.filter(({ coq }) => coq === undefined).map(({ id }) => id));
    expect(rows.filter(({ cells: [reason = ''] }) => reason.length < 5)).toEqual([]);
  });

  it('says how the proposition of each refutation with a Coq proof reads the print', () => {
    const rows = rowsBelow('How the propositions read the print');

    expect(rows.flatMap(({ ids }) => ids).sort()).toEqual(
      refuted
        .filter(({ coq }) => coq !== undefined)
        .map(({ id }) => id)
        .sort(),
    );
    expect(rows.filter(({ cells }) => cells.at(-1) !== 'yes')).toEqual([]);
  });

  it('has each theorem of coq/Whole.v', () => {
    const theorems = [...readFileSync('coq/Whole.v', 'utf8').matchAll(/^Theorem (\w+)/gm)].map(([, name]) => `\`${name}\``);

    expect(
      rowsBelow('Sentences in full')
        .flatMap(({ ids }) => ids)
        .filter((id) => id !== 'theorem')
        .sort(),
    ).toEqual(theorems.sort());
  });
});
