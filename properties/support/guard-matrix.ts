import type { Check, CheckOutcome, Subject } from '../../src/guard/check.js';
import { CHECKS } from '../../src/guard/checks/index.js';
import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';

/** An optimizer as checks see it; all of those here are synchronous. */
export function subjectOf(optimizer: OptimizerUnderTest): Subject {
  return { ...optimizer, precision: optimizer.precision ?? 'float64' } as Subject;
}

/** What every applicable check says of an optimizer, each judged whatever the others say. */
export function* outcomesOf(optimizer: OptimizerUnderTest): Generator<{ check: Check; outcome: CheckOutcome }> {
  const subject = subjectOf(optimizer);
  for (const check of CHECKS) if (check.applies(subject)) yield { check, outcome: check.judge(subject) };
}

/** The first check that is broken, in the order of the list. */
export function firstBroken(optimizer: OptimizerUnderTest): { check: Check; outcome: CheckOutcome } | undefined {
  for (const result of outcomesOf(optimizer)) if (result.outcome.verdict === 'broken') return result;
  return undefined;
}
