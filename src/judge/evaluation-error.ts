/** Errors of a claim's code: what `evaluate` throws, with the claim and the case that show it. */

import type { Case } from '../data/case.js';
import { stringify } from '../data/json-number.js';

/** The most characters of a case in a message: a case on large data has millions. */
const MOST_TOLD = 20_000;

function beginning(text: string): string {
  return text.length <= MOST_TOLD ? text : `${text.slice(0, MOST_TOLD)} ... (${text.length} characters in all)`;
}

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
    super(
      `claim ${claim}: ${cause instanceof Error ? cause.message : String(cause)}; case ${beginning(stringify(input).replace(/\s+/g, ' '))}`,
      {
        cause,
      },
    );
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
