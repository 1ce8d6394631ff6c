/** What a data file says, before labels get their signs. */

import type { InputPlace } from './input-error.js';
import type { LabelPlace } from './labels.js';

/** Samples as a file holds them; all rows are of one length, which is at least 1. */
export interface Table {
  readonly featureNames: readonly string[];
  readonly x: readonly (readonly number[])[];
  /** The label of each sample, as text. */
  readonly labels: readonly string[];
  readonly labelPlace: LabelPlace;
  /** Where a sample stands, or one entry of it. */
  readonly samplePlace: (i: number, entry?: number) => InputPlace;
  /** The line of each sample, where samples are lines. */
  readonly lines?: readonly number[];
  /** Samples that were left out since they lack a value. */
  readonly dropped: number;
}

/** x1, x2, ...: names of features that have none. */
export function defaultNames(d: number): string[] {
  return Array.from({ length: d }, (_, j) => `x${j + 1}`);
}
