/** Draws of what a case needs beside data and start. */

import fc, { type Arbitrary } from 'fast-check';

/**
 * One of some values; shrinks to the first.
 *
 * @example
 * ```ts
 * import { oneOf, separable, together } from 'claimcheck/claims';
 *
 * const cases = together({ drawn: separable(), decay: oneOf(0.5, 1) }).map(({ drawn: { data, separator }, decay }) => ({
 *   data,
 *   start: separator,
 *   steps: { kind: 'none' },
 *   vectors: { decay: [decay] },
 * }));
 * typeof cases.generate; // 'function'
 * ```
 */
export function oneOf<const Value>(first: Value, ...others: readonly Value[]): Arbitrary<Value> {
  return fc.constantFrom(first, ...others);
}

/** Several draws at once, by name; each shrinks by itself. */
export function together<Values extends object>(draws: { readonly [Name in keyof Values]: Arbitrary<Values[Name]> }): Arbitrary<Values> {
  return fc.record(draws) as Arbitrary<Values>;
}
