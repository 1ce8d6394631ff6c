/** claimcheck/vitest: the guard as tests of a Vitest suite. */

import { describe, it } from 'vitest';
import type { Check, CheckOutcome } from './guard/check.js';
import { CHECKS } from './guard/checks/index.js';
import { judgeCheck } from './guard/judge-check.js';
import { blockedBy, orderChecks } from './guard/plan.js';
import { subjectOf } from './guard/subject.js';
import { AsynchronousStep } from './guard/subject-failure.js';
import { requireOptimizers } from './guard/validate.js';
import type { OptimizerUnderTest } from './optimizer/optimizer.js';
import { witnessText } from './report/guard-witness.js';

export type { Check, CheckOutcome, Subject } from './guard/check.js';
export type { Algorithm, OptimizerState, OptimizerUnderTest, StepSize } from './optimizer/optimizer.js';

/** How a suite is registered. */
export interface DescribeOptions {
  /** The checks; by default those of the package that apply to the optimizer. */
  readonly checks?: readonly Check[];
  /** Milliseconds that one test may take. */
  readonly timeout?: number;
}

/** What a failing test says: the finding, and the lines that reproduce it. */
function failureText({ title }: Check, { verdict, note, witness }: CheckOutcome): string {
  const lines = witness === undefined ? [] : ['', ...witnessText(witness, { kind: 'object' })];
  return [`${verdict}: ${note ?? `not so: ${title}`}`, ...lines].join('\n');
}

function judge(check: Check, optimizer: OptimizerUnderTest): CheckOutcome {
  try {
    return judgeCheck(check, optimizer);
  } catch (thrown) {
    if (!(thrown instanceof AsynchronousStep)) throw thrown;
    throw new Error(`${thrown.message}: the command claimcheck guard judges asynchronous optimizers, describeOptimizer cannot`);
  }
}

/**
 * Registers a suite for an optimizer, or one for each of a list: a test per check that applies, named by the check's id
 * and title. A check that comes after a broken one is skipped. The optimizer runs in the test's own process, without
 * time limits but Vitest's, and must be synchronous.
 *
 * @throws InputError when the subject does not meet the interface
 */
export function describeOptimizer(subject: OptimizerUnderTest | readonly OptimizerUnderTest[], options: DescribeOptions = {}): void {
  const { checks = CHECKS, timeout } = options;
  for (const optimizer of requireOptimizers(subject, 'describeOptimizer')) {
    describe(`${optimizer.name} (${optimizer.algorithm})`, () => {
      const verdicts = new Map<string, string>();
      for (const check of orderChecks(checks.filter((one) => one.applies(subjectOf(optimizer))))) {
        it(`${check.id}: ${check.title}`, timeout === undefined ? {} : { timeout }, ({ skip }) => {
          const blocker = blockedBy(check, verdicts);
          verdicts.set(check.id, 'skipped');
          if (blocker !== undefined) skip(`comes after ${blocker}, which is ${verdicts.get(blocker)}`);
          verdicts.set(check.id, 'broken');
          const outcome = judge(check, optimizer);
          verdicts.set(check.id, outcome.verdict);
          if (outcome.verdict === 'broken' || outcome.verdict === 'undecided') throw new Error(failureText(check, outcome));
        });
      }
    });
  }
}
