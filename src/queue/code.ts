/** The code that results follow from, by hash: only workers with the same code take jobs, and a job's name has its claim's. */

import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Claim } from '../claim/claim.js';
import type { EditionSource } from '../claim/load-edition.js';
import { contentHash } from '../data/content-hash.js';
import { InputError } from '../data/input-error.js';
import { importGraph } from '../modules/import-graph.js';
import { claimCode } from '../verify/claim-code.js';

/** Hashes of code. */
export interface QueueCode {
  /** Of the whole edition with all that works on it: names the queue. */
  readonly queue: string;
  /** Of what the results of one claim follow from. */
  of(claim: Claim): Promise<string>;
}

const THREAD = fileURLToPath(new URL(`./thread${extname(import.meta.url)}`, import.meta.url));

/** The code of an edition as it is on this machine. @throws InputError where the files of its module are not found. */
export function queueCode(edition: EditionSource): QueueCode {
  const { whole, hashOf } = claimCode(edition);
  if (whole === undefined) throw new InputError('cannot be told to workers: its files are not found', { file: edition.module });
  const base = { node: process.version, platform: `${process.platform} ${process.arch}`, work: importGraph().hash([THREAD]) };
  const known = new Map<string, Promise<string>>();
  const ofClaim = async (claim: Claim): Promise<string> => contentHash([base, (await hashOf(claim)) ?? whole]);
  return {
    queue: contentHash([base, whole]).slice(0, 16),
    of: (claim) => {
      const hash = known.get(claim.id) ?? ofClaim(claim);
      known.set(claim.id, hash);
      return hash;
    },
  };
}
