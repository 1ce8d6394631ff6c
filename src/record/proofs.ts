/** Refutations that Coq has accepted: the hash of each proof, with the library that it stands on, is kept with the verdict. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Claim } from '../claim/claim.js';
import type { Case } from '../data/case.js';

/** The files that a refutation stands on, in the order in which they are compiled. */
const LIBRARY = ['Definitions.v', 'Claims.v', 'Facts.v', 'Limits.v', 'Held.v'].map((name) =>
  fileURLToPath(new URL(`../../coq/${name}`, import.meta.url)),
);

let library: string | undefined;

/** SHA-256, in hexadecimal, of a refutation together with the library in coq/: a change of either makes it another proof. */
export function proofHash(text: string): string {
  library ??= LIBRARY.map((file) => readFileSync(file, 'utf8')).join('');
  return createHash('sha256').update(library).update(text).digest('hex');
}

/**
 * The hash of the proof by which a case refutes its claim, where Coq has accepted that very proof.
 *
 * @param accepted - the hash on record.
 */
export function acceptedProof(claim: Claim, input: Case, accepted: string | undefined): string | undefined {
  const text = accepted === undefined ? undefined : claim.coq?.({ ...input, claim: claim.id });
  return text !== undefined && proofHash(text) === accepted ? accepted : undefined;
}
