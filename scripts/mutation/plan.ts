/** What the process of the tests is told, and what it tells. */

import { join } from 'node:path';

/** What a test takes of the processor without a fault, in seconds, and the faults whose lines it runs. */
export interface Known {
  readonly seconds: number;
  readonly reaches?: readonly number[];
}

/** What the process of the tests is to do; tests are named by vitest's ids. */
export interface Plan {
  readonly faults: readonly number[];
  /** A fault that is there from the start, before anything is loaded. */
  readonly active?: number;
  /** Tests that take longer than so many seconds are not asked. */
  readonly most: number;
  readonly known: Readonly<Record<string, Known>>;
  /** Tests that are done, and what faults were put to others: a process that was ended is followed by another. */
  readonly over: readonly string[];
  readonly passed: readonly (readonly [number: number, test: string])[];
}

/** What it tells: a line each. */
export type Told =
  | readonly ['known', test: string, known: Known]
  | readonly ['over', test: string]
  /** A line with a fault ran outside a test. */
  | readonly ['outside', number: number]
  | readonly ['tries' | 'noticed' | 'fails', number: number, test: string, name: string]
  /** What a test asked for was kept from before the fault: `kept`. It failed once more without the fault: `spoilt`. */
  | readonly ['passed' | 'kept' | 'spoilt', number: number, test: string];

/** The files of a folder in which both are written. */
export function filesIn(folder: string): { plan: string; told: string } {
  return { plan: join(folder, 'plan.json'), told: join(folder, 'told.jsonl') };
}
