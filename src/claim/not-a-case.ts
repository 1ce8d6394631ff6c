/** How a claim says that it cannot read what it was given. */

/** The same symbol in every copy of the package that a program may have loaded. */
const BRAND = Symbol.for('claimcheck.NotACase');

/**
 * Thrown by `evaluate` for a case that is not one of the claim's, such as one without a vector that its cases have. A moved, reduced or
 * stored case that is told so counts as invalid; anything else that `evaluate` throws is an error of the claim.
 */
export class NotACase extends Error {
  override readonly name = 'NotACase';
  readonly [BRAND] = true;
}

/** Whether something thrown is a {@link NotACase}, of this copy of the package or of another. */
export function isNotACase(error: unknown): error is NotACase {
  return error instanceof Error && BRAND in error;
}
