import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claims } from '../../src/paper/edition.js';
import { acceptedProof, proofHash } from '../../src/record/proofs.js';
import { acceptVerdicts, readRecords, readWitness, recordProofs, SHIPPED_RECORD } from '../../src/record/records.js';
import { commanded } from '../support/cli.js';

const records = readRecords(SHIPPED_RECORD);
const proved = claims.filter(({ coq }) => coq !== undefined);

/** A claim whose proof is short. */
const SMALL = 'thm-3.1/3';

/** That claim, and its witness on record. */
function sample() {
  const claim = proved.find(({ id }) => id === SMALL)!;
  const record = records[claim.id]!;
  return { claim, record, witness: readWitness(SHIPPED_RECORD, record)! };
}

/** A copy of the record that ships, for the time of `use`. */
function withRecord<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-proofs-'));
  try {
    cpSync(SHIPPED_RECORD, folder, { recursive: true });
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a proof on record as accepted by Coq', () => {
  it.each(proved.map(({ id }) => id))('%s has one, of its witness and of the library as they are now', (id) => {
    const witness = readWitness(SHIPPED_RECORD, records[id]);
    const text = claims.find((claim) => claim.id === id)?.coq?.(witness!.input);

    expect(records[id]?.proof, 'npm run test:coq -- --record').toBe(proofHash(text ?? ''));
  });

  it('is no proof for another case, and none where the proof or the library has changed', () => {
    const { claim, record, witness } = sample();
    const other = { ...witness.input, start: witness.input.start.map((value) => 2 * value) };

    expect(acceptedProof(claim, witness.input, record.proof)).toBe(record.proof);
    expect(acceptedProof(claim, other, record.proof)).toBeUndefined();
    expect(acceptedProof(claim, witness.input, proofHash(`${claim.coq?.(witness.input)} `))).toBeUndefined();
    expect(acceptedProof(claim, witness.input, undefined)).toBeUndefined();
  });

  it('stays with the verdict when that is accepted again, and goes when another case is the witness', () => {
    const { claim, record, witness } = sample();
    const accept = (folder: string, start: readonly number[]) => {
      const order = claims.map(({ id }) => id);
      const stored = { ...witness, input: { ...witness.input, start: [...start] } };
      acceptVerdicts([{ claim, verdict: 'refuted', witness: stored, hypotheses: [] }], { folder, order });
      return readRecords(folder)[claim.id]?.proof;
    };

    withRecord((folder) => {
      expect(accept(folder, witness.input.start)).toBe(record.proof);
      expect(
        accept(
          folder,
          witness.input.start.map((value) => 2 * value),
        ),
      ).toBeUndefined();
    });
  });

  it('is recorded for the claims that Coq was asked about, and for no others', () => {
    withRecord((folder) => {
      recordProofs(folder, new Map([[SMALL, 'f'.repeat(64)]]));

      expect(readRecords(folder)).toEqual({ ...records, [SMALL]: { ...records[SMALL], proof: 'f'.repeat(64) } });
    });
  });

  it('must be a SHA-256', () => {
    withRecord((folder) => {
      const file = join(folder, 'verdicts.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/"proof": "[\da-f]{4}/, '"proof": "yes '));

      expect(() => readRecords(folder)).toThrow(/verdicts\.json.*proof/);
    });
  });
});

describe('a machine-checked refutation', () => {
  it('says so in verify, with the hash of its proof', async () => {
    const { stdout } = await commanded('verify', SMALL, '--cases', '20', '--jobs', '1', '--json', '-');

    expect(JSON.parse(stdout).claims[0]).toMatchObject({ verdict: 'refuted', evidence: 'machine-checked', proof: records[SMALL]?.proof });
  });

  it('is shown by replay with its theorem and the command that checks it', async () => {
    const { stdout } = await commanded('replay', SMALL);

    expect(stdout).toContain('Theorem refuted : ~ thm_3_1_3.');
    expect(stdout).toContain(`Machine-checked: Coq has accepted its proof (SHA-256 ${records[SMALL]?.proof?.slice(0, 16)}...).`);
    expect(stdout).toContain(`claimcheck certify ${SMALL} --coq Refutation.v`);
  });
});
