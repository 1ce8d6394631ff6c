/** What Coq proves of a claim: the theorem as the library in coq/ states it, and the commands that have Coq check it. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { propositionOf, requiredFiles } from '../../certify/coq/proof-file.js';
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
const compiled = (files: readonly string[]): string => `for file in ${files.join(' ')}; do coqc -Q coq "" coq/$file.v; done`;

/** The proofs of a claim of the paper: its refutation by the case, or theorems that it holds, in whole or in part. */
export function coqProofs(claim: Claim, witness: Case | undefined): CoqProofShown[] {
  const name = propositionOf(claim.id);
  if (witness !== undefined) {
    const text = claim.coq?.(witness);
    if (text === undefined) return [];
    const files = requiredFiles(text);
    const stating = new RegExp(`^Definition ${name}\\b[\\s\\S]*?\\.(?=\\n\\n|\\n\\(\\*\\*|\\nDefinition|\\s*$)`, 'm');
    const [found] = files.flatMap((file) => Array.from(stating.exec(libraryText(`${file}.v`)) ?? [], (stated) => ({ file, stated })));
    return [
      {
        about: `The file that certify writes proves that the claim is false. The proposition is that of coq/${found?.file ?? 'Claims'}.v.`,
        theorem: `${found === undefined ? '' : `${found.stated}\n\n`}Theorem refuted : ~ ${name}.`,
        commands: [`npx claimcheck certify ${claim.id} --coq Refuted.v`, compiled(files), 'coqc -Q coq "" Refuted.v'].join('\n'),
      },
    ];
  }
  const survivors = libraryText('Survivors.v');
  const theorems = survivors.matchAll(/^Theorem (\w+)([\s\S]*?)\nProof\./gm);
  return Array.from(theorems, ([, theorem = '', statement = '']) => ({ theorem, statement }))
    .filter(({ theorem }) => theorem === name)
    .map(({ theorem, statement }) => ({
      about: 'coq/Survivors.v proves it for all data, dimensions and starts.',
      theorem: `Theorem ${theorem}${statement}`,
      commands: compiled([...requiredFiles(survivors), 'Survivors']),
    }));
}
