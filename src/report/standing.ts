/** How verdicts stand to those on record. */

import type { Verdict } from '../claim/verdict.js';
import type { Records } from '../record/records.js';

/** How a verdict stands to what is on record; `new` where nothing is. */
export type Standing = 'as recorded' | 'differs' | 'undecided' | 'new' | 'not broken' | 'not run';

/**
 * Compares a verdict with its record. On a user's data a claim recorded as refuted need not break, and one that
 * the data do not reach, or of which nothing is recorded, is left alone unless it breaks.
 */
export function standing(verdict: Verdict, expected: Verdict | undefined, onGivenData: boolean): Standing {
  if (verdict === 'not-run') return 'not run';
  if (verdict === expected) return 'as recorded';
  if (onGivenData && verdict !== 'refuted') return 'not broken';
  if (expected === undefined) return 'new';
  return verdict === 'vacuous' || verdict === 'unknown' ? 'undecided' : 'differs';
}

/** Everything a report needs beside the claims' reports. */
export interface VerifyContext {
  readonly version: string;
  readonly seed: number;
  readonly seconds: number;
  readonly records: Records;
  /** What case files name the edition by; undefined for the one that ships. */
  readonly caseEdition?: string;
  /** True when the claims were judged on given data alone. */
  readonly onGivenData: boolean;
}
