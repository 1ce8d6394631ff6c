/** `verify` as a function. */

import type { Claim, Edition } from '../claim/claim.js';
import { defineEdition } from '../claim/define.js';
import { checkRequiredLabels } from '../claim/required-labels.js';
import type { LabelledData } from '../data/dataset.js';
import { shippedData } from '../data/shipped.js';
import { requireUsableSamples } from '../data/usable-samples.js';
import { inlineWorkers } from '../judge/workers.js';
import { type Records, readRecords } from '../record/records.js';
import type { VerifyResult } from '../report/schema.js';
import { verifyJson } from '../report/verify-report.js';
import { version } from '../report/version.js';
import { done } from '../verify/chunk.js';
import { byContent } from '../verify/given.js';
import { verify as judgeClaims } from '../verify/verify.js';

/** How `verify` is asked from code. */
export interface VerifyRequest {
  /** Generated cases of each claim; by default as many as the command takes. */
  readonly cases?: number;
  /** Seed of the generated cases, 1 by default. */
  readonly seed?: number;
  /** Judge this data set alone. */
  readonly data?: { readonly name: string; readonly data: LabelledData };
  /** Folder of recorded verdicts, which the result then has as `expected`. */
  readonly record?: string;
}

/**
 * Judges claims in this process, as `claimcheck verify` does, and returns what it prints as JSON.
 *
 * @param claims - an edition, or claims by value.
 * @throws RangeError for data that cannot be used; DefinitionError for definitions that cannot be used; EvaluationError, with the case, for a fault of a claim.
 *
 * @example
 * ```ts
 * import { claims, verify } from 'claimcheck';
 *
 * const chosen = claims.filter(({ id }) => id === 'lem-f2');
 * const { claims: [judged] } = await verify(chosen, { cases: 40 });
 * judged?.verdict; // 'survives'
 * ```
 */
export async function verify(claims: Edition | readonly Claim[], request: VerifyRequest = {}): Promise<VerifyResult> {
  const edition = editionOf(claims);
  checkRequiredLabels(edition.claims);
  const { cases, seed = 1, data, record } = request;
  if (data !== undefined) requireUsable(data.name, data.data);
  const records: Records = record === undefined ? {} : readRecords(record);
  const began = performance.now();
  const reports = await judgeClaims({
    claims: data === undefined ? edition.claims : edition.claims.filter(({ casesOn }) => casesOn !== undefined),
    seed,
    ...(cases === undefined ? {} : { cases }),
    data: data === undefined ? shippedData() : [byContent(data.name, data.data)],
    generated: data === undefined,
    workers: inlineWorkers(done),
    witnesses: new Map(),
    stopped: () => false,
  });
  const seconds = (performance.now() - began) / 1000;
  return verifyJson(reports, { version, seed, seconds, records, onGivenData: data !== undefined, ...named(claims) });
}

/** @throws RangeError naming the sample and the feature, counted from 0. */
function requireUsable(name: string, { x }: LabelledData): void {
  requireUsableSamples(x, (problem, i, entry) => {
    throw new RangeError(`${name}: sample ${i}${entry === undefined ? '' : `, feature ${entry}`} ${problem}`);
  });
}

/** The claims as an edition. @throws DefinitionError */
export function editionOf(claims: Edition | readonly Claim[]): Edition {
  return defineEdition('claims' in claims ? claims : { name: 'claims', title: 'claims', claims });
}

/** What case files name an edition by, where it has a name. */
function named(claims: Edition | readonly Claim[]): { readonly caseEdition?: string } {
  return 'claims' in claims ? { caseEdition: claims.name } : {};
}
