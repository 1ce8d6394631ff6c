/** The verdicts on record: fixtures/verdicts.json and the witnesses beside it. */

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { Claim, Condition } from '../claim/claim.js';
import type { Verdict } from '../claim/verdict.js';
import { writeAllAtomically } from '../data/atomic-file.js';
import { caseFile, type StoredCase } from '../data/case-file.js';
import { InputError } from '../data/input-error.js';
import { stringify } from '../data/json-number.js';
import { reasonOf } from '../data/system-error.js';
import { nth } from '../numerics/lists.js';

import { readStoredCase } from './case-files.js';
import { acceptedProof } from './proofs.js';

const schema = z.record(
  z.string(),
  z.object({
    verdict: z.enum(['survives', 'refuted', 'vacuous', 'unknown']),
    reason: z.string().min(1),
    /** The hypotheses that the verdict was come to under, and whose they are. */
    hypotheses: z.array(z.object({ id: z.string(), name: z.string(), of: z.enum(['paper', 'method']) })).optional(),
    /** Path of the witness, relative to the records file. */
    witness: z
      .string()
      .regex(/^witnesses\/[\w.-]+\.json$/)
      .optional(),
    /** SHA-256 of the proof, made of the witness, that Coq has accepted; see `proofHash`. */
    proof: z
      .string()
      .regex(/^[\da-f]{64}$/)
      .optional(),
  }),
);

/** Recorded verdicts by claim id. */
export type Records = z.output<typeof schema>;

/** Name of the folder beside a module that its record is kept in. */
export const RECORD_FOLDER = 'claimcheck-record';

/** The record of the edition that ships. */
export const SHIPPED_RECORD = fileURLToPath(new URL('../../fixtures/', import.meta.url));

/**
 * Reads the records of a fixtures folder; none when the file does not exist.
 *
 * @throws InputError naming file and field.
 */
export function readRecords(folder: string): Records {
  const file = join(folder, 'verdicts.json');
  if (!existsSync(file)) return {};
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InputError(`is not JSON: ${(error as Error).message}`, { file });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const issue = nth(parsed.error.issues, 0);
    throw new InputError(issue.message, { file, field: issue.path.join('.') });
  }
  return parsed.data;
}

/** The stored witness of an record, if it has one. */
export function readWitness(folder: string, record: Records[string] | undefined): StoredCase | undefined {
  return record?.witness === undefined ? undefined : readStoredCase(join(folder, record.witness));
}

/** Records which proofs Coq has accepted, by claim id; those of other claims are left as they are. */
export function recordProofs(folder: string, accepted: ReadonlyMap<string, string>): void {
  const records = readRecords(folder);
  const proved = Object.entries(records).map(([id, one]) => [id, accepted.has(id) ? { ...one, proof: accepted.get(id) } : one]);
  writeAllAtomically(new Map([[join(folder, 'verdicts.json'), `${JSON.stringify(Object.fromEntries(proved), null, 2)}\n`]]));
}

/** What `--accept` records of one claim. */
export interface Accepted {
  readonly claim: Claim;
  readonly verdict: Exclude<Verdict, 'not-run'>;
  readonly witness?: StoredCase;
  readonly hypotheses: readonly Condition[];
}

/** Where verdicts are recorded, and of what. */
export interface RecordTarget {
  readonly folder: string;
  /** Ids in the order of the edition. */
  readonly order: readonly string[];
  /** What case files name the edition by; undefined for the one that ships. */
  readonly caseEdition?: string;
}

/** Records verdicts and witnesses beside those already on record, in registry order, all or none. The only writer. @throws InputError */
export function acceptVerdicts(accepted: readonly Accepted[], { folder, order, caseEdition }: RecordTarget): void {
  const merged: Records = { ...readRecords(folder) };
  const files = new Map<string, string>();
  for (const { claim, verdict, witness, hypotheses: judged } of accepted) {
    const hypotheses = judged.map(({ id, name, of }) => ({ id, name, of }));
    const reason = claim.reason ?? `No violated case; ${claim.method === 'limit' ? 'followed to ln t = 10^6' : 'see the statement'}.`;
    if (witness === undefined) {
      merged[claim.id] = { verdict, reason, hypotheses };
      continue;
    }
    const path = witnessPath(claim.id, merged);
    const proof = acceptedProof(claim, witness.input, merged[claim.id]?.proof);
    files.set(join(folder, path), `${stringify(caseFile(witness.input, witness.outcome, caseEdition))}\n`);
    merged[claim.id] = { verdict, reason, hypotheses, witness: path, ...(proof === undefined ? {} : { proof }) };
  }
  const known = new Set(order);
  const sorted = [...order.filter((id) => id in merged), ...Object.keys(merged).filter((id) => !known.has(id))].map((id) => [
    id,
    merged[id],
  ]);
  files.set(join(folder, 'verdicts.json'), `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
  try {
    for (const file of files.keys()) mkdirSync(dirname(file), { recursive: true });
    writeAllAtomically(files);
  } catch (error) {
    throw new InputError(`cannot be written (${reasonOf(error)}); the record is as it was`, { file: folder });
  }
}

/** Where a claim's witness is kept: a name made of its id, and a number where another claim has that name. */
function witnessPath(id: string, records: Records): string {
  const name = id.replace(/[^\w.-]/g, '_');
  const taken = new Set(
    Object.entries(records).flatMap(([other, { witness }]) => (other === id || witness === undefined ? [] : [witness])),
  );
  for (let number = 1; ; number++) {
    const path = `witnesses/${name}${number === 1 ? '' : `-${number}`}.json`;
    if (!taken.has(path)) return path;
  }
}
