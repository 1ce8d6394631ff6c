/** Records what comes out of drawn cases of each claim, and hashes of what is proved of its witness, of cases beside it and of drawn ones, and of what is enclosed: npx tsx scripts/evaluations.ts */

import { writeFileSync } from 'node:fs';
import { certifiedClaims, witnessOf } from '../properties/support/certify.js';
import { ENCLOSURES, enclosures, hashesOf } from '../properties/support/enclosures.js';
import { CERTIFICATES, certificateHashes, EVALUATIONS, evaluationsOf, NEIGHBOURS, proofsOf } from '../properties/support/evaluations.js';
import { claims } from '../src/paper/edition.js';

function write(path: string, entries: readonly (readonly [id: string, value: unknown])[]): void {
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
}

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
if (!process.argv.includes('--certificates'))
  write(
    EVALUATIONS,
    claims.map((claim) => [claim.id, evaluationsOf(claim)] as const),
  );
