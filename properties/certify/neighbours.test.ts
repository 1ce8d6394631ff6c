/** What is certified beside the witnesses, where one number, label or sample of a witness is another and where the case is that of another claim, and of drawn cases. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { certifiedClaims, certify, coqOf } from '../support/certify.js';
import { casesBeside, casesDrawn, certifyAtFewBits, coarseOf, NEIGHBOURS, type ProofsOnRecord, told } from '../support/evaluations.js';
import { everyNth, everyNthOrOthers, fewOrMany, STATISTICAL } from '../support/long-suite.js';
import { spread } from '../support/neighbours.js';
import { isWronglyCertified } from '../support/wrongly-certified.js';

const recorded = JSON.parse(readFileSync(NEIGHBOURS, 'utf8')) as Record<string, ProofsOnRecord>;

const few = everyNth(3, certifiedClaims);

describe.each(certifiedClaims)('what is proved of %s is on record: npx tsx scripts/evaluations.ts --certificates', (id) => {
  const { certificates, coq, coarse, coarseCoq, drawn } = recorded[id]!;

  it('beside its witness', STATISTICAL, () => {
    const cases = casesBeside(id);
    const places = everyNthOrOthers(6, [...cases.keys()]);
    const chosen = places.map((place) => cases[place]!);
    const among = (all: string): string => places.map((place) => all.split(' ')[place]).join(' ');

    expect(certificates.split(' ')).toHaveLength(cases.length);
    expect({ certificates: told(chosen, (input) => certify(input)), coq: told(chosen, (input) => coqOf(input)) }).toEqual({
      certificates: among(certificates),
      coq: among(coq),
    });
  });

  it('beside its witness, at few bits', () => {
    expect(coarseOf(id)).toEqual({ coarse, coarseCoq });
  });

  it('of drawn cases, at few bits', () => {
    expect(told(casesDrawn(id), certifyAtFewBits)).toBe(drawn);
  });
});

describe('beside the witness', () => {
  it.each(fewOrMany(few, certifiedClaims))('of %s nothing is certified that the float64 path finds satisfied', STATISTICAL, (id) => {
    const cases = spread(casesBeside(id), fewOrMany(1, 200));
    expect(cases.filter(isWronglyCertified)).toEqual([]);
  });
});
