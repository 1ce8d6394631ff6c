/** Files for Coq of cases beside the witnesses: which are put to Coq, and which it has accepted. */

import { readFileSync, writeFileSync } from 'node:fs';
import { proofHash } from '../../src/record/proofs.js';
import { certifiedClaims, coqOf, witnessOf } from './certify.js';
import { coqFilesBeside } from './evaluations.js';
import { spread } from './neighbours.js';

/** Where the hashes of those that Coq has accepted are on record, by claim. */
const RECORD = new URL('../coq/beside.json', import.meta.url);

/** Files of a claim that are put to Coq. */
const MOST = 2;

/** A file for Coq beside a witness. */
export interface ProofBeside {
  readonly id: string;
  readonly text: string;
  /** Of the file and of the library that it stands on. */
  readonly hash: string;
}

/** Those of each claim that are put to Coq. */
export function proofsBeside(): readonly ProofBeside[] {
  return certifiedClaims.flatMap((id) => {
    const own = coqOf(witnessOf(id));
    const others = coqFilesBeside(id).filter((text) => text !== own);
    return spread(others, MOST).map((text) => ({ id, text, hash: proofHash(text) }));
  });
}

/** Hashes of those that Coq has accepted. */
export function acceptedBeside(): readonly string[] {
  return Object.values(JSON.parse(readFileSync(RECORD, 'utf8')) as Record<string, string>).flatMap((hashes) => hashes.split(' '));
}

/** Records which of all files Coq has accepted. */
export function recordBeside(all: readonly ProofBeside[], accepted: ReadonlySet<string>): void {
  const hashesOf = (id: string): string => {
    const some = all.filter((one) => one.id === id && accepted.has(one.hash));
    return some.map(({ hash }) => hash).join(' ');
  };
  writeFileSync(RECORD, `${JSON.stringify(Object.fromEntries(certifiedClaims.map((id) => [id, hashesOf(id)])), null, 2)}\n`);
}
