import type { Certificate } from '../../src/certify/certificate.js';
import type { Case } from '../../src/data/case.js';
import { claims } from '../../src/paper/edition.js';
import { claimOf } from './judging.js';

/** Ids of the claims whose violations can be certified. */
export const certifiedClaims: readonly string[] = claims.filter(({ certify }) => certify !== undefined).map(({ id }) => id);

/** A proof, by its claim's certifier, that a case violates the claim; undefined where there is none. */
export function certify(input: Case): Certificate | undefined {
  return claimOf(input.claim).certify?.(input);
}
