/** Certificates of the paper's claims, by the claim that a case names. */

import type { Certificate } from '../../src/certify/certificate.js';
import type { Case } from '../../src/data/case.js';
import { claims, findClaim } from '../../src/paper/edition.js';

/** Ids of the claims whose violations can be certified. */
export const certifiedClaims: readonly string[] = claims.filter(({ certify }) => certify !== undefined).map(({ id }) => id);

/** A proof that the case violates its claim; undefined where there is no certifier or where anything stays undecided. */
export function certify(input: Case): Certificate | undefined {
  return findClaim(input.claim)?.certify?.(input);
}
