/** Which chunks of cases are judged. */

import type { Claim } from '../claim/claim.js';
import { EFFORT } from '../judge/effort.js';
import { CHUNK, type NamedData } from './chunk.js';
import type { VerifyOptions } from './options.js';

/** A chunk to judge. */
export interface Plan {
  readonly claim: Claim;
  readonly on?: NamedData;
  readonly chunk: number;
  readonly size: number;
}

/** The chunks of a claim, on generated cases and on the data sets. */
export function plan(claim: Claim, { cases, data, generated }: VerifyOptions): Plan[] {
  const effort = EFFORT[claim.method];
  const onGiven = claim.casesOn === undefined ? [] : data;
  if (!generated) return onGiven.flatMap((on) => chunks(claim, cases ?? effort.casesAlone, on));
  return [
    ...chunks(claim, cases ?? claim.defaultCases ?? effort.cases),
    ...onGiven.flatMap((on) => chunks(claim, Math.min(cases ?? Number.POSITIVE_INFINITY, effort.casesBeside), on)),
  ];
}

/** As many generated cases again as a claim has had. */
export function furtherChunks(claim: Claim, plans: readonly Plan[]): Plan[] {
  const own = plans.filter((one) => one.claim === claim && one.on === undefined);
  const cases = own.reduce((sum, { size }) => sum + size, 0);
  const first = own.reduce((last, { chunk }) => Math.max(last, chunk), -1) + 1;
  return chunks(claim, cases).map((one) => ({ ...one, chunk: first + one.chunk }));
}

function chunks(claim: Claim, cases: number, on?: NamedData): Plan[] {
  return Array.from({ length: Math.ceil(cases / CHUNK) }, (_, chunk) => ({
    claim,
    chunk,
    size: Math.min(CHUNK, cases - chunk * CHUNK),
    ...(on === undefined ? {} : { on }),
  }));
}
