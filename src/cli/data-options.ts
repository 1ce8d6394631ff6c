/** How commands are told what of a data file to read, and as what. */

import type { Command } from 'commander';
import { labelledData } from '../data/dataset.js';
import { InputError } from '../data/input-error.js';
import { type LoadedData, type LoadOptions, parseData } from '../data/load.js';
import type { LoadAnswer, LoadJob } from '../data/load-worker.js';
import { MOST_DATA_BYTES } from '../data/read-text.js';
import { streamedBytes } from '../data/stream-bytes.js';
import { openThreads } from '../judge/threads.js';
import { printable } from '../text/printable.js';
import { unlessAborted } from './interruption.js';
import { UsageError } from './usage-error.js';

/** The options that go with --data, as they are read. */
export type DataFlags = LoadOptions;

const NAMES: Readonly<Record<keyof LoadOptions, string>> = {
  label: '--label',
  positive: '--positive',
  columns: '--columns',
  omit: '--omit',
  dropMissing: '--drop-missing',
  bias: '--bias',
};

/** Adds the options to a command that has --data. */
export function addDataOptions(command: Command): Command {
  const names = (text: string): string[] => text.split(',').map((name) => name.trim());
  return command
    .option('--label <NAME>', 'column of a CSV file that holds the label (default: the last)')
    .option('--positive <NAME>', 'the label that is +1, against all others')
    .option('--columns <LIST>', 'features of a CSV file to keep, by name or as "column 1", separated by commas', names)
    .option('--omit <LIST>', 'features of a CSV file to leave out', names)
    .option('--drop-missing', 'leave out samples of a CSV file that lack a value')
    .option('--bias', 'append a constant feature to the data first');
}

/** The option for data that are not separable, of commands that judge claims on them. */
export const PART_OPTION = ['--separable-part', 'of data that are not separable judge the largest separable part found'] as const;

/** @throws UsageError where an option is given that goes with --data. */
export function requireNoDataOptions(flags: DataFlags & { readonly separablePart?: boolean }): void {
  if (flags.separablePart !== undefined) throw new UsageError(`${PART_OPTION[0]} goes with --data`);
  for (const [key, option] of Object.entries(NAMES))
    if (flags[key as keyof DataFlags] !== undefined) throw new UsageError(`${option} goes with --data`);
}

/** Bytes from which on data are read in a thread: fewer are done before one has begun. */
const LARGE = 2 ** 20;

/**
 * Reads the data of --data, and says on stderr how many samples were left out.
 *
 * @param stop - gives it up.
 * @returns undefined where it was given up.
 * @throws InputError
 */
export async function dataOf(file: string, flags: DataFlags, stop: AbortSignal): Promise<LoadedData | undefined> {
  const options: LoadOptions = Object.fromEntries(
    Object.keys(NAMES).flatMap((key) => {
      const value = flags[key as keyof DataFlags];
      return value === undefined ? [] : [[key, value]];
    }),
  );
  const loaded = await unlessAborted(loadedWithin(file, options, stop), stop);
  if (loaded === undefined) return undefined;
  const { data, dropped } = loaded;
  if (dropped > 0)
    process.stderr.write(printable(`${file}: ${dropped} of ${dropped + data.x.length} samples lack a value and are left out`).concat('\n'));
  return loaded;
}

async function loadedWithin(file: string, options: LoadOptions, stop: AbortSignal): Promise<LoadedData> {
  const bytes = await streamedBytes(file, MOST_DATA_BYTES, stop);
  if (bytes.length < LARGE) return parseData(bytes, file, options);
  const thread = openThreads<LoadJob, LoadAnswer>(new URL('../data/load-worker', import.meta.url), 1);
  try {
    const answer = await thread.run({ bytes, file, options }, { signal: stop });
    if ('fault' in answer) throw new InputError(answer.fault.problem, answer.fault.place);
    const { packed, ...about } = answer.loaded;
    return { ...about, data: labelledData(packed) };
  } finally {
    await thread.destroy();
  }
}
