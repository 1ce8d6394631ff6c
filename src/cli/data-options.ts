/** How commands are told what of a data file to read, and as what. */

import type { Command } from 'commander';
import { type LoadedData, type LoadOptions, loadData } from '../data/load.js';
import { printable } from '../text/printable.js';
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

/** Reads the data of --data, and says on stderr how many samples were left out. @throws InputError */
export async function dataOf(file: string, flags: DataFlags): Promise<LoadedData> {
  const given = Object.fromEntries(
    Object.keys(NAMES).flatMap((key) => {
      const value = flags[key as keyof DataFlags];
      return value === undefined ? [] : [[key, value]];
    }),
  );
  const loaded = await loadData(file, given);
  const { data, dropped } = loaded;
  if (dropped > 0)
    process.stderr.write(printable(`${file}: ${dropped} of ${dropped + data.x.length} samples lack a value and are left out`).concat('\n'));
  return loaded;
}
