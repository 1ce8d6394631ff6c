/** How commands are told what of a data file to read, and as what. */

import type { Command } from 'commander';
import type { LabelledData } from '../data/dataset.js';
import { type LoadOptions, loadData } from '../data/load.js';
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

/** @throws UsageError where an option is given that goes with --data. */
export function requireNoDataOptions(flags: DataFlags): void {
  for (const [key, option] of Object.entries(NAMES))
    if (flags[key as keyof DataFlags] !== undefined) throw new UsageError(`${option} goes with --data`);
}

/** Reads the data of --data, and says on stderr how many samples were left out. @throws InputError */
export async function dataOf(file: string, flags: DataFlags): Promise<LabelledData> {
  const given = Object.fromEntries(
    Object.keys(NAMES).flatMap((key) => {
      const value = flags[key as keyof DataFlags];
      return value === undefined ? [] : [[key, value]];
    }),
  );
  const { data, dropped } = await loadData(file, given);
  if (dropped > 0)
    process.stderr.write(printable(`${file}: ${dropped} of ${dropped + data.x.length} samples lack a value and are left out`).concat('\n'));
  return data;
}
