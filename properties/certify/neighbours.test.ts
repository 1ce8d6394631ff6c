/** What is certified beside the witnesses: where one number, label or sample of a witness is another, and where the case is that of another claim. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { certifiedClaims } from '../support/certify.js';
import { casesBeside, NEIGHBOURS, proofsBeside } from '../support/evaluations.js';
import { everyNth, everyNthOrOthers, fewOrMany, STATISTICAL } from '../support/long-suite.js';
import { spread } from '../support/neighbours.js';
import { isWronglyCertified } from '../support/wrongly-certified.js';

const recorded = JSON.parse(readFileSync(NEIGHBOURS, 'utf8')) as Record<string, ReturnType<typeof proofsBeside>>;

const few = everyNth(3, certifiedClaims);

describe('beside the witness', () => {
  it.each(everyNthOrOthers(3, certifiedClaims))(
    'of %s certificates and proofs for Coq are those on record: npx tsx scripts/evaluations.ts --certificates',
    STATISTICAL,
    (id) => {
      expect(proofsBeside(id)).toEqual(recorded[id]);
    },
  );

  it.each(fewOrMany(few, certifiedClaims))('of %s nothing is certified that the float64 path finds satisfied', STATISTICAL, (id) => {
    const cases = spread(casesBeside(id), fewOrMany(1, 200));
    expect(cases.filter(isWronglyCertified)).toEqual([]);
  });
});
