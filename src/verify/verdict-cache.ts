/** Verdicts kept from run to run: a claim is judged again where anything that its verdict follows from has changed. */

import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim } from '../claim/claim.js';
import type { EditionSource } from '../claim/load-edition.js';
import { writeAtomically } from '../data/atomic-file.js';
import { contentHash } from '../data/content-hash.js';
import { parseCompact, stringifyCompact } from '../data/json-number.js';
import { isSystemError, reasonOf } from '../data/system-error.js';
import { requireAllowance } from '../judge/allowance.js';
import { claimCode } from './claim-code.js';
import type { ClaimReport } from './claim-report.js';
import type { VerifyOptions } from './options.js';

/** What verdicts follow from besides code. */
export type Asked = Pick<VerifyOptions, 'seed' | 'cases' | 'thorough' | 'data' | 'generated' | 'witnesses'>;

/** Reports of claims as they are now. */
export interface VerdictCache {
  get(claim: Claim): Promise<ClaimReport | undefined>;
  /** Keeps a report that is complete. */
  put(report: ClaimReport): Promise<void>;
}

/**
 * Opens the cache in a folder, which is made where it is missing. An entry that cannot be read, or was altered, is none.
 *
 * @throws the error of the file system where nothing can be written there.
 */
export function openVerdictCache(
  folder: string,
  edition: EditionSource,
  { seed, cases = 0, thorough = false, data, generated, witnesses }: Asked,
): VerdictCache {
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.W_OK);
  const code = claimCode(edition);
  const run = contentHash({
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    seed,
    cases,
    thorough,
    generated,
    data: data.map(({ name, data: { x, y } }) => ({ name, x, y })),
  });
  const fileOf = async (claim: Claim): Promise<string | undefined> => {
    const hash = await code.hashOf(claim);
    return hash === undefined ? undefined : join(folder, `${contentHash([run, hash, claim.id, witnesses.get(claim.id) ?? null])}.json`);
  };
  return {
    get: async (claim) => {
      const file = await fileOf(claim);
      const report = file === undefined ? undefined : entryIn(file);
      return report === undefined ? undefined : { ...report, claim };
    },
    put: async ({ claim, ...report }) => {
      const file = await fileOf(claim);
      if (file === undefined || !report.complete) return;
      writeAtomically(file, `${stringifyCompact({ claim: claim.id, report, checksum: contentHash(report) })}\n`);
    },
  };
}

function entryIn(file: string): Omit<ClaimReport, 'claim'> | undefined {
  try {
    const { report, checksum } = parseCompact(readFileSync(file, 'utf8')) as { report: Omit<ClaimReport, 'claim'>; checksum: string };
    return contentHash(report) === checksum ? report : undefined;
  } catch (error) {
    // An entry that is gone, or was cut off while it was written.
    if (!(error instanceof SyntaxError || isSystemError(error))) throw error;
    return undefined;
  }
}

/** Reports of which some were kept. */
interface Cached {
  readonly reports: readonly ClaimReport[];
  /** How many are from the cache. */
  readonly kept: number;
  /** Why the others could not be kept. */
  readonly fault?: string;
}

/**
 * Reports of claims, from the cache where it has them.
 *
 * @param judge - judges the others.
 * @returns the reports in the order of the claims.
 * @throws AllowanceError where all of them together are not within the allowance of one run, besides what `judge` throws.
 */
export async function throughCache(
  cache: VerdictCache,
  claims: readonly Claim[],
  judge: (claims: readonly Claim[]) => Promise<readonly ClaimReport[]>,
): Promise<Cached> {
  const known = await Promise.all(claims.map((claim) => cache.get(claim)));
  const fresh = new Map((await judge(claims.filter((_, at) => known[at] === undefined))).map((report) => [report.claim, report]));
  const fault = await unkept(cache, [...fresh.values()]);
  const reports = claims.flatMap((claim, at) => known[at] ?? fresh.get(claim) ?? []);
  requireAllowance(reports);
  return { reports, kept: reports.length - fresh.size, ...(fault === undefined ? {} : { fault }) };
}

/** Keeps reports. @returns what prevented it: the verdicts do not depend on it. */
async function unkept(cache: VerdictCache, reports: readonly ClaimReport[]): Promise<string | undefined> {
  try {
    for (const report of reports) await cache.put(report);
    return undefined;
  } catch (error) {
    if (isSystemError(error)) return reasonOf(error);
    throw error;
  }
}
