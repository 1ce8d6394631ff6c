/** Verdicts through the folder that --cache names. */

import type { Claim } from '../claim/claim.js';
import type { EditionSource } from '../claim/load-edition.js';
import { reasonOf } from '../data/system-error.js';
import { counted } from '../text/layout.js';
import { printable } from '../text/printable.js';
import type { ClaimReport } from '../verify/claim-report.js';
import { type Asked, openVerdictCache, throughCache, type VerdictCache } from '../verify/verdict-cache.js';
import { UsageError } from './usage-error.js';

/**
 * Reports from the folder, where it has them, and from `judge`; says on stderr how many, and where others cannot be kept.
 *
 * @throws UsageError where nothing can be kept in the folder, besides what `judge` throws.
 */
export async function throughFolder(
  folder: string,
  edition: EditionSource,
  asked: Asked,
  claims: readonly Claim[],
  judge: (claims: readonly Claim[]) => Promise<readonly ClaimReport[]>,
): Promise<readonly ClaimReport[]> {
  const { reports, kept, fault } = await throughCache(opened(folder, edition, asked), claims, judge);
  process.stderr.write(`${printable(folder)}: ${kept} of ${counted(reports.length, 'claim')} taken from there, unchanged\n`);
  if (fault !== undefined) process.stderr.write(`${printable(folder)}: verdicts cannot be kept (${fault})\n`);
  return reports;
}

function opened(folder: string, edition: EditionSource, asked: Asked): VerdictCache {
  try {
    return openVerdictCache(folder, edition, asked);
  } catch (error) {
    throw new UsageError(`--cache ${folder}: cannot be written (${reasonOf(error)})`);
  }
}
