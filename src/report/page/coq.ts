/** What Coq proves of a claim: the theorem as the library in coq/ states it, and the commands that have Coq check it. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { propositionOf } from '../../certify/coq/proof-file.js';
import type { Claim } from '../../claim/claim.js';
import type { Case } from '../../data/case.js';

/** The library, beside the sources and beside what they compile to. */
const LIBRARY = fileURLToPath(new URL('../../../coq/', import.meta.url));

/** A proof as the page shows it. */
export interface CoqProofShown {
  /** What the theorem is about in a sentence. */
  readonly about: string;
  /** Definitions and theorem, in Coq's language. */
  readonly theorem: string;
  readonly commands: string;
}

const libraryText = (file: string): string => (existsSync(join(LIBRARY, file)) ? readFileSync(join(LIBRARY, file), 'utf8') : '');
const compiled = (...files: string[]): string => `for file in ${files.join(' ')}; do coqc -Q coq "" coq/$file.v; done`;

/** The proofs of a claim of the paper: its refutation by the case, or theorems that it holds, in whole or in part. */
export function coqProofs(claim: Claim, witness: Case | undefined): CoqProofShown[] {
  const name = propositionOf(claim.id);
  if (witness !== undefined) {
    if (claim.coq?.(witness) === undefined) return [];
    const stated = new RegExp(`^Definition ${name}\\b[\\s\\S]*?\\.(?=\\n\\n|\\s*$)`, 'm').exec(libraryText('Claims.v'))?.[0];
    return [
      {
        about: 'The file that certify writes proves that the claim is false. The proposition is that of coq/Claims.v.',
        theorem: `${stated === undefined ? '' : `${stated}\n\n`}Theorem refuted : ~ ${name}.`,
        commands: [
          `npx claimcheck certify ${claim.id} --coq Refuted.v`,
          compiled('Definitions', 'Claims', 'Facts'),
          'coqc -Q coq "" Refuted.v',
        ].join('\n'),
      },
    ];
  }
  const theorems = libraryText('Survivors.v').matchAll(/^Theorem (\w+)([\s\S]*?)\nProof\./gm);
  return Array.from(theorems, ([, theorem = '', statement = '']) => ({ theorem, statement }))
    .filter(({ theorem }) => theorem === name)
    .map(({ theorem, statement }) => ({
      about: 'coq/Survivors.v proves it for all data, dimensions and starts.',
      theorem: `Theorem ${theorem}${statement}`,
      commands: compiled('Definitions', 'Claims', 'Facts', 'Survivors'),
    }));
}
