/**
 * Records the first drawn cases of each claim and of each kind of data, what comes out of some and what that is made of as hashes, and hashes
 * of what is proved of its witness, of cases beside it and of drawn ones, of what is enclosed, and of what the oracles propose:
 * npx tsx scripts/evaluations.ts [--certificates] [--cases] [--proposals]. Tells whose record has changed. With --anew it chooses the cases to
 * evaluate anew, which takes a quarter of an hour.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { AMOUNTS, amounts } from '../properties/support/amounts.js';
import { certifiedClaims, witnessOf } from '../properties/support/certify.js';
import { chosenEvaluations } from '../properties/support/chosen-evaluations.js';
import { DRAWN, drawnHashes } from '../properties/support/drawn-cases.js';
import { DRAWN_KINDS, KINDS, kindHash } from '../properties/support/drawn-kinds.js';
import { ENCLOSURES, enclosures, hashesOf } from '../properties/support/enclosures.js';
import { CERTIFICATES, certificateHashes, NEIGHBOURS, proofsOf } from '../properties/support/evaluations.js';
import { hash } from '../properties/support/hashes.js';
import { PROPOSALS, PROPOSING_PARTS, proposalHashes } from '../properties/support/proposals.js';
import { EVALUATIONS, type Evaluations, evaluationsAt } from '../properties/support/recorded-evaluations.js';
import type { Claim } from '../src/claim/claim.js';
import { claims } from '../src/paper/edition.js';

function recorded(path: string): Readonly<Record<string, object>> {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, object>) : {};
}

function write(path: string, entries: readonly (readonly [id: string, value: unknown])[]): void {
  const before = recorded(path);
  const changed = entries.filter(([id, value]) => JSON.stringify(before[id]) !== JSON.stringify(value)).map(([id]) => id);
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
  console.log(`${path}: ${changed.length === 0 ? 'as before' : `other than before for ${changed.join(', ')}`}`);
}

/** Of the cases on record; of others where there are none, or all are to be chosen anew. */
function evaluationsOf(claim: Claim): Evaluations {
  const known = process.argv.includes('--anew') ? undefined : recorded(EVALUATIONS)[claim.id];
  return known === undefined ? chosenEvaluations(claim) : evaluationsAt(claim, Object.keys(known));
}

const asked = ['--certificates', '--cases', '--proposals'].filter((part) => process.argv.includes(part));
const isAsked = (part: string): boolean => asked.length === 0 || asked.includes(part);

if (isAsked('--certificates')) {
  write(
    CERTIFICATES,
    certifiedClaims.map((id) => [id, certificateHashes(witnessOf(id))] as const),
  );
  write(
    NEIGHBOURS,
    certifiedClaims.map((id) => [id, proofsOf(id)] as const),
  );
  write(
    ENCLOSURES,
    Object.entries(enclosures).map(([name, enclosure]) => [name, hashesOf(enclosure)] as const),
  );
}
if (isAsked('--proposals'))
  write(
    PROPOSALS,
    Object.entries(PROPOSING_PARTS).map(([name, part]) => [name, proposalHashes(part)] as const),
  );
if (isAsked('--cases')) {
  write(
    DRAWN,
    claims.map((claim) => [claim.id, drawnHashes(claim)] as const),
  );
  write(
    DRAWN_KINDS,
    Object.entries(KINDS).map(([name, kind]) => [name, kindHash(kind)] as const),
  );
  write(
    AMOUNTS,
    Object.entries(amounts).map(([name, amount]) => [name, hash(amount())] as const),
  );
  write(
    EVALUATIONS,
    claims.map((claim) => [claim.id, evaluationsOf(claim)] as const),
  );
}
