/** What a guard run comes to. */

import type { Algorithm } from '../optimizer/optimizer.js';
import type { CheckOutcome } from './check.js';
import type { CheckEntry } from './plan.js';

/** How one check ended; `skipped` when a check that it comes after is broken. */
export interface CheckResult extends CheckEntry, Omit<CheckOutcome, 'verdict'> {
  readonly verdict: CheckOutcome['verdict'] | 'skipped';
}

/** What is known of a subject without calling it. */
export interface SubjectEntry {
  readonly name: string;
  readonly algorithm: Algorithm;
  readonly precision: 'float64' | 'float32';
}

/** A subject with the results of its checks, in the order of the run. */
export interface GuardReport {
  readonly subject: SubjectEntry;
  readonly checks: readonly CheckResult[];
  readonly seconds: number;
}

/** The verdict on a subject. */
export type GuardVerdict = 'pass' | 'broken' | 'undecided';

/** Broken when a check is; undecided when one is, or when none told anything. */
export function verdictOf(checks: readonly Pick<CheckResult, 'verdict'>[]): GuardVerdict {
  if (checks.some(({ verdict }) => verdict === 'broken')) return 'broken';
  if (checks.some(({ verdict }) => verdict === 'undecided')) return 'undecided';
  return checks.some(({ verdict }) => verdict === 'pass') ? 'pass' : 'undecided';
}

/** A check that was not run, and why. */
export function skipped({ id, group, title, after }: CheckEntry, note: string): CheckResult {
  return { id, group, title, ...(after === undefined ? {} : { after }), verdict: 'skipped', slack: Number.NaN, note };
}
