/** What the guard and its judging process say to each other. */

import type { ModuleName } from '../../modules/load.js';
import type { CheckOutcome } from '../check.js';
import type { Problem } from '../checks/problem.js';
import type { CheckEntry } from '../plan.js';
import type { Recorded } from '../regression/record.js';
import type { SubjectEntry } from '../result.js';

/** Where subjects come from. */
export type Source =
  | ({ readonly kind: 'module'; readonly folder: string } & ModuleName)
  /** Without an entry the program is asked for the list of its optimizers. */
  | { readonly kind: 'command'; readonly folder: string; readonly command: string; readonly entry?: SubjectEntry };

/** How long and how large a subject may get. */
export interface Limits {
  /** Longest time of one call, in seconds. */
  readonly call: number;
  /** Longest time of one check, and of loading, in seconds. */
  readonly check: number;
  /** Largest resident memory of one process, in bytes. */
  readonly memory: number;
}

/** What a judging process is opened with. */
export interface Opening {
  readonly source: Source;
  /** Which of the source's subjects is judged. */
  readonly index: number;
  /** URL of the module that exports CHECKS; absent for the checks of the package. */
  readonly checks?: string;
  readonly limits: Limits;
  /** Environment variables that the subject sees besides those that programs need. */
  readonly pass: readonly string[];
  /** Marks the environments of the subject's processes. */
  readonly mark: string;
}

/** What a judging process is asked. A process that has been opened can be opened with another subject of its source. */
export type Question =
  | { readonly open: Opening }
  | { readonly check: string }
  | { readonly record: { readonly seed?: number } }
  | { readonly run: readonly Problem[] };

/** What it answers; `ended` when a process of the subject has ended meanwhile. */
export type Reply = (
  | { readonly outcome: CheckOutcome }
  | { readonly recorded: Recorded }
  /** Parameters after each step of each problem. */
  | { readonly ran: readonly (readonly Float64Array[])[] }
  | { readonly ready: Ready }
  | { readonly refused: string }
) & {
  readonly ended?: true;
};

/** A subject that is loaded. */
export interface Ready {
  /** Subjects of the source. */
  readonly count: number;
  readonly subject: SubjectEntry;
  /** The checks that apply to the subject. */
  readonly checks: readonly CheckEntry[];
}

/** A message with the number of its question, so that a late answer is not taken for one to the next. */
export interface Numbered<T> {
  readonly question: number;
  readonly content: T;
}
