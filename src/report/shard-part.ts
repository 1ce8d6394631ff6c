/** What one shard of a run writes beside the JSON of `verify`, and how the shards are put together again. */

import * as z from 'zod';
import type { Claim } from '../claim/claim.js';
import { contentHash } from '../data/content-hash.js';
import { InputError } from '../data/input-error.js';
import { parseCompact } from '../data/json-number.js';
import type { ClaimReport } from '../verify/claim-report.js';
import type { Shard } from '../verify/shard.js';

const count = z.int().min(0);

/** Where each verdict follows from: the shards of one run agree on all of it. */
const runSchema = z.object({
  version: z.string(),
  edition: z.string(),
  /** Hash of the code of the claims and of what judges them. */
  code: z.string(),
  /** Ids of the claims that were asked for, in the order of the edition. */
  ids: z.array(z.string()),
  seed: z.int(),
  /** Cases of each claim, 0 for the default. */
  cases: count,
  /** Seconds, 0 for no limit. */
  maxTime: z.number(),
  /** Name of the data set that was given, empty for generated cases and the shipped sets. */
  given: z.string(),
  /** Hash of names and content of the data sets. */
  data: z.string(),
  /** Hash of the stored witnesses that are evaluated first. */
  witnesses: z.string(),
});

/** The part of a run that a shard writes; its reports are checked by their checksum. */
export const partSchema = z.object({
  index: count,
  count,
  run: runSchema,
  interrupted: z.boolean(),
  seconds: z.number(),
  reports: z.array(z.looseObject({ id: z.string() })),
  /** Hash of all the above: a part that was altered is noticed. */
  checksum: z.string(),
});

/** All that the verdicts of a run follow from. */
export type RunIdentity = z.output<typeof runSchema>;

/** A part with its reports as a run has them. */
interface ShardPart extends Omit<z.output<typeof partSchema>, 'reports'> {
  readonly reports: readonly (Omit<ClaimReport, 'claim'> & { readonly id: string })[];
}

/** A part with the file that it was read from. */
interface ReadPart {
  readonly file: string;
  readonly part: ShardPart;
}

/** The shards of one run, put together. */
export interface Merged {
  readonly run: RunIdentity;
  /** What the machines took, one after the other. */
  readonly seconds: number;
  readonly reports: readonly ClaimReport[];
}

/** What a shard writes beside the JSON of `verify`. */
export function shardPart(
  { index, count: of }: Shard,
  run: RunIdentity,
  done: { readonly interrupted: boolean; readonly seconds: number; readonly reports: readonly ClaimReport[] },
): ShardPart {
  const reports = done.reports.map(({ claim, ...report }) => ({ id: claim.id, ...report }));
  const content = { index, count: of, run, interrupted: done.interrupted, seconds: done.seconds, reports };
  return { ...content, checksum: contentHash(content) };
}

/** The part in text that fits the schema of `verify`. @throws InputError naming the file where there is none, or not as it was written. */
export function readShardPart(text: string, file: string): ReadPart {
  const { shard } = parseCompact(text) as { readonly shard?: unknown };
  if (shard === undefined) throw new InputError('is no part of a run: verify --shard I/N --json writes one', { file });
  const { checksum, ...content } = shard as ShardPart;
  if (contentHash(content) !== checksum) throw new InputError('was altered: its checksum does not fit its content', { file });
  return { file, part: shard as ShardPart };
}

/**
 * The reports of all shards, in the order of the run.
 *
 * @param claimOf - the claim of an id, which the edition has to have.
 * @throws InputError naming the shard that is missing, doubled, interrupted or of another run.
 */
export function mergeParts(parts: readonly ReadPart[], claimOf: (id: string) => Claim): Merged {
  const first = firstOfOneRun(parts);
  const { count: of, run } = first.part;
  const given = new Set(parts.map(({ part }) => part.index));
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !given.has(index));
  if (missing.length > 0) throw new InputError(`shard ${missing.join(', ')} of ${of} is missing beside it`, { file: first.file });
  const reports = new Map(parts.flatMap(({ part }) => part.reports.map(({ id, ...report }) => [id, report] as const)));
  return {
    run,
    seconds: parts.reduce((sum, { part }) => sum + part.seconds, 0),
    reports: run.ids.flatMap((id) => {
      const report = reports.get(id);
      // Claims that are not about given data have none.
      return report === undefined ? [] : [{ claim: claimOf(id), ...report }];
    }),
  };
}

/** The first part. @throws InputError where the parts are not whole shards of one run, each there once. */
function firstOfOneRun(parts: readonly ReadPart[]): ReadPart {
  const [first] = parts;
  if (first === undefined) throw new RangeError('merge: no parts');
  const seen = new Map<number, string>();
  for (const { file, part } of parts) {
    const { index, count: of, run, interrupted } = part;
    const name = `shard ${index} of ${of}`;
    if (of !== first.part.count) throw new InputError(`is ${name}, where ${first.file} is one of ${first.part.count}`, { file });
    const others = differing(run, first.part.run);
    if (others.length > 0) throw new InputError(`${name} is of another run than ${first.file}, by ${others.join(', ')}`, { file });
    const twin = seen.get(index);
    if (twin !== undefined) throw new InputError(`${name} is given twice, first in ${twin}`, { file });
    if (interrupted) throw new InputError(`${name} was interrupted; run it again`, { file });
    seen.set(index, file);
  }
  return first;
}

/** What two runs differ in, with the values of both where these are short. */
function differing(one: RunIdentity, other: RunIdentity): string[] {
  const keys = Object.keys(one) as (keyof RunIdentity)[];
  return keys
    .filter((key) => contentHash(one[key]) !== contentHash(other[key]))
    .map((key) => (typeof one[key] === 'number' ? `${key} (${one[key]}, there ${other[key]})` : key));
}
