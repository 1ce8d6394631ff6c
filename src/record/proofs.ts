/** Refutations that Coq has accepted: the hash of each proof, with the library that it stands on, is kept with the verdict. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { requiredFiles } from '../certify/coq/proof-file.js';
import type { Claim } from '../claim/claim.js';
import type { Case } from '../data/case.js';

const library = new Map<string, string>();

/** SHA-256, in hexadecimal, of a refutation together with the files in coq/ that it requires: a change of any makes it another proof. */
export function proofHash(text: string): string {
  const hash = createHash('sha256');
  for (const name of requiredFiles(text)) hash.update(fileOf(name));
  return hash.update(text).digest('hex');
}

/** The text of a file in coq/, read once. */
function fileOf(name: string): string {
  const read = library.get(name) ?? readFileSync(fileURLToPath(new URL(`../../coq/${name}.v`, import.meta.url)), 'utf8');
  library.set(name, read);
  return read;
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
