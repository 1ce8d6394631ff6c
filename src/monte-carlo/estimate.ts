/** Numbers known to lie between limits, and what follows for sums and functions of them. */

import { log } from '../numerics/elementary.js';
import { gamma as roundingOf } from '../numerics/rounding.js';

/** A number with limits. `value` is the best guess and decides nothing. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const OPERATIONS = 32;

/** A number known to an error bound. */
export function known(value: number, error = roundingOf(OPERATIONS) * Math.abs(value)): Estimate {
  return { value, low: value - error, high: value + error };
}

/** f(x) for an f that grows, right to some ulps. */
function grown({ value, low, high }: Estimate, f: (x: number) => number): Estimate {
  return outward({ value: f(value), low: f(low), high: f(high) });
}

function outward({ value, low, high }: Estimate): Estimate {
  const u = roundingOf(OPERATIONS);
  return { value, low: low - u * Math.abs(low), high: high + u * Math.abs(high) };
}

/** factor * x. */
export function scaled(factor: number, { value, low, high }: Estimate): Estimate {
  return outward({ value: factor * value, low: factor * (factor < 0 ? high : low), high: factor * (factor < 0 ? low : high) });
}

/** The sum of some numbers. */
export function added(...terms: readonly Estimate[]): Estimate {
  const size = terms.reduce((sum, { low, high }) => sum + Math.max(Math.abs(low), Math.abs(high)), 0);
  const error = roundingOf(OPERATIONS + terms.length) * size;
  const sum = (key: keyof Estimate): number => terms.reduce((total, term) => total + term[key], 0);
  return { value: sum('value'), low: sum('low') - error, high: sum('high') + error };
}

/** ln x; -Infinity below where x may be 0. */
export function logarithm(x: Estimate): Estimate {
  return grown({ value: Math.max(0, x.value), low: Math.max(0, x.low), high: Math.max(0, x.high) }, log);
}

/** x^2. */
export function squared({ value, low, high }: Estimate): Estimate {
  const least = low > 0 ? low : high < 0 ? -high : 0;
  return outward({ value: value ** 2, low: least ** 2, high: Math.max(low ** 2, high ** 2) });
}

/** |v| of a vector known entry by entry. */
export function lengthOf(entries: readonly Estimate[]): Estimate {
  return grown(added(...entries.map(squared)), (square) => Math.sqrt(Math.max(0, square)));
}
