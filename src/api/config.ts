/** What a project says once for all commands, in claimcheck.config.js. */

import type { LoadOptions } from '../data/load.js';

/** A data file with the options that say how it is read. */
export interface ConfiguredData extends LoadOptions {
  readonly file: string;
  /** Of data that are not separable judge the largest separable part found. */
  readonly separablePart?: boolean;
}

/** How much is judged, how long and by how many threads. */
export interface Budget {
  /** Cases of each claim, as `--cases`. */
  readonly cases?: number;
  /** Seconds after which a command ends, as `--max-time`. */
  readonly maxTime?: number;
  /** Worker threads, as `--jobs`. */
  readonly jobs?: number;
}

/**
 * The default export of `claimcheck.config.js`. Each field stands for the option of that name in the commands that have it, and an
 * option on the command line wins. Paths are relative to the folder of the file.
 */
export interface Config {
  /** Module with the claims: a path or a package, `MODULE#EXPORT` for another export than the default. */
  readonly claims?: string;
  /** Data to judge on in place of generated cases: a file, or a file with the options that go with `--data`. */
  readonly data?: string | ConfiguredData;
  readonly seed?: number;
  readonly budget?: Budget;
  /** Folder of recorded verdicts and witnesses. */
  readonly record?: string;
  /** Folder of verdicts that are kept. */
  readonly cache?: string;
}
