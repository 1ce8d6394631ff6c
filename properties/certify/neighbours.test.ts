/** What is certified beside the witnesses: where one number, label or sample of a witness is another, and where the case is that of another claim. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { certifiedClaims } from '../support/certify.js';
import { casesBeside, NEIGHBOURS, proofsBeside } from '../support/evaluations.js';
import { fewOrAll } from '../support/long-suite.js';
import { spread } from '../support/neighbours.js';
import { isWronglyCertified } from '../support/wrongly-certified.js';

const recorded = JSON.parse(readFileSync(NEIGHBOURS, 'utf8')) as Record<string, ReturnType<typeof proofsBeside>>;

describe.each(certifiedClaims)('beside the witness of %s', (id) => {
  it('certificates and proofs for Coq are those on record: npx tsx scripts/evaluations.ts --certificates', () => {
    expect(proofsBeside(id)).toEqual(recorded[id]);
  });

  it('nothing is certified that the float64 path finds satisfied', () => {
    const cases = spread(casesBeside(id), fewOrAll(1, 200));
    expect(cases.filter(isWronglyCertified)).toEqual([]);
  });
});
