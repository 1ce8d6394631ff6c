/** Many runs of SGD as a claim sees them at one step, and limits for means that are paid for. */

import type { AlphaLedger } from '../../monte-carlo/alpha-ledger.js';
import { CASE_ALLOWANCE } from '../../monte-carlo/alpha-ledger.js';
import { bettingLimits } from '../../monte-carlo/betting.js';
import type { Ceilings, Range } from '../../monte-carlo/ceilings.js';
import type { Estimate } from '../../monte-carlo/estimate.js';
import type { Replicates } from '../../monte-carlo/replicates.js';
import { addMultiple } from '../../numerics/vector.js';
import type { StableCase } from './stable-case.js';

/** One column of the replicates times a factor. */
export type ColumnTerm = readonly [column: number, factor: number];

/** A case with its runs at one step. */
export interface LongRunView extends StableCase {
  readonly t: number;
  readonly runs: Replicates;
  /** Place of t among the steps looked at. */
  readonly place: number;
  /** Ranges that hold on every path up to t. */
  readonly ceilings: Ceilings;
  /**
   * The mean of a sum of columns, plus a constant, over SGD's sampling. Pays for both limits.
   *
   * @param range - of that sum on every path.
   * @throws OutsideRangeError where a run lies outside that range.
   */
  mean(what: string, terms: readonly ColumnTerm[], constant: number, range: Range): Estimate;
  /** The same of any number that each run has. */
  meanBy(what: string, of: (r: number) => number, range: Range): Estimate;
  /** Takes a share of false-alarm probability for a check of another sort. */
  spend(what: string): number;
}

/** Where a view is of, and what it may spend. */
export interface ViewOptions extends Pick<LongRunView, 't' | 'runs' | 'place' | 'ceilings'> {
  readonly ledger: AlphaLedger;
  /** Shares of false-alarm probability that one step takes, at most. */
  readonly shares: number;
}

/** The runs of a case at one step. */
export function longRunView(at: StableCase, { t, runs, place, ceilings, ledger, shares }: ViewOptions): LongRunView {
  const spend = (what: string): number => ledger.spend(`${what} at ${t}`, CASE_ALLOWANCE / (runs.at.length * shares));
  const limits = (what: string, values: Float64Array, range: Range): Estimate => {
    const { mean, low, high } = bettingLimits(values, range, spend(what));
    return { value: mean, low, high };
  };
  return {
    ...at,
    t,
    runs,
    place,
    ceilings,
    spend,
    mean(what, terms, constant, range) {
      const sums = new Float64Array(runs.replicates).fill(constant);
      for (const [column, factor] of terms) addMultiple(sums, factor, runs.values(place, column));
      return limits(what, sums, range);
    },
    meanBy: (what, of, range) =>
      limits(
        what,
        Float64Array.from({ length: runs.replicates }, (_, r) => of(r)),
        range,
      ),
  };
}
