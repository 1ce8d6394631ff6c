import type { Check, CheckOutcome } from '../../src/guard/check.js';
import { CHECKS } from '../../src/guard/checks/index.js';
import { subjectOf } from '../../src/guard/subject.js';
import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';

/** What every applicable check says of an optimizer, each judged whatever the others say. */
export function* outcomesOf(optimizer: OptimizerUnderTest): Generator<{ check: Check; outcome: CheckOutcome }> {
  const subject = subjectOf(optimizer);
  for (const check of CHECKS) {
    if (!check.applies(subject)) continue;
    const outcome = check.judge(subject);
    if (outcome.verdict !== 'inapplicable') yield { check, outcome };
  }
}

/** The first check that is broken, in the order of the list. */
export function firstBroken(optimizer: OptimizerUnderTest): { check: Check; outcome: CheckOutcome } | undefined {
  for (const result of outcomesOf(optimizer)) if (result.outcome.verdict === 'broken') return result;
  return undefined;
}
