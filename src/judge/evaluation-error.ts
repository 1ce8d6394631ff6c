/** Errors of a claim's code: what `evaluate` throws, with the claim and the case that show it. */

import type { Claim } from '../claim/claim.js';
import { isNotACase, NotACase } from '../claim/not-a-case.js';
import { judgeCase, type Outcome } from '../claim/outcome.js';
import type { Parts } from '../claim/parts.js';
import type { Case } from '../data/case.js';
import { stringify } from '../data/json-number.js';
import { ShapeError } from '../numerics/shape-error.js';
import { Stopped } from '../numerics/stopping.js';

/** What was thrown, by value. */
interface Thrown {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

/** An {@link EvaluationError} by value, as it goes from one thread or process to another. */
export interface EvaluationFault {
  readonly claim: string;
  readonly input: Case;
  readonly cause: Thrown;
}

/** An evaluation that failed as a program: an error of the claim's code. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';

  constructor(
    /** Id of the claim. */
    readonly claim: string,
    /** The case on which it failed. */
    readonly input: Case,
    cause: unknown,
  ) {
    super(`claim ${claim}: ${cause instanceof Error ? cause.message : String(cause)}; case ${stringify(input).replace(/\s+/g, ' ')}`, {
      cause,
    });
  }

  /** The error by value. */
  get fault(): EvaluationFault {
    const { claim, input, cause } = this;
    return { claim, input, cause: thrown(cause) };
  }

  /** The error that another thread or process met. */
  static of({ claim, input, cause }: EvaluationFault): EvaluationError {
    return new EvaluationError(claim, input, Object.assign(new Error(cause.message), cause));
  }
}

function thrown(cause: unknown): Thrown {
  if (!(cause instanceof Error)) return { name: 'Error', message: String(cause) };
  const { name, message, stack } = cause;
  return { name, message, ...(stack === undefined ? {} : { stack }) };
}

/** Judges a case of the claim's own making. @throws Stopped; EvaluationError for whatever else the evaluation throws. */
export function judgeOwnCase(claim: Claim, input: Case, parts: Parts): Outcome {
  try {
    return judgeCase(claim, input, parts);
  } catch (error) {
    throw error instanceof Stopped ? error : new EvaluationError(claim.id, input, error);
  }
}

/**
 * Judges a case that came from elsewhere.
 *
 * @throws NotACase where the claim cannot read it, also for a vector of the wrong length; EvaluationError for anything else.
 */
export function judgeGivenCase(claim: Claim, input: Case, parts: Parts): Outcome {
  try {
    return judgeCase(claim, input, parts);
  } catch (error) {
    if (error instanceof ShapeError) throw new NotACase(error.message);
    throw isNotACase(error) || error instanceof Stopped ? error : new EvaluationError(claim.id, input, error);
  }
}

/** Judges a case that was made from another; undefined where the claim cannot read it. @throws EvaluationError for anything else. */
export function judgeMovedCase(claim: Claim, input: Case, parts: Parts): Outcome | undefined {
  try {
    return judgeGivenCase(claim, input, parts);
  } catch (error) {
    if (isNotACase(error)) return undefined;
    throw error;
  }
}
