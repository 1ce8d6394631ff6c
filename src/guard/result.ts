/** What a guard run comes to. */

import type { Algorithm, OptimizerOption, Precision } from '../optimizer/optimizer.js';
import type { CheckOutcome } from './check.js';
import type { CheckEntry } from './plan.js';

/** How one check ended; `skipped` when a check that it comes after is broken. */
export interface CheckResult extends CheckEntry, Omit<CheckOutcome, 'verdict'> {
  readonly verdict: Exclude<CheckOutcome['verdict'], 'inapplicable'> | 'skipped';
  /** True where the run was interrupted before it. */
  readonly notReached?: true;
  /** Why the subject expects this check to be broken. */
  readonly expected?: string;
}

/** What is known of a subject without calling it. */
export interface SubjectEntry {
  readonly name: string;
  readonly algorithm: Algorithm;
  readonly precision: Precision;
  /** What `create` understands besides. */
  readonly options?: readonly OptimizerOption[];
  /** Checks that are known to be broken, each with a reason. */
  readonly expectedBroken?: Readonly<Record<string, string>>;
}

/** A subject with the results of its checks, in the order of the run. */
export interface GuardReport {
  readonly subject: SubjectEntry;
  readonly checks: readonly CheckResult[];
  readonly seconds: number;
}

/** The verdict on a subject. */
export type GuardVerdict = 'pass' | 'broken' | 'undecided';

/** Broken when a check is that is not expected to be; undecided when one is or was not reached, or when none told anything. */
export function verdictOf(checks: readonly Pick<CheckResult, 'verdict' | 'expected' | 'notReached'>[]): GuardVerdict {
  if (checks.some(({ verdict, expected }) => verdict === 'broken' && expected === undefined)) return 'broken';
  if (checks.some(({ verdict, notReached }) => verdict === 'undecided' || notReached)) return 'undecided';
  return checks.some(({ verdict }) => verdict === 'pass') ? 'pass' : 'undecided';
}

/** How many checks apply to the subject, those that only inform left out. */
export function applicableOf(checks: readonly Pick<CheckResult, 'verdict'>[]): number {
  return checks.filter(({ verdict }) => verdict !== 'information').length;
}

/** What is to be told of the checks that a subject expects to be broken: those that pass, and those that are none of its checks. */
export function expectationNotes({ subject, checks }: Pick<GuardReport, 'subject' | 'checks'>): string[] {
  return Object.entries(subject.expectedBroken ?? {}).flatMap(([id, reason]) => {
    const verdict = checks.find((check) => check.id === id)?.verdict;
    if (verdict === undefined) return [`${id}: is expected to be broken (${reason}), but no such check applies`];
    return verdict === 'pass' ? [`${id}: is expected to be broken (${reason}), but passes: take it off expectedBroken`] : [];
  });
}

/** A check that was not run, and why. */
export function skipped({ id, group, title, after }: CheckEntry, note: string): CheckResult {
  return { id, group, title, ...(after === undefined ? {} : { after }), verdict: 'skipped', slack: Number.NaN, note };
}

/** A check that the run did not come to. */
export function notReached(check: CheckEntry): CheckResult {
  return { ...skipped(check, 'not reached: the run was interrupted'), notReached: true };
}
