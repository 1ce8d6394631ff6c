/** False-alarm probability as money: every statistical check pays for what it may call wrongly. */

/** Probability that a whole verify run calls some true statement violated: at most this, by the union bound. */
export const RUN_ALLOWANCE = 1e-9;

/**
 * The share of one evaluated case. Fixed, so that a case is judged alike wherever it is met; a run therefore pays for at most
 * 10^5 cases of statistical claims.
 */
export const CASE_ALLOWANCE = 1e-14;

/** Room for rounding when equal shares are added up again. */
const ROUNDING = 1e-9;

/** One payment. */
export interface Spend {
  readonly check: string;
  readonly amount: number;
}

/** Hands out false-alarm probability and keeps the account. */
export interface AlphaLedger {
  readonly total: number;
  /** Sum of all payments. */
  readonly spent: number;
  readonly spends: readonly Spend[];
  /**
   * Takes an amount for a check, and returns it.
   *
   * @throws RangeError naming the check when the amount is no positive number or more than is left.
   */
  spend(check: string, amount: number): number;
}

/**
 * A ledger of a total probability.
 *
 * @throws RangeError when the total is not in (0, 1).
 */
export function alphaLedger(total: number): AlphaLedger {
  if (!(total > 0 && total < 1)) throw new RangeError(`alpha ledger: total ${total} is no probability between 0 and 1`);
  const spends: Spend[] = [];
  let spent = 0;
  return {
    total,
    get spent() {
      return spent;
    },
    spends,
    spend(check, amount) {
      if (!(amount > 0)) throw new RangeError(`alpha ledger: ${check} asks for ${amount}, not a positive probability`);
      if (spent + amount > total * (1 + ROUNDING)) {
        throw new RangeError(`alpha ledger: ${check} asks for ${amount}, ${total - spent} of ${total} is left`);
      }
      spends.push({ check, amount });
      spent += amount;
      return amount;
    },
  };
}
