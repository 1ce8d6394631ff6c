/**
 * Records the first drawn cases of each claim and what comes out of some as hashes, and hashes of what is proved of its witness, of cases
 * beside it and of drawn ones: npx tsx scripts/evaluations.ts [--certificates | --cases]. Tells whose record has changed.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { certifiedClaims, witnessOf } from '../properties/support/certify.js';
import { DRAWN, drawnHashes } from '../properties/support/drawn-cases.js';
import { CERTIFICATES, certificateHashes, NEIGHBOURS, proofsOf } from '../properties/support/evaluations.js';
import { chosenEvaluations, EVALUATIONS } from '../properties/support/recorded-evaluations.js';
import { claims } from '../src/paper/edition.js';

function write(path: string, entries: readonly (readonly [id: string, value: unknown])[]): void {
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {};
  const changed = entries.filter(([id, value]) => JSON.stringify(before[id]) !== JSON.stringify(value)).map(([id]) => id);
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
  console.log(`${path}: ${changed.length === 0 ? 'as before' : `other than before for ${changed.join(', ')}`}`);
}

if (!process.argv.includes('--cases')) {
  write(
    CERTIFICATES,
    certifiedClaims.map((id) => [id, certificateHashes(witnessOf(id))] as const),
  );
  write(
    NEIGHBOURS,
    certifiedClaims.map((id) => [id, proofsOf(id)] as const),
  );
}
if (!process.argv.includes('--certificates')) {
  write(
    DRAWN,
    claims.map((claim) => [claim.id, drawnHashes(claim)] as const),
  );
  write(
    EVALUATIONS,
    claims.map((claim) => [claim.id, chosenEvaluations(claim)] as const),
  );
}
