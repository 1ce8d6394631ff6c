/** One check on one optimizer, with what the optimizer throws turned into a finding. */

import type { OptimizerUnderTest } from '../optimizer/optimizer.js';
import type { Check, CheckOutcome } from './check.js';
import { neutralOptions } from './neutral-options.js';
import { type Call, lastSteps, recordSteps } from './record-steps.js';
import { subjectOf } from './subject.js';
import { AsynchronousStep, describeThrown, GuardLimit, RunFailure, SubjectFailure } from './subject-failure.js';

/** A finding that has no measure: the subject gave no result at all. */
export function collapsed(note: string): CheckOutcome {
  return { verdict: 'broken', slack: Number.NEGATIVE_INFINITY, note };
}

/**
 * Judges an optimizer by one check. What the optimizer throws is a finding, with the calls that led to it; what the
 * check throws itself leaves it undecided.
 *
 * @param again - called before a failing check is repeated
 * @throws AsynchronousStep when the optimizer's step returns a promise
 */
export function judgeCheck(check: Check, optimizer: OptimizerUnderTest, again: () => void = () => {}): CheckOutcome {
  try {
    return withNeutral(check.judge(subjectOf(optimizer)), optimizer);
  } catch (thrown) {
    if (thrown instanceof AsynchronousStep) throw thrown;
    if (thrown instanceof SubjectFailure) {
      again();
      return withCalls(check, optimizer, thrown);
    }
    if (thrown instanceof GuardLimit) return { verdict: 'undecided', slack: Number.NaN, note: thrown.message };
    return { verdict: 'undecided', slack: Number.NaN, note: `the check itself failed: ${describeThrown(thrown)}` };
  }
}

/** A witness with the options that the subject is given besides, so that its lines do the same. */
function withNeutral(outcome: CheckOutcome, optimizer: OptimizerUnderTest): CheckOutcome {
  const { witness } = outcome;
  if (witness?.kind !== 'steps') return outcome;
  const options = { ...neutralOptions(optimizer, witness.start.length), ...witness.options };
  return { ...outcome, witness: { ...witness, options } };
}

/**
 * Repeats a failing check step by step with its calls recorded; without them when the failure does not come again. A run of
 * steps does not tell which of them failed, so that the repetition's failure is the one to tell.
 */
function withCalls(check: Check, optimizer: OptimizerUnderTest, failure: SubjectFailure): CheckOutcome {
  const calls: Call[] = [];
  try {
    check.judge(subjectOf(recordSteps(optimizer, (call) => calls.push(call))));
  } catch (thrown) {
    const again = thrown instanceof SubjectFailure && (failure instanceof RunFailure || thrown.message === failure.message);
    const witness = again ? lastSteps(calls) : undefined;
    if (again) return { ...collapsed(thrown.message), ...(witness === undefined ? {} : { witness }) };
  }
  return collapsed(failure.message);
}
