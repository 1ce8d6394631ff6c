/** Proofs at few bits, where every rounding shows: what they enclose still holds what many bits enclose, or they decide nothing. */

import { describe, expect, it } from 'vitest';
import type { Certifier } from '../../src/certify/certifier.js';
import { claims } from '../../src/paper/edition.js';
import { readRecords, readWitness, SHIPPED_RECORD } from '../../src/record/records.js';
import { certifiedClaims, certify } from '../support/certify.js';

const records = readRecords(SHIPPED_RECORD);
const FEW = [3, 12];

describe.each(certifiedClaims)('a certificate of %s', (id) => {
  const { input } = readWitness(SHIPPED_RECORD, records[id])!;
  const prove: Certifier | undefined = claims.find((claim) => claim.id === id)!.certify;
  const fine = certify(input)!;

  it.each(FEW)('has ends at %i bits beyond those at 200, or is not given', (bits) => {
    const coarse = prove?.(input, [bits]);

    if (coarse === undefined) return;
    expect(coarse.slack.high).toBeLessThanOrEqual(0);
    if (coarse.step !== fine.step) return;
    expect(coarse.slack.low).toBeLessThanOrEqual(fine.slack.low);
    expect(coarse.slack.high).toBeGreaterThanOrEqual(fine.slack.high);
  });
});
