import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claims } from '../../../src/paper/edition.js';
import { readRecords, readWitness, SHIPPED_RECORD } from '../../../src/record/records.js';
import { coqProofs } from '../../../src/report/page/coq.js';

const records = readRecords(SHIPPED_RECORD);

/** What the page shows of a claim's proofs. */
function shown(id: string) {
  const claim = claims.find((each) => each.id === id);
  return claim === undefined ? [] : coqProofs(claim, readWitness(SHIPPED_RECORD, records[id])?.input);
}

describe('the proofs on the page of report', () => {
  it.each([
    ['thm-3.2/descent', 'Claims', 'Definitions Claims Facts Limits Held'],
    ['thm-3.2/cases', 'Ends', 'Definitions Claims Facts Limits Held Rays Ends Kinks'],
    ['thm-4.1/reduction', 'Networks', 'Definitions Claims Facts Limits Held Rays Networks Patterns'],
  ])('name the file that states %s, with its proposition alone, and the files to compile', (id, file, files) => {
    const [proof] = shown(id);

    expect(proof?.about).toContain(`coq/${file}.v`);
    expect(proof?.commands).toContain(`for file in ${files}; do`);
    expect(proof?.theorem.match(/^Definition /gm)).toHaveLength(1);
    const [stated = ''] = proof?.theorem.split('\n\n') ?? [];
    expect(readFileSync(`coq/${file}.v`, 'utf8')).toContain(stated);
  });

  it('of a statement that holds are those of coq/Survivors.v, with the files that these require', () => {
    const [proof] = shown('thm-4.1/reduction@intended');

    expect(proof?.theorem).toContain('Theorem thm_4_1_reduction_intended : forall k d N eta T A');
    expect(proof?.commands).toContain('Rays Networks Patterns Survivors; do');
  });

  it('compile in the order in which they are listed: each file after those that it requires', () => {
    const order: readonly string[] = readFileSync('coq/_CoqProject', 'utf8').match(/^\w+(?=\.v$)/gm) ?? [];

    expect(order.length).toBeGreaterThan(10);
    for (const [place, name] of order.entries()) {
      const required = /^Require Import ([\w ]+)\.$/m.exec(readFileSync(`coq/${name}.v`, 'utf8'))?.[1]?.split(' ') ?? [];
      for (const other of required) expect(order.slice(0, place), `${name} requires ${other}`).toContain(other);
    }
  });
});
