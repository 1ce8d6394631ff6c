/** What Coq proves of a claim: the theorem as the library in coq/ states it, and the commands that have Coq check it. */

import { library, requiredModules, statedIn } from '../../certify/coq/library.js';
import { propositionOf } from '../../certify/coq/proof-file.js';
import type { Claim } from '../../claim/claim.js';
import type { Case } from '../../data/case.js';

/** A proof as the page shows it. */
export interface CoqProofShown {
  /** What the theorem is about in a sentence. */
  readonly about: string;
  /** Definitions and theorem, in Coq's language. */
  readonly theorem: string;
  readonly commands: string;
}

const WHERE = 'The folder coq is in the package, node_modules/claimcheck/coq where that is installed.';

const compiled = (modules: readonly string[]): string => `for file in ${modules.join(' ')}; do coqc -Q coq "" coq/$file.v; done`;

/** The proofs of a claim of the paper: its refutation by the case, or theorems that it holds, in whole or in part. */
export function coqProofs(claim: Claim, witness: Case | undefined): CoqProofShown[] {
  const name = propositionOf(claim.id);
  if (witness !== undefined) {
    const text = claim.coq?.(witness);
    if (text === undefined) return [];
    const stated = statedIn(name);
    return [
      {
        about: `The file that certify writes proves that the claim is false. The proposition is that of coq/${stated?.module ?? 'Claims'}.v. ${WHERE}`,
        theorem: `${stated === undefined ? '' : `${stated.definition}\n\n`}Theorem refuted : ~ ${name}.`,
        commands: [`npx claimcheck certify ${claim.id} --coq Refuted.v`, compiled(requiredModules(text)), 'coqc -Q coq "" Refuted.v'].join(
          '\n',
        ),
      },
    ];
  }
  const theorems = (library().get('Survivors') ?? '').matchAll(/^Theorem (\w+)([\s\S]*?)\nProof\./gm);
  return Array.from(theorems, ([, theorem = '', statement = '']) => ({ theorem, statement }))
    .filter(({ theorem }) => theorem === name)
    .map(({ theorem, statement }) => ({
      about: `coq/Survivors.v proves it for all data, dimensions and starts. ${WHERE}`,
      theorem: `Theorem ${theorem}${statement}`,
      commands: compiled([...requiredModules(library().get('Survivors') ?? ''), 'Survivors']),
    }));
}
