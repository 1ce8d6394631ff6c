/** Certificates of the paper's claims, by the claim that a case names. */

import type { Certificate } from '../../src/certify/certificate.js';
import type { Certifier } from '../../src/certify/certifier.js';
import type { Case } from '../../src/data/case.js';
import { claims, findClaim } from '../../src/paper/edition.js';
import { readRecords, readWitness, SHIPPED_RECORD } from '../../src/record/records.js';

/** Ids of the claims whose violations can be certified. */
export const certifiedClaims: readonly string[] = claims.filter(({ certify }) => certify !== undefined).map(({ id }) => id);

/** The case that a certificate of an input is about: the input, or the one with another start that the certificate names. */
export interface CertifiedCase {
  readonly input: Case;
  readonly certificate: Certificate;
}

/** What is certified of a case, if anything. */
export function certifiedCase(input: Case): CertifiedCase | undefined {
  const certificate = certify(input);
  if (certificate === undefined) return undefined;
  const { restart } = certificate;
  return { certificate, input: restart === undefined ? input : { ...input, start: restart.start } };
}

/** A proof that the case violates its claim; undefined where there is no certifier or where anything stays undecided. */
export function certify(input: Case, precisions?: readonly number[]): Certificate | undefined {
  const prove: Certifier | undefined = findClaim(input.claim)?.certify;
  return prove?.(input, precisions);
}

const records = readRecords(SHIPPED_RECORD);

/** The witness on record for a claim. */
export function witnessOf(id: string): Case {
  const witness = readWitness(SHIPPED_RECORD, records[id]);
  if (witness === undefined) throw new Error(`${id} has no witness`);
  return witness.input;
}

/** The same with something changed. */
export function changed(id: string, change: Partial<Case>): Case {
  return { ...witnessOf(id), ...change };
}

/** The file for Coq that is written of a case; undefined where none is. */
export function coqOf(input: Case, precisions?: readonly number[]): string | undefined {
  return findClaim(input.claim)?.coq?.(input, precisions);
}
